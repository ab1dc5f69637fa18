import type { PlanUnit } from '../../../shared/plan.ts'
import { type Compiled, returnsAfterEachStop } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import type { Offers } from './offers.ts'

/** Where one unit may stand each week, and what its legs cost. */
export type UnitRoads = {
  readonly unit: number
  readonly goesHome: boolean
  /** Per week, the slots the unit can take; parallel to `centres`. */
  readonly slots: readonly Int32Array[]
  readonly centres: readonly Int32Array[]
  /** Per centre, 1 where a unit cannot come back after one stop elsewhere: the revisit interval is longer than two weeks. */
  readonly noReturn: Uint8Array
  readonly revisitWeeks: Int32Array
  /** Points of the leg out from the depot, back to it, and between centres (`legs[a × centreCount + b]`). */
  readonly out: Float64Array
  readonly home: Float64Array
  readonly places: number
  readonly offset: number
  readonly points: Float64Array
}

/** Prepares each unit's roads for path searches. */
export function prepareRoads(compiled: Compiled, offers: Offers): UnitRoads[] {
  const { unitCount, centreCount, weekCount } = compiled
  return compiled.problem.units.map((plannedUnit: PlanUnit, unit) => {
    const { places, points } = compiled.roads[unit] as Roads
    const kind = compiled.kindOfUnit[unit] as number
    const slots = Array.from({ length: weekCount }, (_, week) => {
      const list: number[] = []
      for (let centre = 0; centre < centreCount; centre += 1) {
        if (compiled.isReachable[unit * centreCount + centre] !== 1) continue
        const slot = offers.slotAt[(kind * centreCount + centre) * weekCount + week] as number
        if (slot >= 0) list.push(slot)
      }
      return Int32Array.from(list)
    })
    const out = new Float64Array(centreCount)
    const home = new Float64Array(centreCount)
    for (let centre = 0; centre < centreCount; centre += 1) {
      out[centre] = points[unit * places + unitCount + centre] as number
      home[centre] = points[(unitCount + centre) * places + unit] as number
    }
    const centres = slots.map((week) => week.map((slot) => offers.slots[slot]?.centre as number))
    const goesHome = returnsAfterEachStop(plannedUnit)
    const noReturn = Uint8Array.from(compiled.problem.centres, (centre) => (centre.revisitWeeks > 2 ? 1 : 0))
    const revisitWeeks = Int32Array.from(compiled.problem.centres, (centre) => centre.revisitWeeks)
    return { unit, goesHome, noReturn, revisitWeeks, slots, centres, out, home, places, offset: unitCount, points }
  })
}

/** The best route of one unit: its value and, per week, the position of its slot in `slots[week]` (−1: no stop). */
export type Route = { readonly value: number; readonly choice: Int32Array }

const IDLE = -1
const NONE = Number.NEGATIVE_INFINITY

/** Points of the transfer between two centres in consecutive weeks; infinite from a centre to itself where that is forbidden. */
export function transferBetween(roads: UnitRoads, from: number, to: number): number {
  const direct = roads.points[(roads.offset + from) * roads.places + roads.offset + to] as number
  if (!roads.goesHome || (from === to && !Number.isFinite(direct))) return direct
  return (roads.home[from] as number) + (roads.out[to] as number)
}

/**
 * Labels of one week, two for every slot: the best value reaching it, and the best from another neighbour, so that a route
 * never goes to a centre, elsewhere and straight back where the revisit interval forbids it. Neighbours are positions in
 * the week before (or after); −1 is home.
 */
export type WeekLabels = {
  readonly best: Float64Array
  readonly second: Float64Array
  readonly bestFrom: Int32Array
  readonly secondFrom: Int32Array
  idle: number
  idleFrom: number
}

/** Whether the first label of a slot came from `centre`, so that going there again would be a forbidden return. */
const cameFrom = (labels: WeekLabels, position: number, neighbours: Int32Array, centre: number): boolean => {
  const from = labels.bestFrom[position] as number
  return from !== IDLE && neighbours[from] === centre
}

/**
 * The best route among the `most` stops of each week that promise most, legs at their cheapest: quick, and seldom far below
 * the best of all. It proves nothing.
 */
