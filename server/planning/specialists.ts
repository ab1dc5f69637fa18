import type { PlanSpecialist } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import { liesIn } from './calendar.ts'

/** The specialists who work in a unit on a date and hold an authorisation in the department. */
export function specialistsOn(
  specialists: readonly PlanSpecialist[],
  unitId: string,
  department: string,
  date: LocalDate,
): PlanSpecialist[] {
  return specialists.filter(
    (specialist) =>
      (specialist.unitId === null || specialist.unitId === unitId) &&
      specialist.departments.some((authorised) => authorised === department) &&
      liesIn(specialist.available, date),
  )
}
