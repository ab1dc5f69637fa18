import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'
import { assemblePlan, scoreOf } from './assemble.ts'
import { type BoundSource, boundBeforeProof, boundInTurn, StagedDescent } from './bound/bound-source.ts'
import { certify } from './bound/certificate.ts'
import { boundOnClass } from './bound/class-bound.ts'
import { zeroPrices } from './bound/prices.ts'
import { Relaxation } from './bound/relaxation.ts'
import { calendarOf } from './calendar.ts'
import { type Compiled, compileProblem } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { isProved, solveExactly } from './exact/solve-exact.ts'
import { refusePins, refuseWithoutStops } from './pin-conflicts.ts'
import { stopsForPins } from './pin-start.ts'
import { seededRandom } from './random.ts'
import { type ReplanRules, replanRules } from './replan.ts'
import { answersPin, fixedStops } from './rules/pins.ts'
import type { PlacedVisit, Schedule } from './schedule.ts'
import { type Budget, fillGreedily, improve } from './search/search.ts'
import { SearchState } from './search/state.ts'
import { validateProblem } from './validate.ts'

/** What a search is given from outside: a clock in milliseconds, a way to stop it, a listener, a bound beside it if any. */
export type SolveRun = {
  readonly now: () => number
  readonly shouldStop: () => boolean
  readonly onProgress: (progress: PlanProgress) => void
  /** The bound another thread seeks; absent where it takes turns with the search. */
  readonly boundBeside?: ((compiled: Compiled) => BoundSource) | undefined
}

