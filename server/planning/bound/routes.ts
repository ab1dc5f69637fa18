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
    return { unit, goesHome, slots, centres, out, home, places, offset: unitCount, points }
  })
}

/** The best route of one unit: its value and, per week, the position of its slot in `slots[week]` (−1: no stop). */
export type Route = { readonly value: number; readonly choice: Int32Array }

const IDLE = -1
const NONE = Number.NEGATIVE_INFINITY

/** Labels of a pass: best value up to and including each slot of each week (or idle). */
export type Labels = {
  readonly at: readonly Float64Array[]
  readonly idle: Float64Array
  readonly from: readonly Int32Array[]
  readonly idleFrom: Int32Array
}

/**
 * Longest path over the weeks: `slotPoints[slot]` points per stop less the legs. Predecessors are scanned best first and left
 * as soon as none of the rest can win, since legs cost at least zero.
 */
export function forwardLabels(roads: UnitRoads, slotPoints: Float64Array): Labels {
  const weeks = roads.slots.length
  const at: Float64Array[] = []
  const from: Int32Array[] = []
  const idle = new Float64Array(weeks)
  const idleFrom = new Int32Array(weeks).fill(IDLE)
  let idleBefore = 0
  let order: Int32Array = new Int32Array(0)
  let sorted: Float64Array = new Float64Array(0)
  for (let week = 0; week < weeks; week += 1) {
    const slots = roads.slots[week] as Int32Array
    const centres = roads.centres[week] as Int32Array
    const labels = new Float64Array(slots.length)
    const origins = new Int32Array(slots.length)
    const before = week === 0 ? new Int32Array(0) : (roads.centres[week - 1] as Int32Array)
    for (let index = 0; index < slots.length; index += 1) {
      const centre = centres[index] as number
      let best = idleBefore - (roads.out[centre] as number)
      let origin = IDLE
      const column = roads.offset + centre
      for (let rank = 0; rank < order.length; rank += 1) {
        const label = sorted[rank] as number
        if (label <= best) break
        const other = before[order[rank] as number] as number
        const leg = roads.goesHome
          ? (roads.home[other] as number) + (roads.out[centre] as number)
          : (roads.points[(roads.offset + other) * roads.places + column] as number)
        if (label - leg > best) {
          best = label - leg
          origin = order[rank] as number
        }
      }
      labels[index] = best + (slotPoints[slots[index] as number] as number)
      origins[index] = origin
    }
    let idleBest = idleBefore
    let idleOrigin = IDLE
    const labelsBefore = week === 0 ? labels.subarray(0, 0) : (at[week - 1] as Float64Array)
    for (let index = 0; index < labelsBefore.length; index += 1) {
      const label = (labelsBefore[index] as number) - (roads.home[before[index] as number] as number)
      if (label > idleBest) {
        idleBest = label
        idleOrigin = index
      }
    }
    idle[week] = idleBest
    idleFrom[week] = idleOrigin
    idleBefore = idleBest
    at.push(labels)
    from.push(origins)
    order = rankDown(labels)
    sorted = order.length === 0 ? sorted.subarray(0, 0) : Float64Array.from(order, (index) => labels[index] as number)
  }
  return { at, idle, from, idleFrom }
}

function rankDown(labels: Float64Array): Int32Array {
  const order = new Int32Array(labels.length)
  for (let index = 0; index < order.length; index += 1) order[index] = index
  return order.sort((a, b) => (labels[b] as number) - (labels[a] as number))
}

/** The best route read back from its labels. */
export function bestRoute(roads: UnitRoads, labels: Labels): Route {
  const weeks = roads.slots.length
  const last = weeks - 1
  let value = labels.idle[last] as number
  let position = IDLE
  const lastLabels = labels.at[last] as Float64Array
  for (let index = 0; index < lastLabels.length; index += 1) {
    const total = (lastLabels[index] as number) - (roads.home[roads.centres[last]?.[index] as number] as number)
    if (total > value) {
      value = total
      position = index
    }
  }
  const choice = new Int32Array(weeks).fill(IDLE)
  for (let week = last; week >= 0; week -= 1) {
    choice[week] = position
    position = (position === IDLE ? labels.idleFrom[week] : labels.from[week]?.[position]) as number
  }
  return { value, choice }
}

/** Best value after each slot of each week until the end, its own points left out. */
export function backwardLabels(roads: UnitRoads, slotPoints: Float64Array): { at: Float64Array[]; idle: Float64Array } {
  const weeks = roads.slots.length
  const at: Float64Array[] = new Array(weeks)
  const idle = new Float64Array(weeks)
  let idleAfter = 0
  let order: Int32Array = new Int32Array(0)
  let sorted: Float64Array = new Float64Array(0)
  for (let week = weeks - 1; week >= 0; week -= 1) {
    const centres = roads.centres[week] as Int32Array
    const isLast = week === weeks - 1
    const after = isLast ? new Int32Array(0) : (roads.centres[week + 1] as Int32Array)
    const labels = new Float64Array(centres.length)
    for (let index = 0; index < centres.length; index += 1) {
      const centre = centres[index] as number
      let best = idleAfter - (roads.home[centre] as number)
      const row = (roads.offset + centre) * roads.places + roads.offset
      for (let rank = 0; rank < order.length; rank += 1) {
        const label = sorted[rank] as number
        if (label <= best) break
        const other = after[order[rank] as number] as number
        const leg = roads.goesHome
          ? (roads.home[centre] as number) + (roads.out[other] as number)
          : (roads.points[row + other] as number)
        if (label - leg > best) best = label - leg
      }
      labels[index] = best
    }
    let idleBest = idleAfter
    for (let index = 0; index < order.length; index += 1) {
      const label = (sorted[index] as number) - (roads.out[after[order[index] as number] as number] as number)
      if (label > idleBest) idleBest = label
    }
    at[week] = labels
    idle[week] = idleBest
    idleAfter = idleBest
    const slots = roads.slots[week] as Int32Array
    const entering = labels.map((label, index) => label + (slotPoints[slots[index] as number] as number))
    order = rankDown(entering)
    sorted = Float64Array.from(order, (index) => entering[index] as number)
  }
  return { at, idle }
}

/** Value of the best route of a unit through each slot of each week; minus infinity where there is none. */
export function valuesThrough(roads: UnitRoads, slotPoints: Float64Array): { through: Float64Array[]; best: number } {
  const forward = forwardLabels(roads, slotPoints)
  const backward = backwardLabels(roads, slotPoints)
  const { value: best } = bestRoute(roads, forward)
  const through = forward.at.map((labels, week) =>
    labels.map((label, index) => label + (backward.at[week]?.[index] ?? NONE)),
  )
  return { through, best }
}
