import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { ReadinessItem } from '../../shared/tour.ts'
import type { ReadinessEdit } from '../../shared/tour-edit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { selectChecklists, updateReadinessItem } from './readiness-store.ts'
import { selectStops } from './stop-store.ts'

/** Writes one point of a stop's checklist and gives the whole of it back. Refuses a point the stop does not have. */
export function setReadiness(
  { db }: Pick<Ports, 'db'>,
  stopId: StopId,
  { item, ...change }: ReadinessEdit,
  moment: Moment,
): Promise<ReadinessItem[] | Refusal> {
  return transaction(db, async (trx) => {
    const [stop] = await selectStops(trx, { stopIds: [stopId] })
    if (!stop) return refuse('not_found')
    const isKnown = await updateReadinessItem(trx, stopId, item, change, moment)
    if (!isKnown) return refuse('unknown_checklist_item', { field: 'item' })
    const checklists = await selectChecklists(trx, [stopId], localDateOf(moment.now, PARIS))
    return checklists.get(stopId) ?? []
  })
}
