import type { Compiled } from '../compile/compile.ts'
import { fillPlaces } from '../fill.ts'
import { type Schedule, stopsOf } from '../schedule.ts'
import type { PlanModel } from './model.ts'

/** A schedule as a full solution of the model, so that HiGHS starts from it; null when the model has not all its stops. */
export function startValues(compiled: Compiled, plan: PlanModel, schedule: Schedule): Float64Array | null {
  const values = new Float64Array(plan.model.cost.length)
  const stops = stopsOf(schedule)
  for (const { unit, centre, week, visit } of stops) {
    const column = plan.stops.find(
      (stop) => stop.unit === unit && stop.centre === centre && stop.week === week && stop.visit === visit,
    )?.column
    if (column === undefined) return null
    values[column] = 1
  }
  for (const [unit, weeks] of schedule.entries()) {
    let from = -1
    for (let week = 0; week <= weeks.length; week += 1) {
      const to = weeks[week]?.centre ?? -1
      const column = plan.moves.get(`${unit}|${week}|${from}|${to}`)
      if (column === undefined) return null
      values[column] = 1
      from = to
    }
  }
  for (const column of plan.hosted(stops)) values[column] = 1
  const filling = fillPlaces(compiled, stops)
  const mergedOf = new Map(
    plan.merged.flatMap((merged, index) => merged.members.map((member) => [member, index] as const)),
  )
  for (const [bin, entries] of filling.seenIn.entries()) {
    const stop = stops[filling.bins[bin]?.stop as number] as (typeof stops)[number]
    for (const [demand, amount] of entries) {
      const merged = mergedOf.get(demand)
      const column = merged === undefined ? undefined : plan.patients.columnOf(merged, stop.centre, stop.week)
      if (column !== undefined) values[column] = (values[column] as number) + amount
    }
  }
  for (const { column, stops: seeing } of plan.patients.shared) {
    if (seeing.some((stop) => (values[stop] as number) > 0.5)) values[column] = 1
  }
  const centres = new Set(stops.map((stop) => stop.centre))
  for (const centre of centres) {
    for (const cell of compiled.coverage.cellsOfCentre[centre] as Int32Array) {
      const column = plan.coverage.get(cell)
      if (column !== undefined) values[column] = 1
    }
    const column = plan.departments.get(compiled.departmentOfCentre[centre] as number)
    if (column !== undefined) values[column] = 1
  }
  return values
}
