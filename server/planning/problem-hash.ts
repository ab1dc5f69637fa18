import { createHash } from 'node:crypto'
import type { PlanProblem } from '../../shared/plan.ts'

/** Fingerprint of what is to be planned: SHA-256 of the document without the budget of its search. */
export function hashProblem(problem: PlanProblem): string {
  const known = hashes.get(problem)
  if (known !== undefined) return known
  const { options: _, ...rest } = problem
  const hash = createHash('sha256').update(JSON.stringify(rest)).digest('hex')
  hashes.set(problem, hash)
  return hash
}

/** Spares a problem its hashing, unless it is hashed already: the hash can be had elsewhere for less. */
export function adoptHash(problem: PlanProblem, hashOf: () => string): void {
  if (!hashes.has(problem)) hashes.set(problem, hashOf())
}

/** A problem is hashed once: national ones weigh tens of megabytes. */
const hashes = new WeakMap<PlanProblem, string>()

/** Lets a part of a problem go by the whole's hash: a plan of the part is a plan of the whole. */
export function shareHash(whole: PlanProblem, part: PlanProblem): void {
  hashes.set(part, hashProblem(whole))
}
