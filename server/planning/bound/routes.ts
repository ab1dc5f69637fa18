import { transferBetween, type UnitRoads } from './unit-roads.ts'

/** The best route of one unit: its value and, per week, the position of its slot in `slots[week]` (−1: no stop). */
export type Route = { readonly value: number; readonly choice: Int32Array }

/** Instead of a position: no stop. */
export const IDLE = -1
const NONE = Number.NEGATIVE_INFINITY

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
 * Neighbours are scanned best first and left as soon as none of the rest can win, even by the cheapest leg there is.
 */
function labelWeeks(roads: UnitRoads, slotPoints: Float64Array, isForward: boolean): WeekLabels[] {
  const weeks = roads.slots.length
  // Where a unit goes home between stops, two legs are paid: the cheapest one is still a bound on both.
  const cheapest = isForward ? roads.leastIn : roads.leastOut
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
      const least = cheapest[centre] as number
      for (let rank = 0; rank < order.length; rank += 1) {
        if ((sorted[rank] as number) - least <= second) break
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

/** Up to this many labels are ranked by insertion: no comparison is called, and most weeks are short. */
const RANKED_BY_INSERTION = 96

function rankDown(labels: Float64Array): Int32Array {
  const order = Int32Array.from(labels.keys())
  if (labels.length > RANKED_BY_INSERTION) return order.sort((a, b) => (labels[b] as number) - (labels[a] as number))
  rankByInsertion(order, labels)
  return order
}

/** Puts places in falling label; quick where there are few, or where their order is nearly right already. */
export function rankByInsertion(order: Int32Array, labels: Float64Array): void {
  for (let rank = 1; rank < order.length; rank += 1) {
    const place = order[rank] as number
    const label = labels[place] as number
    let hole = rank
    for (; hole > 0 && (labels[order[hole - 1] as number] as number) < label; hole -= 1) {
      order[hole] = order[hole - 1] as number
    }
    order[hole] = place
  }
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
