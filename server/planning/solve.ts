import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanRefusal } from '../../shared/plan-result.ts'
import { assembleFilled, assemblePlan, type Filled, fillSchedule } from './assemble.ts'
import { type BoundSource, boundBeforeProof, boundInTurn, StagedDescent } from './bound/bound-source.ts'
import { certify } from './bound/certificate.ts'
import { boundOnClass } from './bound/class-bound.ts'
import { zeroPrices } from './bound/prices.ts'
import { Relaxation } from './bound/relaxation.ts'
import { calendarOf } from './calendar.ts'
import { type Compiled, compileProblem } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { planFirstWeeks } from './first-weeks.ts'
import { refusePins, refuseWithoutStops } from './pin-conflicts.ts'
import { stopsForPins } from './pin-start.ts'
import { adoptHash } from './problem-hash.ts'
import { replanRules } from './replan.ts'
import { placePossible, placeStops } from './search/place-stops.ts'
import { fillGreedily } from './search/search.ts'
import { SearchState } from './search/state.ts'
import { seekPlan } from './seek-plan.ts'
import type { SolveRun } from './solve-run.ts'
import { validateProblem } from './validate.ts'

/** Units × weeks up to which the exact solver is worth its memory and time. */
const EXACT_UNIT_WEEKS = 60
const EXACT_STOPS = 6_000

/** Whether a problem is worth a bound in a thread of its own, by its size; seen before the problem is compiled. */
export function wantsBoundBeside({ units, horizon, options }: PlanProblem): boolean {
  return options.iterations === null && units.length * calendarOf(horizon).weeks > EXACT_UNIT_WEEKS
}

/** Solves a planning problem within its budget, or refuses it by the name of the rule in the way. */
export function solveProblem(problem: PlanProblem, highs: Highs, run: SolveRun): Plan | PlanRefusal {
  const refusal = validateProblem(problem)
  if (refusal !== null) return refusal
  const start = run.now()
  const seconds = () => (run.now() - start) / 1000
  const history: Plan['search']['history'] = []
  const { seed } = problem.options
  const searchOf = (method: Plan['search']['method'], iterations: number) => ({
    method,
    seed,
    iterations,
    seconds: seconds(),
    history,
  })
  const announce = (score: number, bound: number, boundStillTightening: boolean, planInWords: () => Plan | null) => {
    const known = Number.isFinite(bound) ? bound : null
    history.push({ seconds: seconds(), score, bound: known })
    const plan = planInWords()
    run.onProgress({ seconds: seconds(), score, bound: known, boundStillTightening, plan })
  }
  const early = planFirstWeeks(problem)
  if (early !== null) {
    announce(early.score, early.bound, true, () => null)
    const hash = run.hashBeside?.() ?? null
    if (hash !== null) adoptHash(problem, hash)
    announce(early.score, early.bound, true, () => early.inWords(searchOf('search', 0)))
  }
  const compiled = compileProblem(problem, early?.geography)
  const blocked = refuseWithoutStops(compiled) ?? refusePins(compiled, highs)
  if (blocked !== null) return blocked

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
    announce(score, bound, isMoving, () =>
      filled === null ? null : assembleFilled(compiled, filled, told, searchOf('search', 0)),
    )
  }
  const firstBound = relaxation.bound(zeroPrices(compiled), 'cheapest_legs')
  report(null, state.score, firstBound, true)
  const first = fillSchedule(compiled, state.schedule())
  report(first, first.score, firstBound, true)

  const found = seekPlan({
    compiled,
    relaxation,
    state,
    source,
    firstBound,
    highs,
    isExact,
    replan,
    seconds,
    run,
    report,
  })
  const { bound, prices, isMoving } = source.latest()
  const certificate = certify(relaxation, prices)
  const plan = assemblePlan(
    compiled,
    found.schedule,
    {
      bound: Math.min(found.bound, bound),
      boundP1: null,
      boundP2: null,
      proof: found.isOptimal ? 'optimal' : 'bounded',
      boundStillTightening: !found.isOptimal && isMoving,
      certificate,
    },
    searchOf(isExact ? 'exact' : 'search', found.iterations),
  )
  if (replan !== null) return plan
  const seen = (term: string) => plan.terms.find((each) => each.term === term)?.amount ?? 0
  const [steps, stage] = isExact ? ([60, 'exact_legs'] as const) : ([10, 'cheapest_legs'] as const)
  return {
    ...plan,
    boundP1: boundOnClass(compiled, 'P1', seen('seen_P1'), steps, stage),
    boundP2: boundOnClass(compiled, 'P2', seen('seen_P2'), steps, stage),
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
