import type { PlanRates } from '../../../shared/plan.ts'
import { PLAN_CLASSES } from '../../../shared/plan-classes.ts'
import type { ScoreTerm } from '../../../shared/plan-result.ts'
import type { Compiled } from '../compile/compile.ts'
import type { Filling } from '../fill.ts'
import { type Schedule, stopsOf } from '../schedule.ts'
import { departmentFirstVisitPerStop } from './department-first-visit.ts'
import { type NewlyReachable, newlyReachablePerStop } from './newly-reachable.ts'
import { type OnTheRoad, onTheRoadPerStop } from './on-the-road.ts'
import { type SeenInClass, seenPerStop } from './seen.ts'

/** Everything the score counts, stop by stop, in the order of `stopsOf(schedule)`. */
export type StopAccount = {
  readonly seen: readonly SeenInClass[]
  readonly reachable: NewlyReachable
  readonly road: OnTheRoad
  readonly terms: readonly ScoreTerm[]
}

const deducted = (term: ScoreTerm['term'], amount: number, rate: number): ScoreTerm => ({
  term,
  amount,
  points: amount === 0 ? 0 : -amount * rate,
})

function termsOf(
  rates: PlanRates,
  seen: readonly SeenInClass[],
  reachable: NewlyReachable,
  department: { amount: number; points: number },
  road: OnTheRoad,
): ScoreTerm[] {
  return [
    ...PLAN_CLASSES.map((name, index): ScoreTerm => ({ term: `seen_${name}`, ...(seen[index] as SeenInClass) })),
    { term: 'newly_reachable', amount: reachable.people, points: reachable.points },
    { term: 'department_first_visit', ...department },
    deducted('days_on_road', road.days, rates.perDayOnRoad),
    deducted('set_ups', 1, rates.perSetUp),
    deducted('kilometres', road.kilometres, rates.perKilometre),
  ]
}

/** The account of every stop of a filled schedule. */
export function accountStops(compiled: Compiled, schedule: Schedule, filling: Filling): StopAccount[] {
  const stops = stopsOf(schedule)
  const seen = seenPerStop(compiled, filling, stops.length)
  const reachable = newlyReachablePerStop(compiled, stops)
  const departments = departmentFirstVisitPerStop(compiled, stops)
  const road = onTheRoadPerStop(compiled, schedule, stops)
  return stops.map((_, index) => {
    const parts = [
      seen[index] as SeenInClass[],
      reachable[index] as NewlyReachable,
      departments[index] as { amount: number; points: number },
      road[index] as OnTheRoad,
    ] as const
    return { seen: parts[0], reachable: parts[1], road: parts[3], terms: termsOf(compiled.problem.rates, ...parts) }
  })
}

/** Terms summed over stops, in their usual order. */
export function sumTerms(accounts: readonly { readonly terms: readonly ScoreTerm[] }[]): ScoreTerm[] {
  const sums = new Map<ScoreTerm['term'], ScoreTerm>()
  for (const { terms } of accounts) {
    for (const { term, amount, points } of terms) {
      const sum = sums.get(term) ?? { term, amount: 0, points: 0 }
      sums.set(term, { term, amount: sum.amount + amount, points: sum.points + points })
    }
  }
  return [...sums.values()]
}

/** Points of a list of terms. */
export function pointsOf(terms: readonly ScoreTerm[]): number {
  return terms.reduce((sum, term) => sum + term.points, 0)
}
