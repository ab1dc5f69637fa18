import type { Offers, Slot } from './offers.ts'
import type { Route } from './routes.ts'
import type { UnitRoads } from './unit-roads.ts'

/**
 * The stops of each unit and week that promised most when they were chosen. `positions` are theirs among
 * all the unit's slots of the week; `slots` and `groups` are what must be valued for them, each once.
 */
export type LikelyStops = {
  readonly positions: readonly (readonly Int32Array[])[]
  readonly slots: Int32Array
  readonly groups: Int32Array
}

/** Chooses the `most` stops of each unit and week worth most with legs at their cheapest. */
export function chooseLikely(
  allRoads: readonly UnitRoads[],
  offers: Offers,
  slotPoints: Float64Array,
  cheapestLegs: readonly Float64Array[],
  most: number,
): LikelyStops {
  const isChosen = new Uint8Array(offers.slots.length)
  const isSeen = new Uint8Array(offers.groups.length)
  const positions = allRoads.map((roads, unit) =>
    roads.slots.map((slots, week) => {
      const centres = roads.centres[week] as Int32Array
      const legs = cheapestLegs[unit] as Float64Array
      const promise = new Float64Array(slots.length)
      for (let index = 0; index < slots.length; index += 1) {
        promise[index] = (slotPoints[slots[index] as number] as number) - (legs[centres[index] as number] as number)
      }
      const least =
        slots.length <= most ? Number.NEGATIVE_INFINITY : (promise.slice().sort()[slots.length - most] as number)
      const kept: number[] = []
      for (let index = 0; index < slots.length; index += 1) {
        if ((promise[index] as number) < least) continue
        kept.push(index)
        isChosen[slots[index] as number] = 1
      }
      return Int32Array.from(kept)
    }),
  )
  const slots: number[] = []
  for (const [index, slot] of offers.slots.entries()) {
    if (isChosen[index] === 0) continue
    slots.push(index)
    for (const group of (slot as Slot).groups) isSeen[group] = 1
  }
  const groups = offers.groups.flatMap((_, group) => (isSeen[group] === 1 ? [group] : []))
  return { positions, slots: Int32Array.from(slots), groups: Int32Array.from(groups) }
}

/** A route among the likely stops of a unit, told by positions among all its slots. */
export function amongAll({ value, choice }: Route, positions: readonly Int32Array[]): Route {
  return { value, choice: choice.map((place, week) => (place < 0 ? place : (positions[week]?.[place] as number))) }
}

/** For each centre, the least a stop there adds to a unit's legs: half its cheapest leg in and half its cheapest leg out. */
export function cheapestLegs({ leastIn, leastOut }: UnitRoads): Float64Array {
  return leastIn.map((points, centre) => (points + (leastOut[centre] as number)) / 2)
}

/** The best stop of every week, each paying only its cheapest legs: no route of the unit is worth more. */
export function bestWeekByWeek(road: UnitRoads, slotPoints: Float64Array, cheapest: Float64Array): Route {
  const choice = new Int32Array(road.slots.length).fill(-1)
  let value = 0
  for (const [week, slots] of road.slots.entries()) {
    let best = 0
    for (let index = 0; index < slots.length; index += 1) {
      const points =
        (slotPoints[slots[index] as number] as number) - (cheapest[road.centres[week]?.[index] as number] as number)
      if (points > best) {
        best = points
        choice[week] = index
      }
    }
    value += best
  }
  return { value, choice }
}
