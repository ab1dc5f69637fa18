import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import { verifyCertificate } from './bound/certificate.ts'
import { boundOnClass, proveClassBound } from './bound/class-bound.ts'
import { checkPlan } from './check.ts'
import { wrongAccounts } from './check-account.ts'
import type { Compiled } from './compile/compile.ts'
import { openHighs } from './exact/highs.ts'
import { namesOf, printRefusal } from './print-plan.ts'
import { solveProblem } from './solve.ts'
import { validateProblem } from './validate.ts'
import { breachSentence, wordsIn } from './wording.ts'
import type { PlanLanguage } from './wording-facts.ts'

/** Breaches told at most: a plan of another problem breaks hundreds. */
const BREACHES_SHOWN = 20

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
  if (refusal !== null) return { lines: printRefusal(problem, refusal, language), isSound: false }
  const { breaches, score, compiled, filled } = checkPlan(problem, plan)
  const wrong = breaches.length > 0 || filled === null ? breaches : wrongAccounts(compiled, filled, plan)
  if (wrong.length > 0) {
    const names = namesOf(problem, language)
    const shown = wrong.slice(0, BREACHES_SHOWN).map((each) => `  - ${breachSentence(each, names, language)}`)
    const more = wrong.length > shown.length ? [`  - ${words.more(wrong.length - shown.length)}`] : []
    return { lines: [words.broken, ...shown, ...more], isSound: false }
  }
  const lines = [words.holds(score)]
  if (plan.certificate === null) return { lines: [...lines, words.noCertificate], isSound: false }
  const verdict = verifyCertificate(compiled, plan.certificate)
  if (!verdict.isValid) return { lines: [...lines, words.rejected(verdict.reason)], isSound: false }
  lines.push(words.proved(verdict.bound, (verdict.bound - score) / Math.abs(verdict.bound)))
  const ofClasses = verifyClassBounds(compiled, plan, language)
  lines.push(...ofClasses.lines)
  if (!ofClasses.areSound) return { lines, isSound: false }
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

/** Proves again what a plan says no plan can exceed in P1 and in P2: by its prices, or where it has none, by seeking others. */
function verifyClassBounds(compiled: Compiled, plan: Plan, language: PlanLanguage) {
  const words = wordsIn(language).verified
  const { method } = plan.search
  const lines: string[] = []
  let areSound = true
  for (const name of ['P1', 'P2'] as const) {
    const stated = plan[`bound${name}`]
    if (stated === null) continue
    const seen = amountOf(plan.terms, `seen_${name}`)
    const prices = plan.classPrices?.[name]
    const proved =
      prices === undefined
        ? boundOnClass(compiled, name, seen, method).bound
        : proveClassBound(compiled, name, prices, method)
    const isProved = proved <= stated + 1e-5 * Math.max(1, stated)
    areSound &&= isProved
    lines.push(isProved ? words.classProved(name, seen, stated) : words.classNotProved(name, stated, proved))
  }
  return { lines, areSound }
}
