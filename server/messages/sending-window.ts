import { addDays, dayOfWeek } from '../../shared/days.ts'
import {
  type Instant,
  instantAt,
  type LocalDate,
  localDateOf,
  type MinuteOfDay,
  type TimeZone,
  wallClock,
} from '../../shared/time.ts'
import { isPublicHoliday } from '../territory/public-holidays.ts'

/** Where the patient's appointment is: its clock and its public holidays are the ones that count. */
export type SendingPlace = { readonly zone: TimeZone; readonly department: string }

/** From 08:30 to 19:30 at the place, PRODUCT.md §5. */
const OPENS = 510 as MinuteOfDay
const CLOSES = 1170 as MinuteOfDay

/** Monday to Saturday, public holidays of the department excepted. */
export function isSendingDay(date: LocalDate, department: string): boolean {
  return dayOfWeek(date) !== 7 && !isPublicHoliday(date, department)
}

/** The earliest time at or after `from` when an ordinary SMS may leave. */
export function nextSendingTime(from: Instant, { zone, department }: SendingPlace): Instant {
  const { date, minute } = wallClock(from, zone)
  if (isSendingDay(date, department)) {
    if (minute < OPENS) return instantAt(date, OPENS, zone)
    if (minute < CLOSES) return from
  }
  return openingAfter(date, zone, department)
}

/** When the window opens on the first sending day after the one it is at `from`. */
export function nextDayOpening(from: Instant, { zone, department }: SendingPlace): Instant {
  return openingAfter(localDateOf(from, zone), zone, department)
}

function openingAfter(date: LocalDate, zone: TimeZone, department: string): Instant {
  let day = addDays(date, 1)
  while (!isSendingDay(day, department)) day = addDays(day, 1)
  return instantAt(day, OPENS, zone)
}
