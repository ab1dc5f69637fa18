import { dayOfWeek, daysFromTo } from '../../shared/days.ts'
import type { DateRange, SessionTemplate } from '../../shared/plan.ts'
import type { DaySpan, LocalDate, MinuteOfDay } from '../../shared/time.ts'

/** When a centre can receive: its weekly hours, the days it closes, whether it opens on public holidays. */
export type CentreHours = {
  readonly opening: readonly { readonly dayOfWeek: number; readonly span: DaySpan }[]
  readonly closed: readonly DateRange[]
  readonly opensOnPublicHolidays: boolean
}

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
  template: SessionTemplate,
  centre: CentreHours,
  publicHolidays: ReadonlySet<LocalDate>,
): DatedSession[] {
  return daysFromTo(stop.firstDay, stop.lastDay).flatMap((date) => {
    if (reasonClosed(date, template, centre, publicHolidays)) return []
    return spansOn(date, stop, template, centre).map((span) => ({ date, ...span }))
  })
}

/** The days of a stop on which nobody can be received, each with the first reason. */
export function closedDaysOf(
  stop: StopDates,
  template: SessionTemplate,
  centre: CentreHours,
  publicHolidays: ReadonlySet<LocalDate>,
): ClosedDay[] {
  return daysFromTo(stop.firstDay, stop.lastDay).flatMap((date): ClosedDay[] => {
    const reason = reasonClosed(date, template, centre, publicHolidays)
    if (reason) return [{ date, reason }]
    return spansOn(date, stop, template, centre).length === 0 ? [{ date, reason: 'outside_hours' }] : []
  })
}

function reasonClosed(
  date: LocalDate,
  template: SessionTemplate,
  centre: CentreHours,
  publicHolidays: ReadonlySet<LocalDate>,
): ClosedDayReason | null {
  if (!template.daysOfWeek.includes(dayOfWeek(date))) return 'unit_off'
  if (publicHolidays.has(date) && !centre.opensOnPublicHolidays) return 'public_holiday'
  if (centre.closed.some((period) => period.from <= date && date <= period.to)) return 'closed_period'
  return null
}

function spansOn(date: LocalDate, stop: StopDates, template: SessionTemplate, centre: CentreHours): DaySpan[] {
  const from = date === stop.firstDay ? template.firstDayFrom : 0
  const until = date === stop.lastDay ? template.lastDayUntil : 1440
  const open = centre.opening.filter((hours) => hours.dayOfWeek === dayOfWeek(date)).map((hours) => hours.span)
  const spans = template.spans.flatMap((span) =>
    open.map((hours) => ({
      start: Math.max(span.start, hours.start, from) as MinuteOfDay,
      end: Math.min(span.end, hours.end, until) as MinuteOfDay,
    })),
  )
  return spans.filter((span) => span.end - span.start >= template.slotMinutes).sort((a, b) => a.start - b.start)
}
