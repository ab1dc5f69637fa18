import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanRefusal } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import { assembleFilled, type Filled, fillSchedule } from './assemble.ts'
import { type BoundSource, boundBeforeProof, boundInTurn, StagedDescent } from './bound/bound-source.ts'
import { certify } from './bound/certificate.ts'
import { boundOnClasses } from './bound/class-bound.ts'
import { zeroPrices } from './bound/prices.ts'
import { Relaxation } from './bound/relaxation.ts'
import { calendarOf } from './calendar.ts'
import { type Compiled, compileProblem, type Geography } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { planFirstWeeks } from './first-weeks.ts'
import { refusePins, refuseWithoutStops } from './pin-conflicts.ts'
import { stopsForPins } from './pin-start.ts'
import { adoptHash, hashProblem } from './problem-hash.ts'
import { replanRules } from './replan.ts'
import { placePossible, placeStops } from './search/place-stops.ts'
import { fillGreedily } from './search/search.ts'
import { SearchState } from './search/state.ts'
import { seekPlan } from './seek-plan.ts'
import type { SolveRun } from './solve-run.ts'
import { Telling } from './telling.ts'
import { validateProblem } from './validate.ts'

/** Units × weeks up to which the exact solver is worth its memory and time. */
const EXACT_UNIT_WEEKS = 60
const EXACT_STOPS = 6_000

/** Whether a problem is worth a bound in a thread of its own, by its size; seen before the problem is compiled. */
export function wantsBoundBeside({ units, horizon, options }: PlanProblem): boolean {
  return options.iterations === null && units.length * calendarOf(horizon).weeks > EXACT_UNIT_WEEKS
}

/** The end of a search also certifies its bound: it takes half as long again as putting the first plan in words. */
const END_OVER_FIRST = 1.5

/** A problem begun: valid, and its first weeks told where it is large. */
export type Begun = {
  readonly problem: PlanProblem
  readonly telling: Telling
  readonly geography: Geography | undefined
}

/** Solves a planning problem within its budget, or refuses it by the name of the rule in the way. */
export function solveProblem(problem: PlanProblem, highs: Highs, run: SolveRun): Plan | PlanRefusal {
  const begun = beginProblem(problem, run)
  return 'refusal' in begun ? begun : finishProblem(begun, highs, run)
}

/** The part of `solveProblem` that needs no exact solver: it can be told before that is loaded. */
export function beginProblem(problem: PlanProblem, run: SolveRun): Begun | PlanRefusal {
  const refusal = validateProblem(problem)
  if (refusal !== null) return refusal
  const telling = new Telling(problem.options.seed, run)
  return { problem, telling, geography: tellFirstWeeks(problem, telling, run) }
}

/** The rest of `solveProblem`. */
export function finishProblem({ problem, telling, geography }: Begun, highs: Highs, run: SolveRun): Plan | PlanRefusal {
  const compiled = compileProblem(problem, geography)
  const blocked = refuseWithoutStops(compiled) ?? refusePins(compiled, highs)
  if (blocked !== null) return blocked
  learnHash(problem, run)
  run.letGo?.(problem)
  const { plan, isReplanned, classes } = planWithin(compiled, highs, telling, run)
  if (isReplanned) return plan
  const seen = { P1: amountOf(plan.terms, 'seen_P1'), P2: amountOf(plan.terms, 'seen_P2') }
  const { P1, P2 } = classes?.wait() ?? boundOnClasses(compiled, seen, plan.search.method)
  return {
    ...plan,
    boundP1: Math.max(seen.P1, P1.bound),
    boundP2: Math.max(seen.P2, P2.bound),
    classPrices: { P1: P1.prices, P2: P2.prices },
  }
}

/** Learns the problem's hash where that is quickest, while its long lists are still there. */
function learnHash(problem: PlanProblem, run: SolveRun): void {
  if (run.hash === undefined) hashProblem(problem)
  else adoptHash(problem, run.hash)
}

