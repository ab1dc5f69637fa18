import { distanceMetres, type LngLat } from '../../../shared/geo.ts'
import type { Commune } from '../../../shared/territory.ts'
import { barrierCrossing } from './barrier-lines.ts'
import { gabrielPairs, mercator } from './gabriel.ts'
import type { MapFacts } from './map-facts.ts'
import type { SettlementParameters } from './parameters.ts'

/** A place of the network, and what its surroundings say about its roads. */
export type Settlement = {
  readonly insee: string
  readonly lngLat: LngLat
  readonly people: number
  readonly elevation: number | null
  /** Which mainland or island it stands on: settlements of different lands are never linked. */
  readonly land: string
}

/** A straight link between two settlements, by their numbers. */
export type Link = { readonly a: number; readonly b: number; readonly metres: number }

/** The settlements of a territory: its located communes that have an elevation, so that the calibration holds. */
export function settlementsOf(communes: readonly Commune[], { elevations, barriers }: MapFacts): Settlement[] {
  const landOf = new Map<string, string>()
  for (const { name, communes: codes } of barriers.islands) for (const code of codes) landOf.set(code, name)
  const landOfDepartment = new Map<string, string>()
  for (const codes of barriers.islandDepartments) for (const code of codes) landOfDepartment.set(code, codes.join(' '))
  return communes.flatMap(({ insee, lngLat, population, positionQuality, department }) => {
    const elevation = elevations.metres[insee] ?? null
    const land = landOf.get(insee) ?? landOfDepartment.get(department) ?? ''
    const isPlaced = positionQuality === 'official' || positionQuality === 'located'
    if (!isPlaced || (elevation === null && land === '')) return []
    return [{ insee, lngLat, people: population, elevation, land }]
  })
}

/** Neighbouring settlements of one land with nothing between them: no third place, no water, no crest. */
export function localLinks(places: readonly Settlement[], facts: MapFacts, longestMetres: number): Link[] {
  const crossesBarrier = barrierCrossing(facts.barriers)
  return gabrielLinks(places).filter(({ a, b, metres }) => {
    const [from, to] = [places[a]!, places[b]!]
    if (metres > longestMetres || from.land !== to.land) return false
    return !crossesBarrier(from.lngLat[0], from.lngLat[1], to.lngLat[0], to.lngLat[1])
  })
}

/** Neighbours in the Gabriel graph of some places, numbered as given. */
export function gabrielLinks(places: readonly Settlement[]): Link[] {
  const { x, y } = mercator(
    places.map(({ lngLat }) => lngLat[0]),
    places.map(({ lngLat }) => lngLat[1]),
  )
  const pairs = gabrielPairs(x, y)
  return Array.from({ length: pairs.length / 2 }, (_, i) => {
    const a = pairs[2 * i]!
    const b = pairs[2 * i + 1]!
    return { a, b, metres: distanceMetres(places[a]!.lngLat, places[b]!.lngLat) }
  })
}

/** What lies around each settlement. */
export type Surroundings = {
  /** Natural logarithm of 1 + thousands of people there and in near neighbours, weighed down with distance. */
  readonly density: Float64Array
  /** Mean difference of level with neighbours, in hundreds of metres per kilometre. */
  readonly relief: Float64Array
}

/** Measures people and relief around each settlement from its links. */
export function surroundingsOf(places: readonly Settlement[], links: readonly Link[]): Surroundings {
  const people = Float64Array.from(places, (place) => place.people)
  const rise = new Float64Array(places.length)
  const count = new Float64Array(places.length)
  for (const { a, b, metres } of links) {
    const near = Math.exp(-metres / 3000)
    people[a]! += near * places[b]!.people
    people[b]! += near * places[a]!.people
    const slope = slopeOf(places[a]!, places[b]!, metres)
    for (const end of [a, b]) {
      rise[end]! += slope
      count[end]! += 1
    }
  }
  return {
    density: people.map((sum) => Math.log1p(sum / 1000)),
    relief: rise.map((sum, i) => (count[i] === 0 ? 0 : sum / count[i]!)),
  }
}

/** Difference of level in hundreds of metres per kilometre as the crow flies (that is, in tens of percent). */
export function slopeOf(a: Settlement, b: Settlement, metres: number): number {
  if (a.elevation === null || b.elevation === null) return 0
  return (Math.abs(a.elevation - b.elevation) * 10) / Math.max(500, metres)
}

function climbOf(a: Settlement, b: Settlement): number {
  return a.elevation === null || b.elevation === null ? 0 : Math.abs(a.elevation - b.elevation)
}

/** Seconds and metres to drive a local link from the middle of one place to the middle of the other. */
export function localDrive(
  { a, b, metres }: Link,
  places: readonly Settlement[],
  { density, relief }: Surroundings,
  { pace, crossing, detour }: SettlementParameters,
): { seconds: number; metres: number } {
  const people = (density[a]! + density[b]!) / 2
  const hills = (relief[a]! + relief[b]!) / 2
  const slope = Math.min(2, slopeOf(places[a]!, places[b]!, metres))
  const roughness = pace.slope * slope + pace.relief * hills
  const kilometres = metres / 1000
  const perKilometre =
    pace.local * (Math.max(0.5, kilometres) / 4) ** -pace.length * (1 + pace.density * people) * (1 + roughness)
  const passing = (place: Settlement) => crossing.base + crossing.people * Math.log1p(place.people / 1000)
  return {
    seconds:
      Math.max(kilometres * perKilometre, pace.climb * climbOf(places[a]!, places[b]!)) +
      (passing(places[a]!) + passing(places[b]!)) / 2,
    metres: metres * detour.local * (1 + detour.relief * roughness),
  }
}
