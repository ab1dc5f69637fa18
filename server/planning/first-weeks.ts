import { addDays, mondayOf } from '../../shared/days.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import { PLAN_CLASSES } from '../../shared/plan-classes.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { assembleFilled, fillSchedule } from './assemble.ts'
import { Relaxation } from './bound/relaxation.ts'
import { calendarOf } from './calendar.ts'
import { compileProblem, type Geography } from './compile/compile.ts'
import { shareHash } from './problem-hash.ts'
import { fillGreedily } from './search/search.ts'
import { SearchState } from './search/state.ts'

/** Units × weeks above which preparing the whole problem takes most of a second or more. */
const LARGE_UNIT_WEEKS = 400
const FIRST_WEEKS = 4

/**
 * The same document cut after its first weeks, where every stop keeps the rules and the points it has in the whole; null
 * where the problem is quickly prepared, or where what follows could change them: fixed stops, blocks of expected referrals
 * that the cut would split, and the strict order, whose points depend on all that is asked.
 */
export function firstWeeksOf(problem: PlanProblem): PlanProblem | null {
  const { horizon, units, delays } = problem
  const { weeks } = calendarOf(horizon)
  if (units.length * weeks <= LARGE_UNIT_WEEKS || weeks <= FIRST_WEEKS) return null
  if (problem.pins.length + problem.frozen.length > 0 || problem.rates.preset === 'urgent_first') return null
  if (Object.values(delays.arrivalWeeks).some((block) => FIRST_WEEKS % block !== 0)) return null
  const to = addDays(mondayOf(horizon.from), FIRST_WEEKS * 7 - 1)
  return {
    ...problem,
    horizon: { from: horizon.from, to },
    referrals: problem.referrals.filter(({ from }) => from === null || from <= to),
  }
}

/** The points of everything asked for, all of it seen: a bound on every plan of a document, known at a glance. */
export function pointsOfAllAsked({ rates, communes, referrals, expected, centres, horizon }: PlanProblem): number {
  const weights = new Map(communes.map(({ id, needWeight }) => [id as string, needWeight]))
  const { weeks } = calendarOf(horizon)
  let points = new Set<string>(centres.map(({ department }) => department)).size * rates.departmentFirstVisit
  for (const { population, needWeight } of communes) {
    points += (population * needWeight * rates.perThousandNewlyReachable) / 1000
  }
  let last = ''
  let weight = 0
  for (const { communeId, priorityClass, count } of referrals) {
    // Those of one commune come together more often than not.
    if (communeId !== last) weight = weights.get(communeId) ?? 0
    last = communeId
    points += count * rates.seenInTime[priorityClass] * weight
  }
  for (const { communeId, perWeek, probability, classMix } of expected) {
    const each = PLAN_CLASSES.reduce((sum, name) => sum + classMix[name] * rates.seenInTime[name], 0)
    points += perWeek * probability * weeks * each * (weights.get(communeId) ?? 0)
  }
  return points
}

/** A quick plan of the first weeks, its score, and a bound on every plan of the whole; `inWords` takes longer than finding it. */
export type FirstWeeks = {
  readonly score: number
  readonly bound: number
  readonly geography: Geography
  readonly inWords: (search: Plan['search']) => Plan
}

/** Plans the first weeks of a large problem by marginal gain; null where there is nothing quick to plan. */
export function planFirstWeeks(problem: PlanProblem): FirstWeeks | null {
  const only = firstWeeksOf(problem)
  if (only === null) return null
  const compiled = compileProblem(only)
  const state = new SearchState(new Relaxation(compiled))
  fillGreedily(state)
  if (state.stopCount === 0) return null
  const filled = fillSchedule(compiled, state.schedule())
  const bound = pointsOfAllAsked(problem)
  const proof = { boundP1: null, boundP2: null, proof: 'bounded' as const, certificate: null }
  return {
    score: filled.score,
    bound,
    geography: { roads: compiled.roads, coverage: compiled.coverage },
    inWords(search) {
      shareHash(problem, only)
      return assembleFilled(compiled, filled, { ...proof, bound, boundStillTightening: true }, search, true)
    },
  }
}
