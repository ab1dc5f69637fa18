import type { Compiled } from '../compile/compile.ts'
import { bestRoute, forwardLabels, IDLE, type Route } from './routes.ts'
import type { UnitRoads } from './unit-roads.ts'

const NONE = Number.NEGATIVE_INFINITY

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

/** For each centre, the least a stop there adds to a unit's legs: half its cheapest leg in and half its cheapest leg out. */
export function cheapestLegs(compiled: Compiled, road: UnitRoads): Float64Array {
  const visited = [...new Set(road.centres.flatMap((week) => [...week]))]
  const legs = new Float64Array(compiled.centreCount)
  for (const centre of visited) {
    let cheapestIn = road.out[centre] as number
    let cheapestOut = road.home[centre] as number
    if (!road.goesHome) {
      for (const other of visited) {
        const into = road.points[(road.offset + other) * road.places + road.offset + centre] as number
        const outOf = road.points[(road.offset + centre) * road.places + road.offset + other] as number
        if (into < cheapestIn) cheapestIn = into
        if (outOf < cheapestOut) cheapestOut = outOf
      }
    }
    legs[centre] = (cheapestIn + cheapestOut) / 2
  }
  return legs
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
