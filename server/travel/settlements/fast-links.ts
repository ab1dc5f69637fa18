import { distanceMetres, type LngLat } from '../../../shared/geo.ts'
import type { FastRoads, MapFacts } from './map-facts.ts'
import type { SettlementParameters } from './parameters.ts'
import type { Settlement } from './settlement-links.ts'

/** Motorways and expressways: junctions numbered after the settlements, links between them, ramps down to places. */
export type FastLinks = {
  readonly junctions: readonly LngLat[]
  readonly links: readonly { a: number; b: number; seconds: number; metres: number; isRamp: boolean }[]
}

/**
 * Lays the listed fast roads over the settlements. Between two listed towns, junctions stand where the line passes
 * near a place; every junction has ramps to the places it serves.
 */
export function fastLinks(
  places: readonly Settlement[],
  { fastRoads }: Pick<MapFacts, 'fastRoads'>,
  parameters: SettlementParameters,
  nearest: (lngLat: LngLat, most: number, metres: number) => number[],
): FastLinks {
  const { pace, ramp, detour } = parameters
  const numberOf = new Map(places.map((place, i) => [place.insee, i]))
  const junctions: LngLat[] = []
  const links: { a: number; b: number; seconds: number; metres: number; isRamp: boolean }[] = []
  const known = new Map<string, number>()

  function junctionAt(key: string, lngLat: LngLat): number {
    const before = known.get(key)
    if (before !== undefined) return before
    const junction = places.length + junctions.length
    known.set(key, junction)
    junctions.push(lngLat)
    for (const place of nearest(lngLat, ramp.places, ramp.metres)) {
      const metres = distanceMetres(lngLat, places[place]!.lngLat)
      const seconds =
        ramp.seconds +
        ramp.people * Math.log1p(places[place]!.people / 1000) +
        (metres / 1000) * pace.local * parameters.access.pace
      links.push({ a: junction, b: place, seconds, metres: 1500 + metres * detour.local, isRamp: true })
    }
    return junction
  }

  function positionOf(insee: string, positions: FastRoads['positions']): LngLat | null {
    const place = numberOf.get(insee)
    const listed = positions[insee]
    return place !== undefined ? places[place]!.lngLat : listed === undefined ? null : [listed[1], listed[2]]
  }

  for (const road of fastRoads.roads) {
    const perKilometre = road.kind === 'motorway' ? pace.motorway : pace.expressway
    let last: { junction: number; lngLat: LngLat } | null = null
    for (const [insee] of road.through) {
      const lngLat = positionOf(insee, fastRoads.positions)
      if (lngLat === null) continue
      const steps: { junction: number; lngLat: LngLat }[] = []
      if (last !== null) {
        for (const point of passedBy(last.lngLat, lngLat, places, ramp, nearest)) {
          steps.push({ junction: junctionAt(`${road.ref} ${point.join()}`, point), lngLat: point })
        }
      }
      steps.push({ junction: junctionAt(insee, lngLat), lngLat })
      for (const step of steps) {
        if (last !== null && last.junction !== step.junction) {
          const metres = distanceMetres(last.lngLat, step.lngLat)
          const seconds = (metres / 1000) * perKilometre
          links.push({ a: last.junction, b: step.junction, seconds, metres: metres * detour.fast, isRamp: false })
        }
        last = step
      }
    }
  }
  return { junctions, links }
}

/** Points of the straight line between two towns that come near a place, spaced out. */
function passedBy(
  from: LngLat,
  to: LngLat,
  places: readonly Settlement[],
  { everyMetres, asideMetres }: SettlementParameters['ramp'],
  nearest: (lngLat: LngLat, most: number, metres: number) => number[],
): LngLat[] {
  const length = distanceMetres(from, to)
  const points: LngLat[] = []
  let sinceLast = 0
  const step = 1000
  for (let along = step; along < length - everyMetres / 2; along += step) {
    sinceLast += step
    if (sinceLast < everyMetres) continue
    const share = along / length
    const point: LngLat = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
    if (nearest(point, 1, asideMetres).some((place) => places[place]!.people >= 300)) {
      points.push(point)
      sinceLast = 0
    }
  }
  return points
}
