import type { SearchState, SearchStop } from './state.ts'

/** Chooses stops to take out; pinned and frozen ones are never offered. */
export type Removal = (
  stops: readonly SearchStop[],
  count: number,
  state: SearchState,
  random: () => number,
) => SearchStop[]

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T

/** Any stops. */
export const removeAnywhere: Removal = (stops, count, _state, random) => {
  const chosen = new Set<SearchStop>()
  for (let tries = 0; tries < count * 3 && chosen.size < count; tries += 1) chosen.add(pick(stops, random))
  return [...chosen]
}

/** Stops around one of them on the road, at any date. */
export const removeAround: Removal = (stops, count, state, random) => {
  const centre = pick(stops, random)
  const { roads, unitCount } = state.compiled
  const { places, points } = roads[centre.unit] as (typeof roads)[number]
  const distance = (stop: SearchStop) =>
    stop.centre === centre.centre
      ? 0
      : (points[(unitCount + centre.centre) * places + unitCount + stop.centre] as number)
  return [...stops]
    .map((stop) => ({ stop, far: distance(stop) * (0.7 + 0.6 * random()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ stop }) => stop)
}

/** Stops of all units in neighbouring weeks. */
export const removeWeeks: Removal = (stops, count, _state, random) => {
  const { week } = pick(stops, random)
  const near = stops.filter((stop) => Math.abs(stop.week - week) <= 2)
  return removeAnywhere(near, Math.min(count, near.length), _state, random)
}

/** A run of weeks of one unit. */
export const removeSegment: Removal = (stops, count, _state, random) => {
  const { unit, week } = pick(stops, random)
  return stops.filter((stop) => stop.unit === unit && stop.week >= week - count / 2 && stop.week <= week + count / 2)
}

/** The stops that see least for their places. */
export const removeWorst: Removal = (stops, count, state, random) => {
  const { value } = state.compiled.demands
  const worth = (stop: SearchStop) =>
    stop.demands.reduce((sum, demand, index) => sum + (value[demand] as number) * (stop.amounts[index] as number), 0)
  return [...stops]
    .map((stop) => ({ stop, worth: worth(stop) * (0.6 + 0.8 * random()) }))
    .sort((a, b) => a.worth - b.worth)
    .slice(0, count)
    .map(({ stop }) => stop)
}

export const REMOVALS: readonly Removal[] = [
  removeAnywhere,
  removeAround,
  removeAround,
  removeWeeks,
  removeSegment,
  removeWorst,
]
