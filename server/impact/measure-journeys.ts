import type { StopId, TourId } from '../../shared/ids.ts'
import type { ImpactReport } from '../../shared/impact.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { RoadView } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { openTour } from '../tours/open-tour.ts'

/**
 * Kilometres and hours of the journeys to `stops` and home after the last of each tour, and hours of consultation there.
 * The stops are as far as they took place: one cancelled in its course was driven to.
 */
export async function measureJourneys(
  ports: Pick<Ports, 'db' | 'travel' | 'clock'>,
  stops: readonly StopSummary[],
): Promise<ImpactReport['road']> {
  const total = { km: 0, driveMinutes: 0, estimate: false, unknownLegs: 0 }
  const add = (road: RoadView | null) => {
    if (road === null) {
      total.unknownLegs += 1
      return
    }
    total.km += road.km
    total.driveMinutes += road.driveMinutes
    total.estimate ||= road.estimate
  }
  for (const tourId of new Set<TourId>(stops.map((stop) => stop.tourId))) {
    const held = stops.filter((stop) => stop.tourId === tourId)
    const tour = await openTour(ports, tourId, held)
    if (isRefusal(tour)) continue
    const counted = new Set<StopId>(held.map((stop) => stop.stopId))
    const live = tour.stops.filter((stop) => stop.state !== 'cancelled')
    for (const stop of live) if (counted.has(stop.stopId)) add(stop.road)
    const last = live.at(-1)
    if (last && counted.has(last.stopId) && last.state === 'done') add(tour.wayBack)
  }
  const consultationMinutes = stops
    .flatMap((stop) => stop.sessions)
    .reduce((minutes, session) => minutes + session.end - session.start, 0)
  return { ...total, consultationMinutes }
}