export function bestLikelyRoute(
  roads: UnitRoads,
  slotPoints: Float64Array,
  cheapestLegs: Float64Array,
  most: number,
): Route {
  const positions = roads.slots.map((slots, week) => {
    const centres = roads.centres[week] as Int32Array
    const promise = new Float64Array(slots.length)
    for (let index = 0; index < slots.length; index += 1) {
      promise[index] =
        (slotPoints[slots[index] as number] as number) - (cheapestLegs[centres[index] as number] as number)
    }
    const least = slots.length <= most ? NONE : (promise.slice().sort()[slots.length - most] as number)
    const kept: number[] = []
    for (let index = 0; index < slots.length; index += 1) if ((promise[index] as number) >= least) kept.push(index)
    return kept
  })
  const likely: UnitRoads = {
    ...roads,
    slots: positions.map((kept, week) => Int32Array.from(kept, (index) => roads.slots[week]?.[index] as number)),
    centres: positions.map((kept, week) => Int32Array.from(kept, (index) => roads.centres[week]?.[index] as number)),
  }
  const { value, choice } = bestRoute(likely, forwardLabels(likely, slotPoints))
  return { value, choice: choice.map((place, week) => (place === IDLE ? IDLE : (positions[week]?.[place] as number))) }
}

/** The value of a slot's label that does not return to `centre`. */
export function labelAvoiding(
  roads: UnitRoads,
  labels: WeekLabels,
  position: number,
  neighbours: Int32Array,
  centre: number,
): number {
  const isReturn = roads.noReturn[centre] === 1 && cameFrom(labels, position, neighbours, centre)
  return (isReturn ? labels.second[position] : labels.best[position]) as number
}

const EMPTY = new Int32Array(0)

/**
 * Labels over the weeks, in order of time or against it. Forward labels hold the slot's own points, backward ones do not.
 * Neighbours are scanned best first and left as soon as none of the rest can win, since legs cost at least zero.
 */
function labelWeeks(roads: UnitRoads, slotPoints: Float64Array, isForward: boolean): WeekLabels[] {
  const weeks = roads.slots.length
  const all: WeekLabels[] = new Array(weeks)
  let idleBefore = 0
  let order: Int32Array = EMPTY
  let sorted: Float64Array = new Float64Array(0)
  for (let step = 0; step < weeks; step += 1) {
    const week = isForward ? step : weeks - 1 - step
    const next = isForward ? week - 1 : week + 1
    const afterNext = isForward ? week - 2 : week + 2
    const centres = roads.centres[week] as Int32Array
    const neighbours = step === 0 ? EMPTY : (roads.centres[next] as Int32Array)
    const beyond = step < 2 ? EMPTY : (roads.centres[afterNext] as Int32Array)
    const before = step === 0 ? null : (all[next] as WeekLabels)
    const size = centres.length
    const labels: WeekLabels = {
      best: new Float64Array(size),
      second: new Float64Array(size),
      bestFrom: new Int32Array(size),
      secondFrom: new Int32Array(size),
      idle: idleBefore,
      idleFrom: IDLE,
    }
    for (let index = 0; index < size; index += 1) {
      const centre = centres[index] as number
      const isKept = roads.noReturn[centre] === 1
      let best = idleBefore - ((isForward ? roads.out[centre] : roads.home[centre]) as number)
      let second = NONE
      let bestFrom = IDLE
      let secondFrom = IDLE
      for (let rank = 0; rank < order.length; rank += 1) {
        if ((sorted[rank] as number) <= second) break
        const position = order[rank] as number
        const other = neighbours[position] as number
        let label = sorted[rank] as number
        if (isKept && before !== null && cameFrom(before, position, beyond, centre)) {
          label += (before.second[position] as number) - (before.best[position] as number)
        }
        label -= isForward ? transferBetween(roads, other, centre) : transferBetween(roads, centre, other)
        if (label > best) {
          second = best
          secondFrom = bestFrom
          best = label
          bestFrom = position
        } else if (label > second) {
          second = label
          secondFrom = position
        }
      }
      const own = isForward ? (slotPoints[roads.slots[week]?.[index] as number] as number) : 0
      labels.best[index] = best + own
      labels.second[index] = second + own
      labels.bestFrom[index] = bestFrom
      labels.secondFrom[index] = secondFrom
    }
    for (let rank = 0; rank < order.length; rank += 1) {
      const other = neighbours[order[rank] as number] as number
      const label = (sorted[rank] as number) - ((isForward ? roads.home[other] : roads.out[other]) as number)
      if (label > labels.idle) {
        labels.idle = label
        labels.idleFrom = order[rank] as number
      }
    }
    all[week] = labels
    idleBefore = labels.idle
    const slots = roads.slots[week] as Int32Array
    const entering = isForward
      ? labels.best
      : labels.best.map((label, index) => label + (slotPoints[slots[index] as number] as number))
    order = rankDown(entering)
    sorted = Float64Array.from(order, (index) => entering[index] as number)
  }
  return all
}

function rankDown(labels: Float64Array): Int32Array {
  const order = new Int32Array(labels.length)
  for (let index = 0; index < order.length; index += 1) order[index] = index
  return order.sort((a, b) => (labels[b] as number) - (labels[a] as number))
}

/** Best values up to and including each slot of each week. */
export function forwardLabels(roads: UnitRoads, slotPoints: Float64Array): WeekLabels[] {
  return labelWeeks(roads, slotPoints, true)
}

