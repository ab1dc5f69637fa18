import { daysBetween, daysFromTo, mondayOf } from '../../../shared/days.ts'
import type { PlanCentre, PlanProblem, PlanUnit } from '../../../shared/plan.ts'
import type { PlanReason } from '../../../shared/plan-result.ts'
import type { LocalDate } from '../../../shared/time.ts'
import { brokenDayRule } from './day-rules.ts'

/** Every rule a stop breaks by itself: its days, its length, staying within one week, and the interval since earlier visits. */
export function problemDays(
  problem: PlanProblem,
  unit: PlanUnit,
  centre: PlanCentre,
  first: LocalDate,
  last: LocalDate,
): PlanReason[] {
  const facts = { centreId: centre.id, first, last }
  const days = daysBetween(first, last) + 1
  const breaches: PlanReason[] = []
  if (days < centre.minDays || days > centre.maxDays) {
    breaches.push({ code: 'stop_length', facts: { ...facts, days, least: centre.minDays, most: centre.maxDays } })
  }
  if (mondayOf(first) !== mondayOf(last)) breaches.push({ code: 'within_one_week', facts })
  for (const date of daysFromTo(first, last)) {
    const rule = brokenDayRule({ problem, unit, centre, date })
    if (rule !== null) breaches.push({ code: rule, facts: { centreId: centre.id, date } })
  }
  const weeksSince = (date: LocalDate) => daysBetween(mondayOf(date), mondayOf(first)) / 7
  if (centre.earlierVisits.some((date) => weeksSince(date) < centre.revisitWeeks)) {
    breaches.push({ code: 'revisit_interval', facts: { ...facts, weeks: centre.revisitWeeks } })
  }
  return breaches
}
