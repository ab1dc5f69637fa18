import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { verifyCertificate } from './bound/certificate.ts'
import { checkPlan } from './check.ts'
import { compileProblem } from './compile/compile.ts'
import { openHighs } from './exact/highs.ts'
import { solveProblem } from './solve.ts'
import { validateProblem } from './validate.ts'
import { wordsIn } from './wording.ts'
import type { PlanLanguage } from './wording-facts.ts'

/**
 * Re-checks a plan without trusting it: rules and score from the document, the bound from its prices; and where
 * optimality is claimed beyond what the prices prove, the proof is made again.
 */
export async function verifyPlan(
  problem: PlanProblem,
  plan: Plan,
  language: PlanLanguage = 'fr',
): Promise<{ lines: string[]; isSound: boolean }> {
  const words = wordsIn(language).verified
  const refusal = validateProblem(problem)
  if (refusal !== null) return { lines: [words.refused(refusal.refusal)], isSound: false }
  const { breaches, score } = checkPlan(problem, plan)
  if (breaches.length > 0) {
    const broken = breaches.map((each) => `  - ${each.code} ${JSON.stringify(each.facts)}`)
    return { lines: [words.broken, ...broken], isSound: false }
  }
  const lines = [words.holds(score)]
  if (plan.certificate === null) return { lines: [...lines, words.noCertificate], isSound: false }
  const verdict = verifyCertificate(compileProblem(problem), plan.certificate)
  if (!verdict.isValid) return { lines: [...lines, words.rejected(verdict.reason)], isSound: false }
  lines.push(words.proved(verdict.bound, (verdict.bound - score) / Math.abs(verdict.bound)))
  if (plan.bound >= verdict.bound - 1e-6 * Math.abs(verdict.bound)) return { lines, isSound: true }
  const again = solveProblem({ ...problem, options: { ...problem.options, seconds: 120 } }, await openHighs(), {
    now: () => performance.now(),
    shouldStop: () => false,
    onProgress: () => undefined,
  })
  if ('refusal' in again) return { lines: [...lines, words.refusedAgain(again.refusal)], isSound: false }
  const isSound = again.bound <= plan.bound + 1e-5 * Math.max(1, Math.abs(plan.bound))
  lines.push(isSound ? words.provedAgain(again.bound) : words.notProved(plan.bound, again.bound))
  return { lines, isSound }
}
