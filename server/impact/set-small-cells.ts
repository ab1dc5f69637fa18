import type { SmallCells } from '../../shared/impact.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { saveSmallCells } from './small-cells-store.ts'

/** Changes below how many people a count of outcomes is kept back, and logs who did. */
export function setSmallCells(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  cells: SmallCells,
  person: SignedInPerson,
): Promise<void> {
  return transaction(db, async (trx) => {
    await saveSmallCells(trx, cells)
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'impact_small_cells',
      resourceId: null,
      purpose: 'administration',
      at: clock.now(),
    })
  })
}
