import type { PlanProblem } from '../../shared/plan.ts'
import type { PlanProgress } from '../../shared/plan-result.ts'
import type { BoundSource } from './bound/bound-source.ts'
import type { Compiled } from './compile/compile.ts'

/** What a search is given from outside: a clock in milliseconds, a way to stop it, a listener, a bound beside it if any. */
export type SolveRun = {
  readonly now: () => number
  readonly shouldStop: () => boolean
  readonly onProgress: (progress: PlanProgress) => void
  /** The bound another thread seeks; absent where it takes turns with the search. */
  readonly boundBeside?: ((compiled: Compiled) => BoundSource) | undefined
  /** The problem's hash, where it can be had for less than hashing the problem. */
  readonly hash?: (() => string) | undefined
  /** Told once the communes, referrals and expected referrals of the problem are no longer read: some 50 MB at national size. */
  readonly letGo?: ((problem: PlanProblem) => void) | undefined
}
