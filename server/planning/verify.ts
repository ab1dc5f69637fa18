import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { verifyCertificate } from './bound/certificate.ts'
import { checkPlan } from './check.ts'
import { compileProblem } from './compile/compile.ts'
import { openHighs } from './exact/highs.ts'
import { solveProblem } from './solve.ts'
import { validateProblem } from './validate.ts'

const text = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: 3 })

/**
 * Re-checks a plan without trusting it: rules and score from the document, the bound from its prices; and where
 * optimality is claimed beyond what the prices prove, the proof is made again.
 */
export async function verifyPlan(problem: PlanProblem, plan: Plan): Promise<{ lines: string[]; isSound: boolean }> {
  const refusal = validateProblem(problem)
  if (refusal !== null) return { lines: [`Le problème est refusé : ${refusal.refusal}.`], isSound: false }
  const { breaches, score } = checkPlan(problem, plan)
  if (breaches.length > 0) {
    return {
      lines: ['Le plan ne tient pas :', ...breaches.map((each) => `  - ${each.code} ${JSON.stringify(each.facts)}`)],
      isSound: false,
    }
  }
  const lines = [`Règles tenues. Score recalculé : ${text(score)}.`]
  if (plan.certificate === null) return { lines: [...lines, 'Aucun certificat de borne.'], isSound: false }
  const verdict = verifyCertificate(compileProblem(problem), plan.certificate)
  if (!verdict.isValid) return { lines: [...lines, `Certificat rejeté : ${verdict.reason}.`], isSound: false }
  lines.push(
    `Borne prouvée par les prix du certificat : ${text(verdict.bound)} (écart ${text(((verdict.bound - score) / Math.abs(verdict.bound)) * 100)} %).`,
  )
  if (plan.bound >= verdict.bound - 1e-6 * Math.abs(verdict.bound)) return { lines, isSound: true }
  const again = solveProblem({ ...problem, options: { ...problem.options, seconds: 120 } }, await openHighs(), {
    now: () => performance.now(),
    shouldStop: () => false,
    onProgress: () => undefined,
  })
  if ('refusal' in again) return { lines: [...lines, `Seconde résolution refusée : ${again.refusal}.`], isSound: false }
  const isSound = again.bound <= plan.bound + 1e-5 * Math.max(1, Math.abs(plan.bound))
  lines.push(
    isSound
      ? `Borne prouvée à nouveau par la résolution exacte : ${text(again.bound)}.`
      : `La borne annoncée (${text(plan.bound)}) n’a pas pu être prouvée : ${text(again.bound)}.`,
  )
  return { lines, isSound }
}
