import { dayOfWeek, daysFromTo } from '../../shared/days.ts'
import type { PlanCentre, PlanUnit } from '../../shared/plan.ts'
import type { DaySpan, LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { liesIn } from '../planning/calendar.ts'
import { spansOfDay } from '../planning/sessions.ts'

export type StopDates = { readonly firstDay: LocalDate; readonly lastDay: LocalDate }

/** A dated span of consultations, in minutes of the centre's own day. */
export type DatedSession = { readonly date: LocalDate; readonly start: MinuteOfDay; readonly end: MinuteOfDay }

/** Why nobody can be received on a day. */
export type ClosedDayReason = 'unit_off' | 'public_holiday' | 'closed_period' | 'outside_hours'

export type ClosedDay = { readonly date: LocalDate; readonly reason: ClosedDayReason }

/**
 * The sessions of a stop, in order: the unit's template inside the centre's hours, the first day after set-up, the last
 * one before tear-down. What is left shorter than one slot is dropped.
 */
export function sessionsOf(
  stop: StopDates,
  unit: PlanUnit,
  centre: PlanCentre,
  publicHolidays: ReadonlySet<LocalDate>,
): DatedSession[] {
  return daysFromTo(stop.firstDay, stop.lastDay).flatMap((date) => {
    if (reasonClosed(date, unit, centre, publicHolidays)) return []
    return spansOn(date, stop, unit, centre).map((span) => ({ date, ...span }))
  })
}

/** The days of a stop on which nobody can be received, each with the first reason. */
export function closedDaysOf(
  stop: StopDates,
  unit: PlanUnit,
  centre: PlanCentre,
  publicHolidays: ReadonlySet<LocalDate>,
): ClosedDay[] {
  return daysFromTo(stop.firstDay, stop.lastDay).flatMap((date): ClosedDay[] => {
    const reason = reasonClosed(date, unit, centre, publicHolidays)
    if (reason) return [{ date, reason }]
    return spansOn(date, stop, unit, centre).length === 0 ? [{ date, reason: 'outside_hours' }] : []
  })
}

function reasonClosed(
  date: LocalDate,
  unit: PlanUnit,
  centre: PlanCentre,
  publicHolidays: ReadonlySet<LocalDate>,
): ClosedDayReason | null {
  if (!unit.sessionTemplate.daysOfWeek.includes(dayOfWeek(date))) return 'unit_off'
  if (publicHolidays.has(date) && !centre.opensOnPublicHolidays) return 'public_holiday'
  if (liesIn(centre.closed, date)) return 'closed_period'
  return null
}

function spansOn(date: LocalDate, stop: StopDates, unit: PlanUnit, centre: PlanCentre): DaySpan[] {
  const place = { isFirst: date === stop.firstDay, isLast: date === stop.lastDay }
  const { slotMinutes } = unit.sessionTemplate
  return spansOfDay(unit, centre, dayOfWeek(date), place).filter((span) => span.end - span.start >= slotMinutes)
}
