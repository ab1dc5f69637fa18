import type { PlanCentre, PlanUnit } from '../../shared/plan.ts'
import type { PlanSession } from '../../shared/plan-result.ts'
import type { LocalDate } from '../../shared/time.ts'
import { dayOfDate } from './calendar.ts'
import type { Compiled } from './compile/compile.ts'
import type { PlacedVisit } from './schedule.ts'
import { consultingOn, sessionsOfStop } from './sessions.ts'

/** A stop by its places in the document's lists, and its days. */
export type DatedStop = {
  readonly unit: number
  readonly centre: number
  readonly first: LocalDate
  readonly last: LocalDate
}

/** The stop as a plan holds it, whatever rules it breaks, with the sessions its days yield. */
export function placeDated(
  { problem, calendar }: Compiled,
  { unit, centre, first, last }: DatedStop,
): { placed: PlacedVisit; sessions: PlanSession[] } {
  const [planUnit, planCentre] = [problem.units[unit] as PlanUnit, problem.centres[centre] as PlanCentre]
  const sessions = sessionsOfStop(problem, planUnit, planCentre, first, last)
  const dayPlaces = sessions.map((session) => session.places)
  const firstDay = dayOfDate(calendar, first)
  const visit = {
    firstDay,
    lastDay: dayOfDate(calendar, last),
    dayPlaces,
    places: dayPlaces.reduce((sum, each) => sum + each, 0),
    toBeStaffed: sessions.some(({ date }) => consultingOn(problem, planUnit, planCentre, date).toBeStaffed),
    warnings: 0,
  }
  return { placed: { unit, centre, week: Math.floor(firstDay / 7), visit }, sessions }
}
