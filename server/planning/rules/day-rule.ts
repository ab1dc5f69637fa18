import type { PlanCentre, PlanProblem, PlanUnit } from '../../../shared/plan.ts'
import type { LocalDate } from '../../../shared/time.ts'

/** One day of one unit at one centre, as a rule sees it. */
export type StopDay = {
  readonly problem: PlanProblem
  readonly unit: PlanUnit
  readonly centre: PlanCentre
  readonly date: LocalDate
}

/** A hard rule on one day of a stop: `code` names it in plans, refusals and words. */
export type DayRule = { readonly code: string; readonly holds: (day: StopDay) => boolean }

/** A hard rule on one day of a unit, whatever the centre. */
export type UnitDayRule = { readonly code: string; readonly holds: (day: Omit<StopDay, 'centre'>) => boolean }
