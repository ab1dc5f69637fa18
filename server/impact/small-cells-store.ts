import { SmallCells } from '../../shared/impact.ts'
import type { Database, Transaction } from '../store/database.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

const KEY = 'impact_small_cells'

/** Below how many people a cell is kept back: as set, or the default. */
export async function readSmallCells(db: Database | Transaction): Promise<SmallCells> {
  return SmallCells.parse(await readSetting(db, KEY))
}

/** Sets it. */
export async function saveSmallCells(trx: Transaction, cells: SmallCells): Promise<void> {
  await writeSetting(trx, KEY, cells)
}
