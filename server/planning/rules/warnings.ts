import { addDays } from '../../../shared/days.ts'
import type { PlanCentre, PlanProblem } from '../../../shared/plan.ts'
import type { LocalDate } from '../../../shared/time.ts'
import { liesIn } from '../calendar.ts'

const isPublicHoliday = (problem: PlanProblem, centre: PlanCentre, date: LocalDate): boolean =>
  problem.calendars.publicHolidays.some(
    (holiday) => holiday.date === date && (holiday.departments?.includes(centre.department) ?? true),
  )

/** School holidays of the centre's zone (two of the three pilot stops fell in them): fewer patients come. */
export function isInSchoolHolidays(problem: PlanProblem, centre: PlanCentre, date: LocalDate): boolean {
  const { schoolHolidays } = problem.calendars
  return schoolHolidays.some(({ zone, from, to }) => zone === centre.schoolZone && from <= date && date <= to)
}

/** The day after or before a public holiday. */
export function isBesidePublicHoliday(problem: PlanProblem, centre: PlanCentre, date: LocalDate): boolean {
  if (problem.calendars.publicHolidays.length === 0) return false
  return isPublicHoliday(problem, centre, addDays(date, 1)) || isPublicHoliday(problem, centre, addDays(date, -1))
}

/** The codes of the warnings a day of a stop deserves; none of them blocks. */
export function dayWarnings(problem: PlanProblem, centre: PlanCentre, date: LocalDate): string[] {
  const warnings: string[] = []
  if (isInSchoolHolidays(problem, centre, date)) warnings.push('school_holidays')
  if (isBesidePublicHoliday(problem, centre, date)) warnings.push('beside_public_holiday')
  if (liesIn(centre.difficultAccess, date)) warnings.push('difficult_access')
  return warnings
}
