import { addDays } from '../../shared/days.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, type TimeZone } from '../../shared/time.ts'

/** The instant from which a visit of `date` has passed: midnight where the unit stands. */
export function dayOverAt(date: LocalDate, zone: TimeZone): Instant {
  return instantAt(addDays(date, 1), 0 as MinuteOfDay, zone)
}

/** Of appointments nobody has spoken of, those whose day is over. */
export function overdueRecords<T extends { date: LocalDate; zone: TimeZone }>(
  standing: readonly T[],
  now: Instant,
): T[] {
  return standing.filter(({ date, zone }) => dayOverAt(date, zone) <= now)
}
