import type { Compiled } from '../compile/compile.ts'
import type { Filling } from '../fill.ts'
import type { PlacedVisit } from '../schedule.ts'

/** By class: patients a stop sees whom no other stop of the plan could see in time, and those still to come. */
export function countExclusive(
  compiled: Compiled,
  filling: Filling,
  stop: number,
): { exclusive: number[]; expected: number[] } {
  const { priorityClass, count, expectedCount } = compiled.demands
  const exclusive = [0, 0, 0, 0]
  const expected = [0, 0, 0, 0]
  for (const [bin, entries] of filling.seenIn.entries()) {
    if (filling.bins[bin]?.stop !== stop) continue
    for (const [demand, amount] of entries) {
      const each = priorityClass[demand] as number
      const isOnlyHere = filling.binsOfDemand(demand).every((other) => filling.bins[other]?.stop === stop)
      if (isOnlyHere) exclusive[each] = (exclusive[each] as number) + amount
      const share = (expectedCount[demand] as number) / (count[demand] as number)
      expected[each] = (expected[each] as number) + amount * share
    }
  }
  return { exclusive, expected }
}

/**
 * By class: patients past their deadline whom the places left over could still take at this stop. They earn no points;
 * each is offered to the stops in order of time, so nobody is counted twice.
 */
export function countLate(compiled: Compiled, filling: Filling, stops: readonly PlacedVisit[], stop: number): number[] {
  return lateOfPlan(compiled, filling, stops)[stop] as number[]
}

const cache = new WeakMap<Filling, number[][]>()

function lateOfPlan(compiled: Compiled, filling: Filling, stops: readonly PlacedVisit[]): number[][] {
  const known = cache.get(filling)
  if (known !== undefined) return known
  const { demands } = compiled
  const free = Float64Array.from(filling.free)
  const late = stops.map(() => [0, 0, 0, 0])
  const binsOfCentre = new Map<number, number[]>()
  for (const [bin, { stop }] of filling.bins.entries()) {
    const { centre } = stops[stop] as PlacedVisit
    binsOfCentre.set(centre, [...(binsOfCentre.get(centre) ?? []), bin])
  }
  const byClass = Array.from({ length: demands.size }, (_, demand) => demand)
  byClass.sort((a, b) => (demands.priorityClass[a] as number) - (demands.priorityClass[b] as number) || a - b)
  for (const demand of byClass) {
    let left = (demands.count[demand] as number) - (filling.seen[demand] as number)
    if (left <= 1e-9) continue
    const bins = (demands.centresOfCell[demands.cell[demand] as number] as readonly number[])
      .flatMap((centre) => binsOfCentre.get(centre) ?? [])
      .filter(
        (bin) =>
          (filling.bins[bin]?.day as number) >
          Math.max(demands.untilDay[demand] as number, demands.fromDay[demand] as number),
      )
      .sort((a, b) => (filling.bins[a]?.day as number) - (filling.bins[b]?.day as number))
    for (const bin of bins) {
      const amount = Math.min(left, free[bin] as number)
      if (amount <= 0) continue
      free[bin] = (free[bin] as number) - amount
      left -= amount
      const counts = late[filling.bins[bin]?.stop as number] as number[]
      const each = demands.priorityClass[demand] as number
      counts[each] = (counts[each] as number) + amount
    }
  }
  cache.set(filling, late)
  return late
}
