import type { Slot } from '../bound/offers.ts'
import type { SearchState, SearchStop } from './state.ts'

/**
 * Stops of a plan under search with whom they see, as numbers another thread reads on the same problem: `[unit, slot, place of
 * the visit among the slot's, demands seen]` for each, then their demands and amounts in the same order.
 */
export type PackedStops = {
  readonly stops: Int32Array
  readonly demands: Int32Array
  readonly amounts: Float64Array
}

const FIELDS = 4

/** Packs the stops of the units asked for. */
export function packStops(state: SearchState, isWanted: (unit: number) => boolean): PackedStops {
  const { visits, firstVisit } = state.seating
  const fields: number[] = []
  const demands: number[] = []
  const amounts: number[] = []
  for (const stop of state.stops) {
    if (stop === null || !isWanted(stop.unit)) continue
    const first = firstVisit[stop.slot] as number
    fields.push(stop.unit, stop.slot, visits.indexOf(stop.visit, first) - first, stop.demands.length)
    for (const demand of stop.demands) demands.push(demand)
    for (const amount of stop.amounts) amounts.push(amount)
  }
  return {
    stops: Int32Array.from(fields),
    demands: Int32Array.from(demands),
    amounts: Float64Array.from(amounts),
  }
}

/** Makes the units asked for hold exactly the stops packed; one that cannot stand beside the others is left out. */
export function adoptPacked(state: SearchState, packed: PackedStops, isWanted: (unit: number) => boolean): void {
  for (const stop of state.stops) if (stop !== null && isWanted(stop.unit)) state.remove(stop)
  for (const stop of unpack(state, packed)) {
    if (state.mayStand(stop.unit, stop.week, stop.centre, stop.visit)) state.restore(stop)
  }
}

function unpack(state: SearchState, { stops, demands, amounts }: PackedStops): SearchStop[] {
  const { visits, firstVisit } = state.seating
  const unpacked: SearchStop[] = []
  let seen = 0
  for (let at = 0; at < stops.length; at += FIELDS) {
    const [unit, slot, place, count] = stops.subarray(at, at + FIELDS) as unknown as [number, number, number, number]
    const { week, centre } = state.relaxation.offers.slots[slot] as Slot
    const visit = visits[(firstVisit[slot] as number) + place] as SearchStop['visit']
    const [first, end] = [seen, seen + count]
    const who = { demands: [...demands.subarray(first, end)], amounts: [...amounts.subarray(first, end)] }
    unpacked.push({ unit, week, slot, centre, visit, ...who })
    seen = end
  }
  return unpacked
}
