import type { LngLat } from '../../shared/geo.ts'
import type { TourId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { RoadPath } from '../../shared/tour-view.ts'
import type { Ports } from '../ports.ts'
import { selectStopOutlines } from './stop-store.ts'
import { findTour } from './tour-store.ts'
import { truckLimitsOf } from './truck-limits.ts'
import { findUnit } from './unit-store.ts'

/** The way of each leg of a tour, from the depot through its live stops and back; a leg nobody can trace is left out. */
export async function viewRoads(
  { db, travel }: Pick<Ports, 'db' | 'travel'>,
  tourId: TourId,
): Promise<RoadPath[] | Refusal> {
  const tour = await findTour(db, tourId)
  const unit = tour && (await findUnit(db, tour.unitId))
  if (!unit) return refuse('not_found')
  const stops = (await selectStopOutlines(db, { tourId })).filter((stop) => stop.state !== 'cancelled')
  const points: readonly LngLat[] = [unit.depot.lngLat, ...stops.map((stop) => stop.lngLat), unit.depot.lngLat]
  const paths: RoadPath[] = []
  const driven = { profile: unit.profile, truck: truckLimitsOf([unit]) }
  for (const [index, to] of stops.length === 0 ? [] : points.slice(1).entries()) {
    const route = await travel.route({ ...driven, from: points[index]!, to })
    if ('reason' in route) continue
    const path = route.geometry.coordinates.map(([lng, lat]): LngLat => [lng!, lat!])
    paths.push({ toStopId: stops[index]?.stopId ?? null, seconds: route.seconds, metres: route.metres, path })
  }
  return paths
}
