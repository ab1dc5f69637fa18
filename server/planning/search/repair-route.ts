import { transferBetween, type UnitRoads } from '../bound/unit-roads.ts'
import type { Candidates, FreeWeek } from './repair.ts'
import type { SearchState, SearchStop } from './state.ts'

const NOWHERE = -1

type Place = { readonly slot: number; readonly centre: number; readonly worth: number }
type Label = {
  readonly place: Place | null
  readonly value: number
  readonly before: Label | null
  readonly week: number
}

/**
 * Fills free weeks of one unit, in a row, along the best route through them: each possible stop is worth what it would see
 * now, legs are exact, and no centre comes back within its revisit interval. What cannot stand after all is filled as it may.
 */
export function repairAlongRoute(state: SearchState, free: readonly FreeWeek[], candidates: Candidates): SearchStop[] {
  const [first] = free
  if (first === undefined) return []
  const { unit } = first
  const roads = state.relaxation.roads[unit] as UnitRoads
  const route = bestRouteThrough(state, roads, free, candidates)
  const inserted: SearchStop[] = []
  const left: FreeWeek[] = []
  for (const { week } of free) {
    const place = route.get(week) ?? null
    if (place === null) continue
    const insertion = state.bestInsertion(unit, week, Int32Array.of(place.slot))
    if (insertion === null) left.push({ unit, week })
    else inserted.push(state.insert(unit, insertion))
  }
  for (const { week } of left) {
    const insertion = state.bestInsertion(unit, week, candidates.of(unit, week))
    if (insertion !== null) inserted.push(state.insert(unit, insertion))
  }
  return inserted
}

function bestRouteThrough(
  state: SearchState,
  roads: UnitRoads,
  free: readonly FreeWeek[],
  candidates: Candidates,
): Map<number, Place | null> {
  const { unit } = roads
  const start = (free[0] as FreeWeek).week
  const end = (free.at(-1) as FreeWeek).week
  const from = state.stopIn(unit, start - 1)?.centre ?? NOWHERE
  const to = state.stopIn(unit, end + 1)?.centre ?? NOWHERE
  let labels: Label[] = [
    { place: from === NOWHERE ? null : { slot: -1, centre: from, worth: 0 }, value: 0, before: null, week: start - 1 },
  ]
  for (let week = start; week <= end; week += 1) {
    const next: Label[] = [bestLabel(roads, labels, null, week)]
    for (const slot of candidates.of(unit, week)) {
      const centre = state.centreOfSlot[slot] as number
      if (!state.ledger.mayVisit(centre, week)) continue
      const worth = state.seating.worthOf(slot) + state.ledger.placePoints(centre)
      const label = bestLabel(roads, labels, { slot, centre, worth }, week)
      if (label.value > Number.NEGATIVE_INFINITY) next.push(label)
    }
    labels = next
  }
  let best: Label | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const label of labels) {
    const value = label.value - legBetween(roads, label.place?.centre ?? NOWHERE, to)
    if (value > most) {
      most = value
      best = label
    }
  }
  const route = new Map<number, Place | null>()
  for (; best !== null && best.week >= start; best = best.before) route.set(best.week, best.place)
  return route
}

function bestLabel(roads: UnitRoads, labels: readonly Label[], place: Place | null, week: number): Label {
  let value = Number.NEGATIVE_INFINITY
  let before: Label | null = null
  const centre = place?.centre ?? NOWHERE
  const worth = place?.worth ?? 0
  for (let index = 0; index < labels.length; index += 1) {
    const label = labels[index] as Label
    const total = label.value + worth - legBetween(roads, label.place?.centre ?? NOWHERE, centre)
    if (total <= value || (place !== null && wasAt(label, centre, week, roads.revisitWeeks[centre] as number))) continue
    value = total
    before = label
  }
  return { place, value, before, week }
}

function wasAt(label: Label, centre: number, week: number, interval: number): boolean {
  for (let each: Label | null = label; each !== null && week - each.week < interval; each = each.before) {
    if (each.place?.centre === centre) return true
  }
  return false
}

function legBetween(roads: UnitRoads, from: number, to: number): number {
  if (from === NOWHERE) return to === NOWHERE ? 0 : (roads.out[to] as number)
  return to === NOWHERE ? (roads.home[from] as number) : transferBetween(roads, from, to)
}