/** Best values after each slot of each week until the end, its own points left out. */
export function backwardLabels(roads: UnitRoads, slotPoints: Float64Array): WeekLabels[] {
  return labelWeeks(roads, slotPoints, false)
}

/** The best route read back from its forward labels. */
export function bestRoute(roads: UnitRoads, labels: readonly WeekLabels[]): Route {
  const weeks = roads.slots.length
  const last = weeks - 1
  const final = labels[last] as WeekLabels
  let value = final.idle
  let position = IDLE
  for (let index = 0; index < final.best.length; index += 1) {
    const total = (final.best[index] as number) - (roads.home[roads.centres[last]?.[index] as number] as number)
    if (total > value) {
      value = total
      position = index
    }
  }
  const choice = new Int32Array(weeks).fill(IDLE)
  let isSecond = false
  for (let week = last; week >= 0; week -= 1) {
    choice[week] = position
    const here = labels[week] as WeekLabels
    if (position === IDLE) {
      position = here.idleFrom
      isSecond = false
      continue
    }
    const centre = roads.centres[week]?.[position] as number
    const from = (isSecond ? here.secondFrom[position] : here.bestFrom[position]) as number
    const before = week === 0 ? undefined : labels[week - 1]
    isSecond =
      from !== IDLE &&
      before !== undefined &&
      roads.noReturn[centre] === 1 &&
      cameFrom(before, from, week < 2 ? EMPTY : (roads.centres[week - 2] as Int32Array), centre)
    position = from
  }
  return { value, choice }
}

/** The best value of a route through a slot, from its labels on both sides; no forbidden return across it. */
function valueThrough(
  roads: UnitRoads,
  forward: readonly WeekLabels[],
  backward: readonly WeekLabels[],
  week: number,
  index: number,
): number {
  const before = forward[week] as WeekLabels
  const after = backward[week] as WeekLabels
  const centreBefore = (from: number) => (from === IDLE ? IDLE : (roads.centres[week - 1]?.[from] as number))
  const centreAfter = (from: number) => (from === IDLE ? IDLE : (roads.centres[week + 1]?.[from] as number))
  const into = centreBefore(before.bestFrom[index] as number)
  const onward = centreAfter(after.bestFrom[index] as number)
  const both = (before.best[index] as number) + (after.best[index] as number)
  if (into === IDLE || into !== onward || roads.noReturn[into] !== 1) return both
  return Math.max(
    (before.second[index] as number) + (after.best[index] as number),
    (before.best[index] as number) + (after.second[index] as number),
  )
}

/** Value of the best route of a unit through each slot of each week; minus infinity where there is none. */
export function valuesThrough(
  roads: UnitRoads,
  forward: readonly WeekLabels[],
  backward: readonly WeekLabels[],
): Float64Array[] {
  return roads.slots.map((slots, week) =>
    Float64Array.from(slots, (_, index) => valueThrough(roads, forward, backward, week, index)),
  )
}

/** Every move of a unit into a week (−1 is home; one past the last week ends the route), with the value of the best route that makes it. */
export function* movesInto(
  roads: UnitRoads,
  slotPoints: Float64Array,
  forward: readonly WeekLabels[],
  backward: readonly WeekLabels[],
  week: number,
): Generator<[from: number, to: number, value: number]> {
  const weeks = roads.slots.length
  const nowhere = new Int32Array(0)
  const centresIn = (each: number) => (each < 0 || each >= weeks ? nowhere : (roads.centres[each] as Int32Array))
  const idleBefore = week === 0 ? 0 : (forward[week - 1] as WeekLabels).idle
  const idleAfter = week === weeks ? 0 : (backward[week] as WeekLabels).idle
  const reach = (index: number, to: number) =>
    labelAvoiding(roads, forward[week - 1] as WeekLabels, index, centresIn(week - 2), to)
  const leave = (index: number, from: number) =>
    labelAvoiding(roads, backward[week] as WeekLabels, index, centresIn(week + 1), from) +
    (slotPoints[roads.slots[week]?.[index] as number] as number)
  yield [-1, -1, idleBefore + idleAfter]
  for (const [index, to] of centresIn(week).entries()) {
    yield [
      -1,
      to,
      idleBefore -
        (roads.out[to] as number) +
        (backward[week]?.best[index] as number) +
        (slotPoints[roads.slots[week]?.[index] as number] as number),
    ]
  }
  for (const [index, from] of centresIn(week - 1).entries()) {
    yield [from, -1, (forward[week - 1]?.best[index] as number) - (roads.home[from] as number) + idleAfter]
    for (const [other, to] of centresIn(week).entries()) {
      yield [from, to, reach(index, to) - transferBetween(roads, from, to) + leave(other, from)]
    }
  }
}
