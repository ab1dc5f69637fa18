import type { UnitId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { ChecklistTemplate } from '../../shared/readiness.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { writeChecklistTemplate } from './checklist-template-store.ts'

/** Gives a unit its own list of points, for stops laid from now on. Refuses a point twice and an unknown unit. */
export function setChecklistTemplate(
  { db }: Pick<Ports, 'db'>,
  unitId: UnitId,
  { lines }: ChecklistTemplate,
): Promise<ChecklistTemplate | Refusal> {
  return transaction(db, async (trx) => {
    if (new Set(lines.map((line) => line.item)).size < lines.length) return refuse('template_item_twice')
    return (await writeChecklistTemplate(trx, unitId, lines)) ? { lines } : refuse('not_found')
  })
}
