import type { PlanPin, PlanUnit } from '../../../shared/plan.ts'
import { dateOfDay } from '../calendar.ts'
import type { Compiled } from '../compile/compile.ts'
import type { PlacedVisit } from '../schedule.ts'

/** Whether a possible stop answers a pin or a published stop: its centre, and the unit and days where those are named. */
export function answersPin(compiled: Compiled, stop: PlacedVisit, pin: Omit<PlanPin, 'id'>): boolean {
  return (
    compiled.problem.centres[stop.centre]?.id === pin.centreId &&
    (pin.unitId === null || (compiled.problem.units[stop.unit] as PlanUnit).id === pin.unitId) &&
    (pin.first === null || dateOfDay(compiled.calendar, stop.visit.firstDay) === pin.first) &&
    (pin.last === null || dateOfDay(compiled.calendar, stop.visit.lastDay) === pin.last)
  )
}

/** What must be in the plan: the pins, and the published stops when they are all to be kept. */
export function fixedStops({ problem }: Compiled): readonly Omit<PlanPin, 'id'>[] {
  return problem.replanning.mode === 'keep' ? [...problem.pins, ...problem.frozen] : problem.pins
}
