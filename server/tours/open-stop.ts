import type { StopId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { StopDetail } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { countWaiting, DEFAULT_REACH_MINUTES } from './demand-store.ts'
import { viewCatchment } from './measure-catchment.ts'
import { openTour } from './open-tour.ts'
import { selectChecklists } from './readiness-store.ts'
import { demandOf } from './stop-demand.ts'
import { selectStops } from './stop-store.ts'

/**
 * One stop as its planner sees it: who can drive there, the road, places, and patients by class as counts, waiting within
 * reach, in time, and seen within its places. Refuses `not_found`.
 */
export async function openStop(
  ports: Pick<Ports, 'db' | 'travel' | 'clock' | 'territory'>,
  stopId: StopId,
): Promise<StopDetail | Refusal> {
  const [summary] = await selectStops(ports.db, { stopIds: [stopId] })
  if (!summary) return refuse('not_found')
  const tour = await openTour(ports, summary.tourId)
  if (isRefusal(tour)) return tour
  const stop = tour.stops.find((candidate) => candidate.stopId === stopId)!
  const { view, catchment } = await viewCatchment(ports, summary.lngLat)
  const waiting = await countWaiting(ports.db, summary.specialty)
  const minutesFrom = new Map(catchment.communes.map((commune) => [commune.insee, commune.seconds / 60]))
  const today = localDateOf(ports.clock.now(), PARIS)
  const checklists = await selectChecklists(ports.db, [stopId], today)
  return {
    stop,
    tour: { name: tour.tour.name, state: tour.tour.state, revision: tour.tour.revision },
    obstacles: tour.obstacles.filter((obstacle) => obstacle.stopId === stopId),
    checklist: checklists.get(stopId) ?? [],
    catchment: view,
    demand: demandOf(waiting, { ...stop, minutesFrom }),
    demandReachMinutes: DEFAULT_REACH_MINUTES,
  }
}
