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
  /** Points of the leg out from the depot, back to it, and between centres (`legs[a × centreCount + b]`). */
  readonly out: Float64Array
  readonly home: Float64Array
  /** Points of the cheapest leg into each centre and out of it, home included. */
  readonly leastIn: Float64Array
  readonly leastOut: Float64Array
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
    const bare = {
      unit,
      goesHome,
      noReturn,
      slots,
      centres,
      out,
      home,
      places,
      offset: unitCount,
      points,
    }
    return { ...bare, ...leastLegs(bare) }
  })
}

function leastLegs(roads: Omit<UnitRoads, 'leastIn' | 'leastOut'>): Pick<UnitRoads, 'leastIn' | 'leastOut'> {
  const { goesHome, out, home, points, places, offset } = roads
  const visited = Int32Array.from(new Set(roads.centres.flatMap((week) => [...week])))
  const leastIn = out.slice()
  const leastOut = home.slice()
  if (goesHome) return { leastIn, leastOut }
  for (const from of visited) {
    const row = (offset + from) * places + offset
    for (const to of visited) {
      const leg = points[row + to] as number
      if (leg < (leastOut[from] as number)) leastOut[from] = leg
      if (leg < (leastIn[to] as number)) leastIn[to] = leg
    }
  }
  return { leastIn, leastOut }
}

/** Points of the transfer between two centres in consecutive weeks; infinite from a centre to itself where that is forbidden. */
export function transferBetween(roads: UnitRoads, from: number, to: number): number {
  const direct = roads.points[(roads.offset + from) * roads.places + roads.offset + to] as number
  if (!roads.goesHome || (from === to && !Number.isFinite(direct))) return direct
  return (roads.home[from] as number) + (roads.out[to] as number)
}
