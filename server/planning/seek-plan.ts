import { PLAN_CLASSES } from '../../shared/plan-classes.ts'
import { type Filled, fillSchedule } from './assemble.ts'
import type { BoundSource } from './bound/bound-source.ts'
import type { SeenOfClasses } from './bound/class-bound.ts'
import type { Relaxation } from './bound/relaxation.ts'
import type { Compiled } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { isProved, solveExactly } from './exact/solve-exact.ts'
import { seededRandom } from './random.ts'
import type { ReplanRules } from './replan.ts'
import { answersPin, fixedStops } from './rules/pins.ts'
import type { Schedule } from './schedule.ts'
import { adoptSchedule } from './search/place-stops.ts'
import { type Budget, fillGreedily, type Improved, improve } from './search/search.ts'
import type { SearchState } from './search/state.ts'
import { SHARED_UNTIL } from './search/two-halves.ts'
import type { SolveRun } from './solve-run.ts'

/** What a search works on: the prepared problem, the plan begun, its bound, and whom to tell. */
export type SearchParts = {
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
  /** How long the end is expected to take: filling a plan, certifying its bound, putting it in words. The search leaves it that time. */
  closing: number
  run: SolveRun
  /** A plan is put in words where it comes with its places filled; else its score is told alone. */
  report: (filled: Filled | null, score: number, bound: number, isMoving: boolean) => void
}

/** What a search ended with. */
export type Found = {
  readonly schedule: Schedule
  readonly score: number
  readonly bound: number
  readonly isOptimal: boolean
  readonly iterations: number
}

const REPLAN_ITERATIONS = 300

/** A plan takes most of a second to put in words at national size: searching goes on so many times longer before the next. */
const SHOWING_SHARE = 15

/** Rounds of search before the exact solver takes over. */
const EXACT_ROUNDS = 30
const EXACT_ROUND_LENGTH = 80

/** Improves the plan begun within the budget, then ends small problems with a proof. */
export function seekPlan(parts: SearchParts): Found {
  const { compiled, relaxation, state, source, firstBound, highs, isExact, replan, seconds, run, report } = parts
  const { options } = compiled.problem
  const pins = fixedStops(compiled)
  let told = 0
  let showAgain = 0
  let isNew = false
  const whole = budgetOf(parts)
  let areClassesAsked = replan !== null
  const askForClasses = () => {
    if (!areClassesAsked) source.classes?.begin(seenOfClasses(state))
    areClassesAsked = true
  }
  const improveBy = (rules: ReplanRules | null, budget: Budget) =>
    improve(relaxation, state, source, {
      budget,
      random: seededRandom(options.seed),
      isLocked: (stop) => pins.some((pin) => answersPin(compiled, stop, pin)) || rules?.isLocked(stop) === true,
      mayFill: rules?.mayFill ?? (() => true),
      isAllowed: rules?.isAllowed ?? (() => true),
      warmth: rules?.warmth ?? 1,
      roundLength: isExact ? EXACT_ROUND_LENGTH : 100,
      areAllTried: isExact,
      mayShare: replan === null,
      watch: ({ schedule, score, hasImproved }) => {
        if (hasImproved) isNew = true
        if (whole.progress(0) >= SHARED_UNTIL) askForClasses()
        if (seconds() - told < 0.2) return
        told = seconds()
        const isTimeToShow = isNew && told > showAgain
        const { bound, isMoving } = source.latest()
        report(isTimeToShow ? fillSchedule(compiled, schedule()) : null, score, bound, isMoving)
        if (!isTimeToShow) return
        isNew = false
        showAgain = seconds() + Math.max(1, SHOWING_SHARE * (seconds() - told))
      },
    })
  const improved =
    replan === null || replan.before === null
      ? improveBy(replan, whole)
      : improveTwice(parts, replan, replan.before, improveBy)
  askForClasses()
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
        report(null, now.score, now.bound, true)
      }
      return run.shouldStop()
    },
  )
  return { ...exact, iterations: improved.iterations }
}

/** How many patients of the classes with a bound the plan under search sees. */
function seenOfClasses({ compiled, stops }: SearchState): SeenOfClasses {
  const { priorityClass } = compiled.demands
  const seen = PLAN_CLASSES.map(() => 0)
  for (const stop of stops) {
    for (const [index, demand] of stop?.demands.entries() ?? []) {
      const each = priorityClass[demand] as number
      seen[each] = (seen[each] as number) + (stop?.amounts[index] as number)
    }
  }
  return { P1: seen[0] as number, P2: seen[1] as number }
}

/** Share of the budget spent on repairing before a freer search goes on from there. */
const REPAIR_SHARE = 0.4

/** Searches by the rules that come before, then by a freer replanning's own; keeps the better end of the two. */
function improveTwice(
  parts: SearchParts,
  replan: ReplanRules,
  before: ReplanRules,
  improveBy: (rules: ReplanRules, budget: Budget) => Improved,
): Improved {
  const { state } = parts
  const repaired = improveBy(before, budgetOf(parts, 0, REPAIR_SHARE))
  adoptSchedule(state, repaired.schedule)
  fillGreedily(state, replan.mayFill)
  const freed = improveBy(replan, budgetOf(parts, REPAIR_SHARE, 1))
  const iterations = repaired.iterations + freed.iterations
  return { ...(freed.score >= repaired.score ? freed : repaired), iterations }
}

/** The budget of a search, or the part of it between two shares. */
function budgetOf({ compiled, isExact, replan, seconds, closing, run }: SearchParts, from = 0, until = 1): Budget {
  const { iterations, seconds: asked } = compiled.problem.options
  if (!isExact && iterations === null) {
    const limit = Math.min(Math.max(asked - closing, asked / 2), replan?.seconds ?? asked)
    // Replanning answers within a second of search, but never without one.
    const least = replan === null ? 0 : REPLAN_ITERATIONS
    return {
      progress: () => Math.max(0, Math.min(1, (seconds() / limit - from) / (until - from))),
      isOver: (done) => (seconds() > limit * until && done >= least) || run.shouldStop(),
      seconds: limit * (until - from),
    }
  }
  const most = isExact ? EXACT_ROUNDS * EXACT_ROUND_LENGTH : (iterations as number)
  const length = Math.ceil(most * (until - from))
  return {
    progress: (done) => done / length,
    isOver: (done) => done >= length || run.shouldStop() || (isExact && seconds() > asked),
    seconds: null,
  }
}
