import { daysBetween } from '../../shared/days.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import { LONGEST_PLAN_DAYS } from '../../shared/plan-limits.ts'
import type { PlanRefusal } from '../../shared/plan-result.ts'
import { reason, refusePlan } from './refuse-plan.ts'

/** Refuses a period that is empty, or too long for a search to begin. */
export function horizonProblem({ horizon: { from, to } }: PlanProblem): PlanRefusal | null {
  if (to < from)
    return refusePlan('empty_horizon', 'horizon', [reason('empty_horizon', { from, to })], [reason('extend_horizon')])
  if (daysBetween(from, to) < LONGEST_PLAN_DAYS) return null
  const facts = { from, to, most: LONGEST_PLAN_DAYS }
  return refusePlan('horizon_too_long', 'horizon', [reason('horizon_too_long', facts)], [reason('shorten_horizon')])
}

/** Refuses a pin or a published stop that ends before it begins. */
export function reversedDays(problem: PlanProblem): PlanRefusal | null {
  for (const list of ['pins', 'frozen'] as const) {
    for (const [index, { centreId, first, last }] of problem[list].entries()) {
      if (first === null || last === null || first <= last) continue
      const facts = { centreId, first, last }
      return refusePlan(
        'days_reversed',
        `${list}.${index}`,
        [reason('days_reversed', facts)],
        [reason('swap_the_days')],
      )
    }
  }
  return null
}
