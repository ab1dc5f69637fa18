import type { Prices } from '../bound/prices.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { type Schedule, scheduleOf } from '../schedule.ts'
import { scoreTolerance } from '../tolerance.ts'
import type { Highs } from './highs.ts'
import { buildModel } from './model.ts'
import { scopeAt } from './scope.ts'
import { startValues } from './start.ts'

/** Where the exact solver starts: a plan, its score, and prices whose bound says what cannot be in a better one. */
export type ExactStart = {
  readonly relaxation: Relaxation
  readonly prices: Prices
  readonly bound: number
  readonly schedule: Schedule
  readonly score: number
}

/** What the exact solver ended with: its best schedule, a bound on every plan, and whether they meet. */
export type ExactResult = {
  readonly schedule: Schedule
  readonly score: number
  readonly bound: number
  readonly isOptimal: boolean
}

/** Called now and then with the best score and bound so far; answering true stops the solver. */
export type ExactWatch = (state: { score: number; bound: number }) => boolean

/** Whether a score reaches its bound. */
export function isProved(score: number, bound: number): boolean {
  return Number.isFinite(bound) && bound - score <= scoreTolerance(bound)
}

/** Gaps guessed between the bound and the optimum, as shares of the bound; the last one takes in every better plan. */
const GUESSES = [0.0004, 0.0015, 0.006, 0.02, Number.POSITIVE_INFINITY]

/**
 * Proves an optimum with HiGHS. The optimum is guessed to lie close under the bound, which leaves few stops in the model;
 * should the guess prove too high, a lower one is tried. Stops early when told to, with what is proved by then.
 */
export function solveExactly(
  highs: Highs,
  start: ExactStart,
  secondsLeft: () => number,
  watch: ExactWatch,
): ExactResult {
  let { schedule, score, bound } = start
  for (const guess of GUESSES) {
    if (isProved(score, bound)) break
    const target = Math.max(score, start.bound - guess * Math.abs(start.bound))
    const found = solveScope(highs, { ...start, schedule, score }, target, secondsLeft(), (state) =>
      watch({ score: Math.max(state.score, score), bound: Math.min(bound, Math.max(state.bound, target)) }),
    )
    if (found.score > score) ({ schedule, score } = found)
    bound = Math.min(bound, Math.max(found.bound, target))
    if (found.hasStopped) break
    if (isProved(score, target)) bound = Math.min(bound, Math.max(score, found.bound))
  }
  return {
    schedule,
    score,
    bound: Math.max(bound, score),
    isOptimal: isProved(score, bound),
  }
}

type ScopeResult = { schedule: Schedule; score: number; bound: number; hasStopped: boolean }

function solveScope(highs: Highs, start: ExactStart, target: number, seconds: number, watch: ExactWatch): ScopeResult {
  const { compiled } = start.relaxation
  if (seconds <= 0) return { schedule: start.schedule, score: start.score, bound: start.bound, hasStopped: true }
  const plan = buildModel(compiled, scopeAt(start.relaxation, start.prices, target, start.schedule))
  return highs.withModel(plan.model.data(highs), (solver): ScopeResult => {
    solver.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: 1e-6,
      time_limit: seconds,
      random_seed: 1,
      // A good plan is already there: what is left is the proof.
      mip_heuristic_run_rins: false,
      mip_heuristic_run_rens: false,
      mip_heuristic_run_root_reduced_cost: false,
      mip_heuristic_run_feasibility_jump: false,
      mip_allow_restart: false,
      mip_pscost_minreliable: 0,
    })
    const values = startValues(compiled, plan, start.schedule)
    if (values !== null) solver.setSolution({ colValue: values })
    solver.run({
      [highs.constants.callbackType.mipInterrupt](event) {
        const score = event.data.mip_primal_bound ?? Number.NaN
        const bound = event.data.mip_dual_bound ?? Number.NaN
        const state = { score: score > -1e19 ? score : start.score, bound: bound < 1e19 ? bound : start.bound }
        if (watch(state)) event.interrupt()
        return undefined
      },
    })
    const isSolved = solver.getModelStatus() === highs.constants.modelStatus.optimal
    const score = solver.getObjectiveValue()
    const solution = solver.getSolution().colValue
    const chosen = plan.stops.filter((stop) => (solution[stop.column] ?? 0) > 0.5)
    const hasBetter = Number.isFinite(score) && score > start.score
    const dual = Number(solver.info.get('mip_dual_bound'))
    return {
      schedule: hasBetter ? scheduleOf(compiled, chosen) : start.schedule,
      score: hasBetter ? score : start.score,
      bound: isSolved
        ? Math.max(score, start.score)
        : Math.min(start.bound, Number.isFinite(dual) ? dual : start.bound),
      hasStopped: !isSolved,
    }
  })
}
