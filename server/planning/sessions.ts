import { addDays, dayOfWeek, daysBetween } from '../../shared/days.ts'
import type { PlanCentre, PlanProblem, PlanUnit } from '../../shared/plan.ts'
import type { PlanSession } from '../../shared/plan-result.ts'
import type { DaySpan, LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { specialistsOn } from './specialists.ts'

/** Where a day stands in its stop: set-up trims the first, tear-down the last. */
export type PlaceInStop = { readonly isFirst: boolean; readonly isLast: boolean }

/** The spans of consultation of one day: the unit's template within the centre's hours, less set-up and tear-down. */
export function spansOfDay(
  unit: PlanUnit,
  centre: PlanCentre,
  day: number,
  { isFirst, isLast }: PlaceInStop,
): DaySpan[] {
  const { spans, firstDayFrom, lastDayUntil } = unit.sessionTemplate
  const open = centre.opening.filter((opening) => opening.dayOfWeek === day)
  return spans
    .flatMap((span) =>
      open.map((opening) => ({
        start: Math.max(span.start, opening.span.start, isFirst ? firstDayFrom : 0) as MinuteOfDay,
        end: Math.min(span.end, opening.span.end, isLast ? lastDayUntil : 1440) as MinuteOfDay,
      })),
    )
    .filter((span) => span.start < span.end)
    .sort((a, b) => a.start - b.start)
}

/** Slots that fit in the spans, per person consulting. */
export function slotsIn(spans: readonly DaySpan[], slotMinutes: number): number {
  return spans.reduce((slots, span) => slots + Math.floor((span.end - span.start) / slotMinutes), 0)
}

/** Who consults on a date: at most one per room. Nobody named and the policy allows it: one person to be recruited. */
export function consultingOn(
  problem: PlanProblem,
  unit: PlanUnit,
  centre: PlanCentre,
  date: LocalDate,
): { specialistIds: string[]; consulting: number; toBeStaffed: boolean } {
  const { staffing } = problem
  if (staffing.policy === 'to_be_recruited') {
    return { specialistIds: [], consulting: Math.min(unit.rooms, staffing.specialistsPerUnit), toBeStaffed: true }
  }
  const present = specialistsOn(staffing.specialists, unit.id, centre.department, date).slice(0, unit.rooms)
  if (present.length > 0) {
    return { specialistIds: present.map(({ id }) => id), consulting: present.length, toBeStaffed: false }
  }
  return { specialistIds: [], consulting: staffing.allowToBeStaffed ? 1 : 0, toBeStaffed: true }
}

/** The dated sessions of a stop from `first` to `last`: capacity = slots × min(rooms, specialists). */
export function sessionsOfStop(
  problem: PlanProblem,
  unit: PlanUnit,
  centre: PlanCentre,
  first: LocalDate,
  last: LocalDate,
): PlanSession[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, offset) => {
    const date = addDays(first, offset)
    const spans = spansOfDay(unit, centre, dayOfWeek(date), { isFirst: date === first, isLast: date === last })
    const { specialistIds, consulting } = consultingOn(problem, unit, centre, date)
    return {
      date,
      spans,
      specialistIds,
      consulting,
      places: slotsIn(spans, unit.sessionTemplate.slotMinutes) * consulting,
    }
  })
}