/** Tells the plan of the first weeks of a large problem; gives what was prepared for it and the whole needs too. */
function tellFirstWeeks(problem: PlanProblem, telling: Telling, run: SolveRun): Geography | undefined {
  const early = planFirstWeeks(problem)
  if (early === null) return undefined
  telling.announce(early.score, early.bound, true, () => null)
  learnHash(problem, run)
  telling.announce(early.score, early.bound, true, () => early.inWords(telling.searchOf('search', 0)))
  return early.geography
}

/** The plan found within the budget. What the search needed is let go of with it: a bound on a class needs as much again. */
function planWithin(compiled: Compiled, highs: Highs, telling: Telling, run: SolveRun) {
  const relaxation = new Relaxation(compiled)
  const state = new SearchState(relaxation)
  placeStops(state, stopsForPins(compiled, highs))
  const replan = replanRules(compiled)
  const isExact = replan === null && chooseExact(compiled)
  const source = sourceFor(compiled, relaxation, isExact, run)
  if (replan !== null) {
    placePossible(state, replan.start)
    fillGreedily(state, (replan.before ?? replan).mayFill)
  } else fillGreedily(state)
  // The thread beside has been aiming blindly: a plan in words takes most of a second more.
  if (source.partner !== undefined) source.advance(state.score)
  const report = (filled: Filled | null, score: number, bound: number, isMoving: boolean) => {
    const proof = { bound, boundP1: null, boundP2: null, proof: 'bounded' as const, certificate: null }
    const told = { ...proof, boundStillTightening: isMoving }
    telling.announce(score, bound, isMoving, () =>
      filled === null ? null : assembleFilled(compiled, filled, told, telling.searchOf('search', 0)),
    )
  }
  const firstBound = relaxation.bound(zeroPrices(compiled), 'cheapest_legs')
  report(null, state.score, firstBound, true)
  const { seconds } = telling
  const filledAt = seconds()
  const first = fillSchedule(compiled, state.schedule())
  report(first, first.score, firstBound, true)

  const ends = { closing: END_OVER_FIRST * (seconds() - filledAt), seconds }
  const parts = { compiled, relaxation, state, source, firstBound, highs, isExact, replan, ...ends, run, report }
  const found = seekPlan(parts)
  const filled = fillSchedule(compiled, found.schedule)
  const { bound, prices, isMoving } = source.latest()
  report(null, found.score, Math.min(found.bound, bound), isMoving)
  const proof = {
    bound: Math.min(found.bound, bound),
    boundP1: null,
    boundP2: null,
    proof: found.isOptimal ? ('optimal' as const) : ('bounded' as const),
    boundStillTightening: !found.isOptimal && isMoving,
    certificate: certify(relaxation, prices),
  }
  const search = telling.searchOf(isExact ? 'exact' : 'search', found.iterations)
  return {
    plan: assembleFilled(compiled, filled, proof, search),
    isReplanned: replan !== null,
    classes: source.classes,
  }
}

function chooseExact(compiled: Compiled): boolean {
  const { method } = compiled.problem.options
  if (method !== 'auto') return method === 'exact'
  const stops = compiled.visits.reduce((sum, visits) => sum + visits.length, 0)
  return compiled.unitCount * compiled.weekCount <= EXACT_UNIT_WEEKS && stops <= EXACT_STOPS
}

function sourceFor(compiled: Compiled, relaxation: Relaxation, isExact: boolean, run: SolveRun): BoundSource {
  const isTimed = compiled.problem.options.iterations === null
  if (!isExact && isTimed && run.boundBeside !== undefined) return run.boundBeside(compiled)
  if (isExact) return boundBeforeProof(relaxation, zeroPrices(compiled), 20, 20)
  return boundInTurn(new StagedDescent(relaxation, zeroPrices(compiled)), 3)
}
