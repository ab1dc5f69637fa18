import type { PlanReason, PlanRefusal } from '../../shared/plan-result.ts'

/** A reason by its code. */
export const reason = (code: string, facts: PlanReason['facts'] = {}): PlanReason => ({ code, facts })

/** Refuses a plan: the rule, the things in conflict, what to relax. */
export function refusePlan(
  refusal: string,
  field: string,
  conflicts: PlanReason[],
  suggestions: PlanReason[],
): PlanRefusal {
  return { refusal, field, details: { conflicts, suggestions } }
}
