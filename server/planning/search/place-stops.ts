import { type PlacedVisit, type Schedule, stopsOf } from '../schedule.ts'
import type { SearchState } from './state.ts'

/** The slot of a stop among those of the bound's offers. */
function slotOf({ compiled, relaxation }: SearchState, { unit, centre, week }: PlacedVisit): number {
  const kind = compiled.kindOfUnit[unit] as number
  return relaxation.offers.slotAt[(kind * compiled.centreCount + centre) * compiled.weekCount + week] as number
}

/** Puts given stops in a plan under search, in weeks that are free. */
export function placeStops(state: SearchState, stops: readonly PlacedVisit[]): void {
  for (const stop of stops) state.insert(stop.unit, { slot: slotOf(state, stop), visit: stop.visit })
}

/** Puts published stops back as far as pins and rules between stops still let them stand together. */
export function placePossible(state: SearchState, stops: readonly PlacedVisit[]): void {
  for (const stop of stops) {
    const isFree = state.stopIn(stop.unit, stop.week) === null
    if (isFree && state.mayStand(stop.unit, stop.week, stop.centre, stop.visit)) placeStops(state, [stop])
  }
}

/** Makes a plan under search hold exactly the stops of a schedule. */
export function adoptSchedule(state: SearchState, schedule: Schedule): void {
  const wanted = (stop: Pick<PlacedVisit, 'unit' | 'week'>) => schedule[stop.unit]?.[stop.week] ?? null
  for (const stop of state.stops) {
    if (stop === null) continue
    const other = wanted(stop)
    if (other === null || other.centre !== stop.centre || other.visit !== stop.visit) state.remove(stop)
  }
  placeStops(
    state,
    stopsOf(schedule).filter((stop) => state.stopIn(stop.unit, stop.week) === null),
  )
}
