import type { SignedInPerson } from '../../shared/person.ts'
import type { ReadinessTask } from '../../shared/readiness.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { ReadinessItem, StopSummary } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import { isDueSoon } from './readiness.ts'
import { selectChecklists } from './readiness-store.ts'
import { selectStops } from './stop-store.ts'
import { listTourRecords } from './tour-store.ts'

/**
 * What somebody is reminded of: points of stops to come that are theirs, not green, due within two weeks or late, the
 * latest first. A coordinator's are their centres'; a specialist's those of the stops they chose; the rest is the planner's.
 */
export async function listReadinessTasks(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
): Promise<ReadinessTask[]> {
  const today = localDateOf(clock.now(), PARIS)
  const asked = (await listTourRecords(db)).filter(({ state }) => ['proposed', 'published', 'running'].includes(state))
  const tourIds = new Set(asked.map((tour) => tour.tourId))
  const stops = (await selectStops(db, { from: today, states: ['planned', 'published', 'running'] })).filter(
    (stop) => tourIds.has(stop.tourId) && concerns(stop, person),
  )
  const checklists = await selectChecklists(
    db,
    stops.map((stop) => stop.stopId),
    today,
  )
  const tasks = stops.flatMap((stop) =>
    (checklists.get(stop.stopId) ?? [])
      .filter((line) => isDueSoon(line, today) && isOwnedBy(line, person))
      .map(({ item, label, state, owner, dueDate, note, late }): ReadinessTask => {
        const { stopId, centreName, unitName, firstDay } = stop
        return { stopId, centreName, unitName, firstDay, item, label, state, owner, dueDate: dueDate!, note, late }
      }),
  )
  return tasks.sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
}

function concerns(stop: StopSummary, { role, centreIds, specialistId }: SignedInPerson): boolean {
  if (role === 'coordinator') return centreIds.includes(stop.centreId)
  if (role !== 'specialist') return true
  return stop.staffing.some((day) => day.specialists.some((present) => present.specialistId === specialistId))
}

/** Whoever is named in free words answers to the planner, who named them. */
function isOwnedBy({ owner }: ReadinessItem, { role }: SignedInPerson): boolean {
  if (role === 'coordinator') return owner === 'centre'
  if (role === 'specialist') return owner === 'specialist'
  return owner !== 'centre' && owner !== 'specialist'
}
