import { distanceMetres, type LngLat } from '../../shared/geo.ts'
import type { Commune } from '../../shared/territory.ts'

/** A town people know, seen from the place of the appointment. */
export type TownAround = {
  readonly name: string
  readonly km: number
  /** Of the town seen from the place: degrees clockwise from north. */
  readonly bearing: number
}

const FARTHEST_METRES = 45_000
const NEAREST_METRES = 2_000
/** Smaller ones are known to their own people only. */
const SMALLEST_TOWN = 1_500
/** Two towns in nearly the same direction would be drawn on top of each other. */
const APART_DEGREES = 50
const MOST_TOWNS = 4

/** Up to four towns around a place, in different directions: the largest near enough to be known to whoever drives there. */
export function townsAround(place: LngLat, communes: readonly Commune[]): TownAround[] {
  const near = communes.flatMap((commune) => {
    if (commune.population < SMALLEST_TOWN) return []
    const metres = distanceMetres(place, commune.lngLat)
    if (metres < NEAREST_METRES || metres > FARTHEST_METRES) return []
    const town = { name: commune.name, km: Math.round(metres / 1000), bearing: bearingOf(place, commune.lngLat) }
    return [{ town, weight: commune.population / (metres / 1000) ** 1.5 }]
  })
  const chosen: TownAround[] = []
  for (const { town } of near.toSorted((a, b) => b.weight - a.weight)) {
    if (chosen.length === MOST_TOWNS) break
    if (chosen.every((other) => apart(other.bearing, town.bearing) >= APART_DEGREES)) chosen.push(town)
  }
  return chosen.toSorted((a, b) => a.km - b.km)
}

/** Compass direction from 0 (north) clockwise to 7 (north-west). */
export function eighth(bearing: number): number {
  return Math.round(bearing / 45) % 8
}

/** Initial bearing of the great circle, degrees clockwise from north. */
function bearingOf([lng1, lat1]: LngLat, [lng2, lat2]: LngLat): number {
  const radians = Math.PI / 180
  const [from, to, across] = [lat1 * radians, lat2 * radians, (lng2 - lng1) * radians]
  const east = Math.sin(across) * Math.cos(to)
  const north = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(across)
  return (Math.atan2(east, north) / radians + 360) % 360
}

const apart = (one: number, other: number): number => {
  const turn = Math.abs(one - other) % 360
  return Math.min(turn, 360 - turn)
}
