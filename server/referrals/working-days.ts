import { addDays, dayOfWeek } from '../../shared/days.ts'
import { type Instant, instantAt, type LocalDate, type TimeZone, wallClock } from '../../shared/time.ts'
import { isPublicHoliday } from '../territory/public-holidays.ts'

/** Monday to Friday, public holidays excepted. */
export function isWorkingDay(date: LocalDate, department: string): boolean {
  return dayOfWeek(date) <= 5 && !isPublicHoliday(date, department)
}

/**
 * One working day after an instant: the same time on the next working day. What happens on a day off counts from the
 * start of the next working day, so a Saturday alert is not overdue on Monday morning.
 */
export function afterOneWorkingDay(instant: Instant, department: string, zone: TimeZone): Instant {
  const at = wallClock(instant, zone)
  const next = (date: LocalDate): LocalDate => {
    const day = addDays(date, 1)
    return isWorkingDay(day, department) ? day : next(day)
  }
  if (isWorkingDay(at.date, department)) return instantAt(next(at.date), at.minute, zone)
  return instantAt(next(next(at.date)), 0 as typeof at.minute, zone)
}
