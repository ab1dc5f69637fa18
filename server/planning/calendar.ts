import { addDays, dayOfWeek, daysBetween, mondayOf } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'

/** A horizon counted in days from the Monday of its first week: day 0 is that Monday, week 0 its week. */
export type Calendar = {
  readonly monday: LocalDate
  readonly weeks: number
  /** First and last day of the horizon as day numbers. */
  readonly firstDay: number
  readonly lastDay: number
}

/** Lays ISO weeks over a horizon; both its ends are included. */
export function calendarOf(horizon: { from: LocalDate; to: LocalDate }): Calendar {
  const monday = mondayOf(horizon.from)
  const lastDay = daysBetween(monday, horizon.to)
  return { monday, weeks: Math.floor(lastDay / 7) + 1, firstDay: dayOfWeek(horizon.from) - 1, lastDay }
}

/** The date of a day number. */
export function dateOfDay(calendar: Calendar, day: number): LocalDate {
  return addDays(calendar.monday, day)
}

/** The day number of a date, negative before the first Monday. */
export function dayOfDate(calendar: Calendar, date: LocalDate): number {
  return daysBetween(calendar.monday, date)
}

/** Whether a date lies in one of the ranges. */
export function liesIn(ranges: readonly { from: LocalDate; to: LocalDate }[], date: LocalDate): boolean {
  return ranges.some((range) => range.from <= date && date <= range.to)
}
