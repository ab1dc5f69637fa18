import type { Compiled } from '../compile/compile.ts'
import type { Candidates } from './repair.ts'
import type { SearchState } from './state.ts'

/** A plan cut in two, half 0 and half 1: units, centres, and cells of patients each belong to one of them. */
export type Halves = { readonly ofUnit: Uint8Array; readonly ofCentre: Uint8Array; readonly ofCell: Uint8Array }

/**
 * Cuts the country in two along a line at some angle (radians), as many units on either side. Each half is then changed apart
 * from the other: a unit goes to centres of its own half only, and sees the patients its half holds or who live nearest to it.
 */
export function cutInHalves({ problem, demands }: Compiled, angle: number): Halves {
  const along = ([lng, lat]: readonly [number, number]) => lng * Math.cos(angle) + lat * Math.sin(angle)
  const ranked = problem.units.map(({ depot }, unit) => ({ unit, at: along(depot) })).sort((a, b) => a.at - b.at)
  const middle = Math.floor(ranked.length / 2)
  const line = ((ranked[middle - 1]?.at ?? Number.NEGATIVE_INFINITY) + (ranked[middle]?.at ?? 0)) / 2
  const ofUnit = new Uint8Array(problem.units.length)
  for (const { unit } of ranked.slice(middle)) ofUnit[unit] = 1
  const ofCentre = Uint8Array.from(problem.centres, ({ lngLat }) => (along(lngLat) < line ? 0 : 1))
  return {
    ofUnit,
    ofCentre,
    ofCell: Uint8Array.from(demands.centresOfCell, ([nearest]) =>
      nearest === undefined ? 0 : (ofCentre[nearest] ?? 0),
    ),
  }
}

/** Slots worth trying, less those at the other half's centres. */
export function candidatesOfHalf(state: SearchState, candidates: Candidates, halves: Halves, half: 0 | 1): Candidates {
  const { unitCount, weekCount } = state.compiled
  const lists = new Map<number, Int32Array>()
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (halves.ofUnit[unit] !== half) continue
    for (let week = 0; week < weekCount; week += 1) {
      const mine = candidates
        .of(unit, week)
        .filter((slot) => halves.ofCentre[state.centreOfSlot[slot] as number] === half)
      lists.set(unit * weekCount + week, mine)
    }
  }
  const none = new Int32Array(0)
  return { of: (unit, week) => lists.get(unit * weekCount + week) ?? none }
}

/** Hides the other half's unseen patients from a plan under search; what it gives back shows them again. */
export function hideOtherHalf(state: SearchState, halves: Halves, half: 0 | 1): () => void {
  const { remaining } = state.seating
  const { cell, size } = state.compiled.demands
  const hidden = new Float64Array(size)
  for (let demand = 0; demand < size; demand += 1) {
    if (halves.ofCell[cell[demand] as number] === half) continue
    hidden[demand] = remaining[demand] as number
    remaining[demand] = 0
  }
  state.seating.forget()
  return () => {
    for (let demand = 0; demand < size; demand += 1) {
      remaining[demand] = (remaining[demand] as number) + (hidden[demand] as number)
    }
    state.seating.forget()
  }
}
