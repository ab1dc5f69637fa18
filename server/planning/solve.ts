import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'
import { assemblePlan } from './assemble.ts'
import { compileProblem } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { solveExactly } from './exact/solve-exact.ts'
import { refusePins, refuseWithoutStops } from './pin-conflicts.ts'
import { emptySchedule } from './schedule.ts'
import { validateProblem } from './validate.ts'

/** What a search is given from outside: a clock in milliseconds, a way to stop it, a listener. */
export type SolveRun = {
  readonly now: () => number
  readonly shouldStop: () => boolean
  readonly onProgress: (progress: PlanProgress) => void
}

/** Solves a planning problem within its budget, or refuses it by the name of the rule in the way. */
export function solveProblem(problem: PlanProblem, highs: Highs, run: SolveRun): Plan | PlanRefusal {
  const refusal = validateProblem(problem)
  if (refusal !== null) return refusal
  const start = run.now()
  const compiled = compileProblem(problem)
  const blocked = refuseWithoutStops(compiled) ?? refusePins(compiled, highs)
  if (blocked !== null) return blocked
  const exact = solveExactly(compiled, highs, problem.options.seconds, ({ score, bound }) => {
    run.onProgress({ seconds: (run.now() - start) / 1000, score, bound, boundStillTightening: true, plan: null })
    return run.shouldStop()
  })
  return assemblePlan(
    compiled,
    exact.schedule ?? emptySchedule(compiled),
    {
      bound: exact.bound,
      boundP1: null,
      boundP2: null,
      proof: exact.isOptimal ? 'optimal' : 'bounded',
      boundStillTightening: false,
      certificate: null,
    },
    { method: 'exact', seed: problem.options.seed, iterations: 0, seconds: (run.now() - start) / 1000, history: [] },
  )
}
