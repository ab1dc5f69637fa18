import { createHash } from 'node:crypto'
import type { PlanProblem } from '../../shared/plan.ts'

/** Fingerprint of what is to be planned: SHA-256 of the document without the budget of its search. */
export function hashProblem(problem: PlanProblem): string {
  const { options: _, ...rest } = problem
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex')
}
