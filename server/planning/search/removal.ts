import type { Compiled } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import type { SearchState, SearchStop } from './state.ts'

/** Chooses stops to take out; locked ones are never offered. The cost of choosing does not grow with the plan. */
export type Removal = (count: number, removals: Removals) => SearchStop[]

/** What removals choose from. */
export type Removals = {
  readonly state: SearchState
  readonly random: () => number
  readonly isLocked: (stop: SearchStop) => boolean
  /** For each centre, the nearest centres on the road, itself first. */
  readonly nearest: readonly Int32Array[]
}

const NEAREST = 48
const TRIES = 4

/** For each centre, itself and the centres nearest to it on the road of the first unit. */
export function nearestCentres(compiled: Compiled): Int32Array[] {
  const { unitCount, centreCount } = compiled
  const { places, points } = compiled.roads[0] as Roads
  return Array.from({ length: centreCount }, (_, centre) => {
    const row = (unitCount + centre) * places + unitCount
    const far = (other: number) => (other === centre ? -1 : (points[row + other] as number))
    const others = Array.from({ length: centreCount }, (_each, other) => other)
    return Int32Array.from(others.sort((a, b) => far(a) - far(b) || a - b).slice(0, NEAREST))
  })
}

/** A stop drawn at random, or null when none was found in a few draws. */
function draw({ state, random, isLocked }: Removals): SearchStop | null {
  const { stops } = state
  for (let tries = 0; tries < 24; tries += 1) {
    const stop = stops[Math.floor(random() * stops.length)]
    if (stop !== null && stop !== undefined && !isLocked(stop)) return stop
  }
  return null
}

/** Any stops. */
export const removeAnywhere: Removal = (count, removals) => {
  const chosen = new Set<SearchStop>()
  for (let tries = 0; tries < count * 3 && chosen.size < count; tries += 1) {
    const stop = draw(removals)
    if (stop !== null) chosen.add(stop)
  }
  return [...chosen]
}

function around(count: number, removals: Removals, weeksApart: number): SearchStop[] {
  const { state, random, isLocked, nearest } = removals
  const first = draw(removals)
  if (first === null) return []
  const chosen: SearchStop[] = []
  for (const centre of nearest[first.centre] as Int32Array) {
    for (const stop of state.stopsAt(centre)) {
      const isNear = Math.abs(stop.week - first.week) <= weeksApart
      if (!isNear || isLocked(stop) || (stop !== first && random() < 0.25)) continue
      chosen.push(stop)
      if (chosen.length === count) return chosen
    }
  }
  return chosen
}

/** Stops around one of them on the road, at any date. */
export const removeAround: Removal = (count, removals) => around(count, removals, Number.POSITIVE_INFINITY)

/** Stops around one of them on the road, within some weeks. */
export const removeAroundInSeason: Removal = (count, removals) => around(count, removals, 7)

/** Stops of all units in neighbouring weeks. */
export const removeWeeks: Removal = (count, removals) => {
  const { state, random, isLocked } = removals
  const first = draw(removals)
  if (first === null) return []
  const { unitCount, weekCount } = state.compiled
  const chosen = new Set([first])
  for (let tries = 0; tries < count * TRIES && chosen.size < count; tries += 1) {
    const week = first.week - 2 + Math.floor(random() * 5)
    if (week < 0 || week >= weekCount) continue
    const stop = state.stops[Math.floor(random() * unitCount) * weekCount + week]
    if (stop !== null && stop !== undefined && !isLocked(stop)) chosen.add(stop)
  }
  return [...chosen]
}

/** A run of weeks of one unit. */
export const removeSegment: Removal = (count, removals) => {
  const { state, isLocked } = removals
  const first = draw(removals)
  if (first === null) return []
  const { weekCount } = state.compiled
  const start = Math.max(0, first.week - Math.floor(count / 2))
  const weeks = state.stops.slice(
    first.unit * weekCount + start,
    first.unit * weekCount + Math.min(weekCount, start + count),
  )
  return weeks.filter((stop) => stop !== null).filter((stop) => !isLocked(stop))
}

/** Stops that see little for their places: the worst of a few, each time. */
export const removeWorst: Removal = (count, removals) => {
  const { value } = removals.state.compiled.demands
  const worth = (stop: SearchStop) => {
    let sum = 0
    for (let index = 0; index < stop.demands.length; index += 1) {
      sum += (value[stop.demands[index] as number] as number) * (stop.amounts[index] as number)
    }
    return sum
  }
  const chosen = new Set<SearchStop>()
  for (let round = 0; round < count; round += 1) {
    let worst: SearchStop | null = null
    let least = Number.POSITIVE_INFINITY
    for (let each = 0; each < 5; each += 1) {
      const stop = draw(removals)
      if (stop === null || chosen.has(stop)) continue
      const own = worth(stop)
      if (own < least) {
        worst = stop
        least = own
      }
    }
    if (worst !== null) chosen.add(worst)
  }
  return [...chosen]
}

export const REMOVALS: readonly Removal[] = [
  removeAnywhere,
  removeAround,
  removeAroundInSeason,
  removeWeeks,
  removeSegment,
  removeWorst,
]
