import { addDays, dayOfWeek, daysBetween, mondayOf } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'

/** A horizon counted in days from the Monday of its first week: day 0 is that Monday, week 0 its week. */
export type Calendar = {
  readonly monday: LocalDate
  readonly weeks: number
  /** First and last day of the horizon as day numbers. */
  readonly firstDay: number
  readonly lastDay: number
  /** The dates of its weeks, day 0 first. */
  readonly dates: readonly LocalDate[]
}

/** Lays ISO weeks over a horizon; both its ends are included. */
export function calendarOf(horizon: { from: LocalDate; to: LocalDate }): Calendar {
  const monday = mondayOf(horizon.from)
  const lastDay = daysBetween(monday, horizon.to)
  const weeks = Math.floor(lastDay / 7) + 1
  const dates = Array.from({ length: weeks * 7 }, (_, day) => addDays(monday, day))
  return { monday, weeks, firstDay: dayOfWeek(horizon.from) - 1, lastDay, dates }
}

/** The date of a day number. */
export function dateOfDay(calendar: Calendar, day: number): LocalDate {
  return calendar.dates[day] ?? addDays(calendar.monday, day)
}

/** The day number of a date, negative before the first Monday. */
export function dayOfDate({ monday }: Calendar, date: LocalDate): number {
  return dayNumber(date) - dayNumber(monday)
}

const EPOCH = '1970-01-01' as LocalDate
const dayNumbers = new Map<LocalDate, number>()

/** Days since 1970; remembered, since a national problem states the same few hundred dates a hundred thousand times. */
function dayNumber(date: LocalDate): number {
  const known = dayNumbers.get(date)
  if (known !== undefined) return known
  const day = daysBetween(EPOCH, date)
  dayNumbers.set(date, day)
  return day
}

const weekdays = new Map<LocalDate, number>()

/** ISO day of the week, 1 Monday to 7 Sunday; remembered, since rules ask it of the same few hundred dates again and again. */
export function weekdayOf(date: LocalDate): number {
  const known = weekdays.get(date)
  if (known !== undefined) return known
  const weekday = dayOfWeek(date)
  weekdays.set(date, weekday)
  return weekday
}

/** Whether a date lies in one of the ranges. */
export function liesIn(ranges: readonly { from: LocalDate; to: LocalDate }[], date: LocalDate): boolean {
  return ranges.some((range) => range.from <= date && date <= range.to)
}
