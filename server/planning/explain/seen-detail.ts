import { PLAN_CLASSES } from '../../../shared/plan-classes.ts'
import type { Compiled } from '../compile/compile.ts'
import type { Filling, PlaceBin } from '../fill.ts'
import type { PlacedVisit } from '../schedule.ts'

/** By class: patients a stop sees whom no other stop of the plan could see in time, and those still to come. */
export type Exclusive = { readonly exclusive: number[]; readonly expected: number[] }

/** Of every stop of a plan, by class: whom it alone could see in time, and those still to come. */
export function countExclusive(compiled: Compiled, filling: Filling, stopCount: number): Exclusive[] {
  const { priorityClass, count, expectedCount } = compiled.demands
  const counts = Array.from({ length: stopCount }, () => ({ exclusive: [0, 0, 0, 0], expected: [0, 0, 0, 0] }))
  for (const [bin, entries] of filling.seenIn.entries()) {
    const { stop } = filling.bins[bin] as PlaceBin
    const { exclusive, expected } = counts[stop] as Exclusive
    for (const [demand, amount] of entries) {
      const each = priorityClass[demand] as number
      const isOnlyHere = filling.binsOfDemand(demand).every((other) => filling.bins[other]?.stop === stop)
      if (isOnlyHere) exclusive[each] = (exclusive[each] as number) + amount
      const share = (expectedCount[demand] as number) / (count[demand] as number)
      expected[each] = (expected[each] as number) + amount * share
    }
  }
  return counts
}

/**
 * Of every stop of a plan, by class: patients past their deadline whom the places left over could still take there. They earn
 * no points; each is offered to the stops in order of time, so nobody is counted twice.
 */
export function countLate({ demands }: Compiled, filling: Filling, stops: readonly PlacedVisit[]): number[][] {
  const free = Float64Array.from(filling.free)
  const late = stops.map(() => [0, 0, 0, 0])
  const binsFor = binsInTime(demands.centresOfCell, filling, stops)
  for (let each = 0; each < PLAN_CLASSES.length; each += 1) {
    for (let demand = 0; demand < demands.size; demand += 1) {
      if (demands.priorityClass[demand] !== each) continue
      let left = (demands.count[demand] as number) - (filling.seen[demand] as number)
      if (left <= 1e-9) continue
      const closed = Math.max(demands.untilDay[demand] as number, demands.fromDay[demand] as number)
      for (const bin of binsFor(demands.cell[demand] as number)) {
        const { day, stop } = filling.bins[bin] as PlaceBin
        if (day <= closed) continue
        const amount = Math.min(left, free[bin] as number)
        if (amount <= 0) continue
        free[bin] = (free[bin] as number) - amount
        left -= amount
        const counts = late[stop] as number[]
        counts[each] = (counts[each] as number) + amount
      }
    }
  }
  return late
}

/** The bins within reach of a cell in order of time, looked up once for all the patients of the cell. */
function binsInTime(
  centresOfCell: readonly (readonly number[])[],
  filling: Filling,
  stops: readonly PlacedVisit[],
): (cell: number) => readonly number[] {
  const binsOfCentre = new Map<number, number[]>()
  for (const [bin, { stop }] of filling.bins.entries()) {
    const { centre } = stops[stop] as PlacedVisit
    const list = binsOfCentre.get(centre)
    if (list === undefined) binsOfCentre.set(centre, [bin])
    else list.push(bin)
  }
  const known = new Map<number, readonly number[]>()
  return (cell) => {
    const before = known.get(cell)
    if (before !== undefined) return before
    const found = (centresOfCell[cell] as readonly number[])
      .flatMap((centre) => binsOfCentre.get(centre) ?? [])
      .sort((a, b) => (filling.bins[a]?.day as number) - (filling.bins[b]?.day as number))
    known.set(cell, found)
    return found
  }
}
