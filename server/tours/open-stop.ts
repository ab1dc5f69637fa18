import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { StopDetail } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { countWaiting, DEFAULT_REACH_MINUTES } from './demand-store.ts'
import { selectHostAnswers } from './host-store.ts'
import { viewCatchment } from './measure-catchment.ts'
import { cancelledStop } from './open-tour.ts'
import { selectChecklists } from './readiness-store.ts'
import { demandOf } from './stop-demand.ts'
import { selectStopOutlines, selectStops } from './stop-store.ts'
import { surveyStops } from './survey-stops.ts'
import { findTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'

/**
 * One stop as its planner sees it: who can drive there, the road, places, and patients by class as counts, waiting within
 * reach, in time, and seen within its places. Refuses `not_found`.
 */
export async function openStop(
  ports: Pick<Ports, 'db' | 'travel' | 'clock' | 'territory'>,
  stopId: StopId,
): Promise<StopDetail | Refusal> {
  const [outline] = await selectStopOutlines(ports.db, { stopIds: [stopId] })
  const tour = outline && (await findTour(ports.db, outline.tourId))
  const unit = tour && (await findUnit(ports.db, tour.unitId))
  if (!tour || !unit) return refuse('not_found')
  const { tourId } = tour
  const summaries = await selectStops(ports.db, { tourId })
  const summary = summaries.find((candidate) => candidate.stopId === stopId)
  if (!summary) return refuse('not_found')
  const frame = { tourId, unit, horizon: { from: tour.fromDate, to: tour.toDate } }
  const { stops, obstacles } = await surveyStops(ports, ports.db, frame, summaries)
  const surveyed = stops.find((candidate) => candidate.stopId === stopId)
  const stop = surveyed ?? cancelledStop(summary, await selectHostAnswers(ports.db, [stopId]))
  const { view, catchment } = await viewCatchment(ports, summary.lngLat)
  const minutesFrom = new Map(catchment.communes.map((commune) => [commune.insee, commune.seconds / 60]))
  const waiting = await countWaiting(ports.db, summary.specialty, [...minutesFrom.keys()])
  const today = localDateOf(ports.clock.now(), PARIS)
  const checklists = await selectChecklists(ports.db, [stopId], today)
  return {
    stop,
    tour: { name: tour.name, state: tour.state, revision: tour.revision },
    obstacles: obstacles.filter((obstacle) => obstacle.stopId === stopId),
    checklist: checklists.get(stopId) ?? [],
    catchment: view,
    demand: demandOf(waiting, { ...stop, minutesFrom }),
    demandReachMinutes: DEFAULT_REACH_MINUTES,
  }
}
