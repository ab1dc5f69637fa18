import { IDLE, labelAvoiding, type WeekLabels } from './routes.ts'
import { transferBetween, type UnitRoads } from './unit-roads.ts'

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
