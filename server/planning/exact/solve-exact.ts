import type { Compiled } from '../compile/compile.ts'
import { type Schedule, scheduleOf } from '../schedule.ts'
import type { Highs } from './highs.ts'
import { buildModel } from './model.ts'

/** What the exact solver ended with: its best schedule, a bound on every plan, and whether they meet. */
export type ExactResult = {
  readonly schedule: Schedule | null
  readonly bound: number
  readonly isOptimal: boolean
  readonly isInfeasible: boolean
}

/** Called now and then with the best score and bound so far; answering true stops the solver. */
export type ExactWatch = (state: { score: number | null; bound: number | null }) => boolean

/** Solves a problem to proven optimality with HiGHS, or until told to stop. */
export function solveExactly(compiled: Compiled, highs: Highs, seconds: number, watch: ExactWatch): ExactResult {
  const { model, stops } = buildModel(compiled)
  return highs.withModel(model.data(highs), (solver): ExactResult => {
    solver.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-6, time_limit: seconds, random_seed: 1 })
    solver.run({
      [highs.constants.callbackType.mipInterrupt](event) {
        const { mip_primal_bound: score, mip_dual_bound: bound } = event.data
        const known = (value: number | undefined) => (value === undefined || Math.abs(value) > 1e19 ? null : value)
        if (watch({ score: known(score), bound: known(bound) })) event.interrupt()
        return undefined
      },
    })
    const status = solver.getModelStatus()
    const isOptimal = status === highs.constants.modelStatus.optimal
    if (status === highs.constants.modelStatus.infeasible) {
      return { schedule: null, bound: Number.NEGATIVE_INFINITY, isOptimal: false, isInfeasible: true }
    }
    const values = solver.getSolution().colValue
    const chosen = stops.filter((stop) => (values[stop.column] ?? 0) > 0.5)
    const hasPlan = Math.abs(solver.getObjectiveValue()) < 1e19
    return {
      schedule: hasPlan ? scheduleOf(compiled, chosen) : null,
      bound: Number(solver.info.get('mip_dual_bound')),
      isOptimal,
      isInfeasible: false,
    }
  })
}