type Found = { schedule: Schedule; score: number; bound: number; isOptimal: boolean; iterations: number }

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
  const compiled = compileProblem(problem)
  const blocked = refuseWithoutStops(compiled) ?? refusePins(compiled, highs)
  if (blocked !== null) return blocked

  const relaxation = new Relaxation(compiled)
  const state = new SearchState(relaxation)
  insertPins(compiled, relaxation, state, highs)
  const replan = replanRules(compiled)
  const isExact = replan === null && chooseExact(compiled)
  const source = sourceFor(compiled, relaxation, isExact, run)
  if (replan !== null) {
    insertPossible(compiled, relaxation, state, replan.start)
    fillGreedily(state, replan.mayFill)
  } else fillGreedily(state)
  const history: Plan['search']['history'] = []
  const { seed } = problem.options
  const searchOf = (method: Plan['search']['method'], iterations: number) => ({
    method,
    seed,
    iterations,
    seconds: seconds(),
    history,
  })
  const report = (schedule: Schedule, score: number, bound: number, isMoving: boolean, withPlan: boolean) => {
    const known = Number.isFinite(bound) ? bound : null
    history.push({ seconds: seconds(), score, bound: known })
    const proof = {
      bound,
      boundP1: null,
      boundP2: null,
      proof: 'bounded' as const,
      boundStillTightening: isMoving,
      certificate: null,
    }
    const plan = withPlan ? assemblePlan(compiled, schedule, proof, searchOf('search', 0)) : null
    run.onProgress({ seconds: seconds(), score, bound: known, boundStillTightening: isMoving, plan })
  }
  const first = state.schedule()
  const firstBound = relaxation.bound(zeroPrices(compiled), 'cheapest_legs')
  report(first, state.score, firstBound, true, false)
  report(first, scoreOf(compiled, first), firstBound, true, true)

  const found = search({
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

function slotOf(compiled: Compiled, relaxation: Relaxation, { unit, centre, week }: PlacedVisit): number {
  const kind = compiled.kindOfUnit[unit] as number
  return relaxation.offers.slotAt[(kind * compiled.centreCount + centre) * compiled.weekCount + week] as number
}

function insertPins(compiled: Compiled, relaxation: Relaxation, state: SearchState, highs: Highs): void {
  for (const stop of stopsForPins(compiled, highs)) {
    state.insert(stop.unit, { slot: slotOf(compiled, relaxation, stop), visit: stop.visit })
  }
}

/** Puts published stops back as far as pins and rules between stops still let them stand together. */
function insertPossible(
  compiled: Compiled,
  relaxation: Relaxation,
  state: SearchState,
  stops: readonly PlacedVisit[],
): void {
  for (const stop of stops) {
    const isFree = state.stops[stop.unit * compiled.weekCount + stop.week] === null
    if (isFree && state.mayStand(stop.unit, stop.week, stop.centre, stop.visit)) {
      state.insert(stop.unit, { slot: slotOf(compiled, relaxation, stop), visit: stop.visit })
    }
  }
}

type SearchParts = {
  compiled: Compiled
  relaxation: Relaxation
  state: SearchState
  source: BoundSource
  /** Known before the search, so that a budget spent at once still ends with a proof. */
  firstBound: number
  highs: Highs
  isExact: boolean
  replan: ReplanRules | null
  seconds: () => number
  run: SolveRun
  report: (schedule: Schedule, score: number, bound: number, isMoving: boolean, withPlan: boolean) => void
}

const REPLAN_ITERATIONS = 300

/** A plan takes most of a second to put in words at national size: searching goes on so many times longer before the next. */
const SHOWING_SHARE = 15

/** Stops tried for a free week. */
const CANDIDATES = 15

/** Rounds of search before the exact solver takes over. */
const EXACT_ROUNDS = 30
const EXACT_ROUND_LENGTH = 80

function search(parts: SearchParts): Found {
  const { compiled, relaxation, state, source, firstBound, highs, isExact, replan, seconds, run, report } = parts
  const { options } = compiled.problem
  const pins = fixedStops(compiled)
  let told = 0
  let showAgain = 0
  let isNew = false
  const improved = improve(relaxation, state, source, {
    budget: budgetOf(parts),
    random: seededRandom(options.seed),
    isLocked: (stop) => pins.some((pin) => answersPin(compiled, stop, pin)) || replan?.isLocked(stop) === true,
    mayFill: replan?.mayFill ?? (() => true),
    isAllowed: replan?.isAllowed ?? (() => true),
    warmth: replan?.warmth ?? 1,
    roundLength: isExact ? EXACT_ROUND_LENGTH : 100,
    candidateCount: isExact ? null : CANDIDATES,
    watch: ({ schedule, score, hasImproved }) => {
      if (hasImproved) isNew = true
      if (seconds() - told < 0.2) return
      told = seconds()
      const isTimeToShow = isNew && told > showAgain
      report(schedule, score, source.latest().bound, source.latest().isMoving, isTimeToShow)
      if (!isTimeToShow) return
      isNew = false
      showAgain = seconds() + Math.max(1, SHOWING_SHARE * (seconds() - told))
    },
  })
  const { prices, ...latest } = source.latest()
  const bound = Math.min(latest.bound, firstBound)
  if (!isExact) return { ...improved, bound, isOptimal: isProved(improved.score, bound) }
  const start = { relaxation, prices, bound, ...improved }
  let heard = seconds()
  const exact = solveExactly(
    highs,
    start,
    () => options.seconds - seconds(),
    (now) => {
      if (seconds() - heard > 0.2) {
        heard = seconds()
        report(improved.schedule, now.score, now.bound, true, false)
      }
      return run.shouldStop()
    },
  )
  return { ...exact, iterations: improved.iterations }
}

function budgetOf({ compiled, isExact, replan, seconds, run }: SearchParts): Budget {
  const { iterations: most, seconds: asked } = compiled.problem.options
  const limit = Math.min(asked, replan?.seconds ?? asked)
  if (isExact) {
    const total = EXACT_ROUNDS * EXACT_ROUND_LENGTH
    return {
      progress: (done) => done / total,
      isOver: (done) => done >= total || run.shouldStop() || seconds() > limit,
    }
  }
  if (most !== null) return { progress: (done) => done / most, isOver: (done) => done >= most || run.shouldStop() }
  // Replanning answers within a second of search, but never without one.
  const least = replan === null ? 0 : REPLAN_ITERATIONS
  return {
    progress: () => Math.min(1, seconds() / limit),
    isOver: (done) => (seconds() > limit && done >= least) || run.shouldStop(),
  }
}
