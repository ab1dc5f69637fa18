import { z } from 'zod'
import type { UnitId } from '../../shared/ids.ts'
import { TemplateLine } from '../../shared/readiness.ts'
import type { Database, Transaction } from '../store/database.ts'
import { DEFAULT_CHECKLIST } from './readiness.ts'

/** The points every new stop of a unit gets; the usual ones until somebody decided otherwise. */
export async function readChecklistTemplate(
  db: Database | Transaction,
  unitId: UnitId,
): Promise<readonly TemplateLine[]> {
  const row = await db.selectFrom('unit').select('checklist').where('id', '=', unitId).executeTakeFirst()
  return row?.checklist ? z.array(TemplateLine).parse(JSON.parse(row.checklist)) : DEFAULT_CHECKLIST
}

/** Keeps a unit's own points; tells whether the unit exists. */
export async function writeChecklistTemplate(
  trx: Transaction,
  unitId: UnitId,
  lines: readonly TemplateLine[],
): Promise<boolean> {
  const updated = await trx
    .updateTable('unit')
    .set({ checklist: JSON.stringify(lines) })
    .where('id', '=', unitId)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
