import { SmallCells } from '../../shared/impact.ts'
import type { Database, Transaction } from '../store/database.ts'

const KEY = 'impact_small_cells'

/** Below how many people a cell is kept back: as set, or the default. */
export async function readSmallCells(db: Database | Transaction): Promise<SmallCells> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', KEY).executeTakeFirst()
  return SmallCells.parse(row ? JSON.parse(row.value) : {})
}

/** Sets it. */
export async function saveSmallCells(trx: Transaction, cells: SmallCells): Promise<void> {
  const value = JSON.stringify(cells)
  await trx
    .insertInto('setting')
    .values({ key: KEY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
