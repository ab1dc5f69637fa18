import type { Compiled } from './compile/compile.ts'
import type { Visit } from './compile/visits.ts'

/** A stop put in the plan. */
export type PlacedVisit = {
  readonly unit: number
  readonly centre: number
  readonly week: number
  readonly visit: Visit
}

/** Each unit's weeks: one stop or none. `schedule[unit][week]`. */
export type Schedule = readonly (readonly (PlacedVisit | null)[])[]

/** A schedule with no stop. */
export function emptySchedule(compiled: Pick<Compiled, 'unitCount' | 'weekCount'>): (PlacedVisit | null)[][] {
  return Array.from({ length: compiled.unitCount }, () => new Array<PlacedVisit | null>(compiled.weekCount).fill(null))
}

/** The stops of a schedule by unit, then week. */
export function stopsOf(schedule: Schedule): PlacedVisit[] {
  return schedule.flatMap((weeks) => weeks.filter((placed) => placed !== null))
}

/** A schedule holding the given stops, null for none; a later stop of one unit and week replaces an earlier one. */
export function scheduleOf(
  compiled: Pick<Compiled, 'unitCount' | 'weekCount'>,
  stops: Iterable<PlacedVisit | null>,
): Schedule {
  const schedule = emptySchedule(compiled)
  for (const stop of stops) {
    if (stop === null) continue
    const { unit, centre, week, visit } = stop
    ;(schedule[unit] as (PlacedVisit | null)[])[week] = { unit, centre, week, visit }
  }
  return schedule
}

/** One leg of a unit: places of the truck matrix, and the stops it leaves and reaches (null: home). */
export type ScheduledLeg = {
  readonly from: number
  readonly to: number
  readonly after: PlacedVisit | null
  readonly before: PlacedVisit | null
}

/** The legs a unit drives: direct between stops of consecutive weeks (unless it goes home after each), else by its depot. */
export function legsOfUnit(compiled: Compiled, unit: number, weeks: readonly (PlacedVisit | null)[]): ScheduledLeg[] {
  const home = unit
  const goesHome = compiled.problem.units[unit]?.drivingPolicy.returnsToDepot === 'after_each_stop'
  const place = (stop: PlacedVisit) => compiled.unitCount + stop.centre
  const legs: ScheduledLeg[] = []
  let previous: PlacedVisit | null = null
  for (const stop of weeks) {
    if (stop === null) continue
    if (previous !== null && previous.week === stop.week - 1 && !goesHome) {
      legs.push({ from: place(previous), to: place(stop), after: previous, before: stop })
    } else {
      if (previous !== null) legs.push({ from: place(previous), to: home, after: previous, before: null })
      legs.push({ from: home, to: place(stop), after: null, before: stop })
    }
    previous = stop
  }
  if (previous !== null) legs.push({ from: place(previous), to: home, after: previous, before: null })
  return legs
}
