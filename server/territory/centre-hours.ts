import { dayOfWeek, mondayOf } from '../../shared/days.ts'
import type { WeekHours } from '../../shared/host-centre.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'

/** Accepts a week of opening hours, or refuses `hours_overlap` naming the first day whose spans overlap. */
export function checkHours(hours: WeekHours): Refusal | null {
  for (const [day, spans] of Object.entries(hours)) {
    const sorted = spans.toSorted((one, other) => one.start - other.start)
    const overlaps = sorted.some((span, at) => at > 0 && span.start < sorted[at - 1]!.end)
    if (overlaps) return refuse('hours_overlap', { field: `openingHours.${day}` })
  }
  return null
}

/** Accepts closed weeks named by their Mondays, or refuses `not_a_monday` naming the first that is not. */
export function checkClosedWeeks(mondays: readonly LocalDate[]): Refusal | null {
  const wrong = mondays.findIndex((day) => dayOfWeek(day) !== 1)
  return wrong === -1 ? null : refuse('not_a_monday', { field: `closedWeeks.${wrong}` })
}

/** Whether days from `first` to `last` touch a closed week or, day by day, a weekday without hours. */
export function standsInClosedTime(
  stop: { readonly sessions: readonly { readonly date: LocalDate }[] },
  centre: { readonly openingHours: WeekHours; readonly closedWeeks: readonly LocalDate[] },
): boolean {
  return stop.sessions.some(
    ({ date }) => centre.closedWeeks.includes(mondayOf(date)) || centre.openingHours[dayOfWeek(date)].length === 0,
  )
}
