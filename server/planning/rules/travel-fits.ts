import type { PlanUnit } from '../../../shared/plan.ts'
import { type Compiled, returnsAfterEachStop } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import type { Visit } from '../compile/visits.ts'
import { drivableDaysBetween } from '../legs.ts'

/** Whole driving days a unit needs between stops at two centres in consecutive weeks; infinite where there is no leg. */
export function drivingDaysBetween(compiled: Compiled, unit: number, from: number, to: number): number {
  const { places, points, wholeDays } = compiled.roads[unit] as Roads
  const start = compiled.unitCount + from
  const end = compiled.unitCount + to
  const leg = (a: number, b: number) =>
    Number.isFinite(points[a * places + b]) ? (wholeDays[a * places + b] as number) : Number.POSITIVE_INFINITY
  const goesHome = returnsAfterEachStop(compiled.problem.units[unit] as PlanUnit)
  return goesHome ? leg(start, unit) + leg(unit, end) : leg(start, end)
}

/** Points of the transfer between stops in consecutive weeks; infinite where there is no leg. */
export function transferPoints(compiled: Compiled, unit: number, from: number, to: number): number {
  const { places, points } = compiled.roads[unit] as Roads
  const start = compiled.unitCount + from
  const end = compiled.unitCount + to
  const direct = points[start * places + end] as number
  const mayNotStay = from === to && !Number.isFinite(direct)
  if (mayNotStay || !returnsAfterEachStop(compiled.problem.units[unit] as PlanUnit)) return direct
  return (points[start * places + unit] as number) + (points[unit * places + end] as number)
}

/** Rule `travel_fits`: the unit has the drivable days it needs between two stops of consecutive weeks. */
export function travelFits(
  compiled: Compiled,
  unit: number,
  before: { centre: number; visit: Visit },
  after: { centre: number; visit: Visit },
): boolean {
  const { places, points, wholeDays } = compiled.roads[unit] as Roads
  const leg = (compiled.unitCount + before.centre) * places + compiled.unitCount + after.centre
  const goesHome = returnsAfterEachStop(compiled.problem.units[unit] as PlanUnit)
  if (!goesHome && wholeDays[leg] === 0 && (points[leg] as number) < Number.POSITIVE_INFINITY) return true
  const needed = drivingDaysBetween(compiled, unit, before.centre, after.centre)
  if (needed === 0) return true
  const plannedUnit = compiled.problem.units[unit] as PlanUnit
  return drivableDaysBetween(plannedUnit, before.visit.lastDay, after.visit.firstDay) >= needed
}
