import { distanceMetres, type LngLat } from '../shared/geo.ts'
import type { PositionQuality } from '../shared/territory.ts'

/** A commune before it has a position. */
export type UnplacedCommune = {
  insee: string
  name: string
  arrondissement: string
  epci: string | null
  postalCodes: readonly string[]
}

/** An inhabited place of GeoNames that says which commune it belongs to. */
export type InhabitedPlace = { name: string; insee: string; population: number; isDistrict: boolean; lngLat: LngLat }

export type Placing = { lngLat: LngLat; quality: PositionQuality }

/** How many located communes may stand nearer than the nearest companion before a position is doubted. */
const CROWD = 30
/** A companion nearer than this is reason enough to believe a position. */
const COMPANION_METRES = 20_000
/** For a commune without located companion: farthest believable distance to another of its department. */
const DEPARTMENT_METRES = 40_000

const letters = (name: string): string =>
  name
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '')

/** The places of one commune, the one that best stands for it first: same name, then not a mere district, then the name's main part, then people. */
export function bestFirst(name: string, places: readonly InhabitedPlace[]): InhabitedPlace[] {
  const whole = letters(name)
  const rank = (place: InhabitedPlace) =>
    (letters(place.name) === whole ? 4 : 0) +
    (place.isDistrict ? 0 : 2) +
    (whole.startsWith(letters(place.name).slice(0, 5)) ? 1 : 0)
  return [...places].sort((a, b) => rank(b) - rank(a) || b.population - a.population)
}

/**
 * The communes whose position cannot be believed beside the others: the nearest located commune of the same EPCI or
 * postal code is over 20 km off while 30 strangers stand nearer; or, without such a companion, the nearest commune of
 * its department is over 40 km off.
 */
function misplaced<C extends UnplacedCommune>(located: ReadonlyMap<C, LngLat>): C[] {
  const companionsOf = grouped(located, (commune) => keysOf(commune))
  return [...located].flatMap(([commune, lngLat]) => {
    const awayFrom = (others: Iterable<C>) =>
      [...others].filter((other) => other !== commune).map((other) => distanceMetres(lngLat, located.get(other)!))
    const nearest = Math.min(...awayFrom(companionsOf(commune)))
    if (nearest <= COMPANION_METRES) return []
    const others = [...located.keys()]
    if (nearest === Number.POSITIVE_INFINITY) {
      const department = others.filter((other) => other.insee.slice(0, 2) === commune.insee.slice(0, 2))
      return Math.min(...awayFrom(department)) > DEPARTMENT_METRES ? [commune] : []
    }
    return awayFrom(others).filter((away) => away < nearest).length >= CROWD ? [commune] : []
  })
}

/** Places every commune: located by its own best believable place, else at the mean of its located companions; never dropped. */
export function placeCommunes<C extends UnplacedCommune>(
  communes: readonly C[],
  places: readonly InhabitedPlace[],
): Map<C, Placing> {
  const placesOf = new Map<string, InhabitedPlace[]>()
  for (const place of places) placesOf.set(place.insee, [...(placesOf.get(place.insee) ?? []), place])
  const located = new Map<C, LngLat>()
  for (const commune of communes) {
    const best = bestFirst(commune.name, placesOf.get(commune.insee) ?? [])[0]
    if (best) located.set(commune, best.lngLat)
  }
  for (const commune of misplaced(located)) located.delete(commune)
  const byPostalCode = meanBy(located, (commune) => commune.postalCodes)
  const byEpci = meanBy(located, (commune) => (commune.epci === null ? [] : [commune.epci]))
  const byArrondissement = meanBy(located, (commune) => [commune.arrondissement])
  return new Map(
    communes.map((commune): [C, Placing] => {
      const own = located.get(commune)
      if (own) return [commune, { lngLat: own, quality: 'located' }]
      const postal = byPostalCode(commune)
      if (postal) return [commune, { lngLat: postal, quality: 'postal_code' }]
      const epci = byEpci(commune)
      if (epci) return [commune, { lngLat: epci, quality: 'epci' }]
      const arrondissement = byArrondissement(commune)
      if (arrondissement) return [commune, { lngLat: arrondissement, quality: 'arrondissement' }]
      throw new Error(`No located commune near ${commune.insee} ${commune.name}`)
    }),
  )
}

const keysOf = (commune: UnplacedCommune): readonly string[] =>
  commune.epci === null ? commune.postalCodes : [...commune.postalCodes, commune.epci]

/** For a commune, the located ones that share one of its keys. */
function grouped<C>(located: ReadonlyMap<C, LngLat>, keysOf: (commune: C) => readonly string[]) {
  const groups = new Map<string, Set<C>>()
  for (const commune of located.keys()) {
    for (const key of keysOf(commune)) groups.set(key, (groups.get(key) ?? new Set()).add(commune))
  }
  return (commune: C): Set<C> => new Set(keysOf(commune).flatMap((key) => [...(groups.get(key) ?? [])]))
}

function meanBy<C>(located: ReadonlyMap<C, LngLat>, keysOf: (commune: C) => readonly string[]) {
  const companionsOf = grouped(located, keysOf)
  return (commune: C): LngLat | undefined => {
    const points = [...companionsOf(commune)].map((companion) => located.get(companion)!)
    if (points.length === 0) return undefined
    const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
    return [mean(0), mean(1)]
  }
}
