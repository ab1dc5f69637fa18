import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { StopDetail } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { countWaiting, DEFAULT_REACH_MINUTES } from './demand-store.ts'
import { selectHostAnswers } from './host-store.ts'
import { viewCatchment } from './measure-catchment.ts'
import { cancelledStop } from './open-tour.ts'
import { demandOf } from './stop-demand.ts'
import { selectStopOutlines } from './stop-store.ts'
import { surveyTour } from './survey-tour.ts'

/**
 * One stop as its planner sees it: who can drive there, the road, places, and patients by class as counts, waiting within
 * reach, in time, and seen within its places. Refuses `not_found`.
 */
export async function openStop(
  ports: Pick<Ports, 'db' | 'travel' | 'clock' | 'territory'>,
  stopId: StopId,
): Promise<StopDetail | Refusal> {
  const [outline] = await selectStopOutlines(ports.db, { stopIds: [stopId] })
  const surveyed = outline && (await surveyTour(ports, outline.tourId))
  const summary = surveyed?.summaries.find((candidate) => candidate.stopId === stopId)
  if (!surveyed || !summary) return refuse('not_found')
  const { tour, survey } = surveyed
  const stop =
    survey.stops.find((candidate) => candidate.stopId === stopId) ??
    cancelledStop(summary, await selectHostAnswers(ports.db, [stopId]))
  const { view, catchment } = await viewCatchment(ports, summary.lngLat)
  const minutesFrom = new Map(catchment.communes.map((commune) => [commune.insee, commune.seconds / 60]))
  const waiting = await countWaiting(ports.db, summary.specialty, [...minutesFrom.keys()])
  return {
    stop,
    tour: { name: tour.name, state: tour.state, revision: tour.revision },
    obstacles: survey.obstacles.filter((obstacle) => obstacle.stopId === stopId),
    checklist: survey.checklists.get(stopId) ?? [],
    catchment: view,
    demand: demandOf(waiting, { ...stop, minutesFrom }),
    demandReachMinutes: DEFAULT_REACH_MINUTES,
  }
}
