import { describe, expect, it } from 'vitest'
import { scoreOf } from '../../server/planning/assemble.ts'
import { dayOfDate } from '../../server/planning/calendar.ts'
import { checkPlan } from '../../server/planning/check.ts'
import { compileProblem, visitsOf } from '../../server/planning/compile/compile.ts'
import { firstWeeksOf, planFirstWeeks, pointsOfAllAsked } from '../../server/planning/first-weeks.ts'
import { createPlanner } from '../../server/planning/planner.ts'
import { hashProblem } from '../../server/planning/problem-hash.ts'
import { type PlacedVisit, scheduleOf } from '../../server/planning/schedule.ts'
import { verifyPlan } from '../../server/planning/verify.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'
import { amountOf } from '../../shared/plan-terms.ts'
import { aCentre, aCommune, aProblem, aUnit, onALine } from './small-problem.ts'

const CENTRES = ['a', 'b', 'c', 'd', 'e', 'f']
const UNITS = Array.from({ length: 9 }, (_, index) => `u${index}`)

/** Nine units, six centres, a year: patients wait with and without deadlines, others are expected. */
function aYear(change: Parameters<typeof aProblem>[0] = {}): PlanProblem {
  const near = CENTRES.map((id, index) =>
    aCommune(
      `near-${id}`,
      CENTRES.map((_, each) => (Math.abs(each - index) < 2 ? 10 + 20 * Math.abs(each - index) : null)),
      { population: 400 },
    ),
  )
  return aProblem({
    horizon: { from: '2026-01-05', to: '2026-12-27' },
    units: UNITS.map((id) => aUnit(id)),
    centres: CENTRES.map((id) => aCentre(id, { revisitWeeks: 3 })),
    communes: near,
    referrals: CENTRES.flatMap((id) => [
      { communeId: `near-${id}`, priorityClass: 'P3' as const, deadline: null, reachMinutes: 45, count: 30 },
      { communeId: `near-${id}`, priorityClass: 'P2' as const, deadline: '2026-01-20', reachMinutes: 45, count: 4 },
      {
        communeId: `near-${id}`,
        priorityClass: 'P1' as const,
        from: '2026-06-01',
        deadline: '2026-06-20',
        reachMinutes: 45,
        count: 9,
      },
    ]),
    expected: CENTRES.map((id) => ({
      communeId: `near-${id}`,
      perWeek: 1.5,
      classMix: { P1: 0.2, P2: 0.2, P3: 0.5, P4: 0.1 },
      reachMinutes: 45,
    })),
    travel: onALine([...UNITS.map((_, index) => index), ...CENTRES.map((_, index) => 20 + 15 * index)]),
    ...change,
  })
}

const search: Plan['search'] = { method: 'search', seed: 1, iterations: 0, seconds: 0, history: [] }

describe('the plan of the first weeks of a large problem', () => {
  it('holds stops of these weeks alone, worth in the whole problem what it says', () => {
    const problem = aYear()
    const early = planFirstWeeks(problem)
    if (early === null) throw new Error('no plan of the first weeks')
    const plan = early.inWords(search)
    expect(plan.stops.length).toBeGreaterThan(0)
    expect(plan.stops.every(({ last }) => last <= '2026-02-01')).toBe(true)
    const compiled = compileProblem(problem)
    const placed = plan.stops.map((stop): PlacedVisit => {
      const unit = problem.units.findIndex(({ id }) => id === stop.unitId)
      const centre = problem.centres.findIndex(({ id }) => id === stop.centreId)
      const firstDay = dayOfDate(compiled.calendar, stop.first)
      const week = Math.floor(firstDay / 7)
      const visit = visitsOf(compiled, unit, centre, week).find(
        (each) => each.firstDay === firstDay && each.dayPlaces.length === stop.sessions.length,
      )
      if (visit === undefined) throw new Error(`the whole problem has no stop at ${stop.centreId} on ${stop.first}`)
      return { unit, centre, week, visit }
    })
    const whole = scoreOf(compiled, scheduleOf(compiled, placed))
    expect(plan.score).toBeCloseTo(whole, 6)
    expect(early.score).toBeCloseTo(whole, 6)
    expect(plan.bound).toBeGreaterThanOrEqual(whole)
  })

  it('is told by the planner before all else, for the very problem it was asked', async () => {
    const problem = aYear({ options: { seconds: 1 } })
    const planner = createPlanner()
    const told: Plan[] = []
    const answer = await planner.solve(problem, { onProgress: ({ plan }) => plan !== null && told.push(plan) })
    await planner.close()
    if ('refusal' in answer) throw new Error(answer.refusal)
    const [first] = told as [Plan]
    expect(first.stops.length).toBeGreaterThan(0)
    expect(first.stops.length).toBeLessThan(answer.stops.length)
    expect(first.problemHash).toBe(hashProblem(problem))
    expect(answer.problemHash).toBe(hashProblem(problem))
    expect(checkPlan(problem, first).breaches).toEqual([])
    // The thread beside has sought the bounds on P1 and P2 meanwhile, with the prices that prove them.
    expect(Object.keys(answer.classPrices ?? {})).toEqual(['P1', 'P2'])
    expect(answer.boundP1).toBeGreaterThanOrEqual(amountOf(answer.terms, 'seen_P1'))
    expect((await verifyPlan(problem, answer)).isSound).toBe(true)
  })

  it('is told again after a refusal, with the bound of the thread that had begun beside it', async () => {
    const planner = createPlanner()
    const refused = await planner.solve(aYear({ bans: [{ id: 'ban', centreId: 'nowhere' }] }))
    expect(refused).toMatchObject({ refusal: 'unknown_centre' })
    const problem = aYear({ options: { seconds: 60 } })
    const stop = new AbortController()
    const answer = await planner.solve(problem, {
      signal: stop.signal,
      onProgress: ({ bound }) => {
        if ((bound ?? Number.POSITIVE_INFINITY) < pointsOfAllAsked(problem)) stop.abort()
      },
    })
    await planner.close()
    if ('refusal' in answer) throw new Error(answer.refusal)
    expect(answer.bound).toBeLessThan(pointsOfAllAsked(problem))
    expect(answer.certificate?.prices.patients?.length).toBeGreaterThan(0)
  })

  it('is not sought where the problem is small, or where what follows could change it', () => {
    expect(firstWeeksOf(aProblem())).toBeNull()
    expect(firstWeeksOf(aYear({ pins: [{ id: 'pin', centreId: 'a' }] }))).toBeNull()
    expect(firstWeeksOf(aYear({ rates: { preset: 'urgent_first' } }))).toBeNull()
    expect(firstWeeksOf(aYear({ delays: { arrivalWeeks: { P1: 1, P2: 3, P3: 4, P4: 4 } } }))).toBeNull()
  })
})
