import type { HostCentreId, StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { ReadinessItem } from '../../shared/tour.ts'
import type { ReadinessEdit } from '../../shared/tour-edit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Database, type Transaction, transaction } from '../store/database.ts'
import { selectChecklists, updateReadinessItem } from './readiness-store.ts'
import { selectStops } from './stop-store.ts'

/** The centres somebody answers for. */
export type CentreScope = readonly HostCentreId[] | 'every_centre'

/** The checklist of a stop; `not_found` outside the reader's centres. */
export async function readReadiness(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  stopId: StopId,
  scope: CentreScope,
): Promise<ReadinessItem[] | Refusal> {
  if (!(await isInScope(db, stopId, scope))) return refuse('not_found')
  const checklists = await selectChecklists(db, [stopId], localDateOf(clock.now(), PARIS))
  return checklists.get(stopId) ?? []
}

/** Writes one point of a stop's checklist and gives the whole of it back. Refuses a point the stop does not have. */
export function setReadiness(
  { db }: Pick<Ports, 'db'>,
  stopId: StopId,
  { item, ...change }: ReadinessEdit,
  moment: Moment,
  scope: CentreScope = 'every_centre',
): Promise<ReadinessItem[] | Refusal> {
  return transaction(db, async (trx) => {
    if (!(await isInScope(trx, stopId, scope))) return refuse('not_found')
    const isKnown = await updateReadinessItem(trx, stopId, item, change, moment)
    if (!isKnown) return refuse('unknown_checklist_item', { field: 'item' })
    const checklists = await selectChecklists(trx, [stopId], localDateOf(moment.now, PARIS))
    return checklists.get(stopId) ?? []
  })
}

async function isInScope(db: Database | Transaction, stopId: StopId, scope: CentreScope): Promise<boolean> {
  const [stop] = await selectStops(db, { stopIds: [stopId] })
  return stop !== undefined && (scope === 'every_centre' || scope.includes(stop.centreId))
}
