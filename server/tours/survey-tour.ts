import type { TourId } from '../../shared/ids.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Looking } from './decide-on-roads.ts'
import { selectStops } from './stop-store.ts'
import { surveyStops } from './survey-stops.ts'
import { findTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'

/**
 * A tour with its unit and all its stops surveyed, some of them as they took place (`held`) where that differs from what is
 * left of them; undefined when there is no such tour.
 */
export async function surveyTour(ports: Looking, tourId: TourId, held: readonly StopSummary[] = []) {
  const tour = await findTour(ports.db, tourId)
  const unit = tour && (await findUnit(ports.db, tour.unitId))
  if (!tour || !unit) return undefined
  const tookPlace = new Map(held.map((stop) => [stop.stopId, stop]))
  const summaries = (await selectStops(ports.db, { tourId })).map((stop) => tookPlace.get(stop.stopId) ?? stop)
  const frame = { tourId, unit, horizon: { from: tour.fromDate, to: tour.toDate } }
  return { tour, unit, summaries, survey: await surveyStops(ports, ports.db, frame, summaries) }
}
