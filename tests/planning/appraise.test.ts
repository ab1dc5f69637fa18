import { describe, expect, it } from 'vitest'
import { appraiseStops } from '../../server/planning/appraise.ts'
import type { DatedStop } from '../../server/planning/dated-stop.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import { aProblem, planFor } from './small-problem.ts'

const stop = (centre: number, first: string, last: string): DatedStop => ({
  unit: 0,
  centre,
  first: first as LocalDate,
  last: last as LocalDate,
})
const first = stop(0, '2026-01-05', '2026-01-06')
const second = stop(1, '2026-01-12', '2026-01-13')

/** What one choice of stops is worth. */
function worthOf(problem: PlanProblem, chosen: readonly DatedStop[], standing: readonly DatedStop[] = []) {
  const [found] = appraiseStops(problem, [chosen], standing)
  if (found === undefined || typeof found === 'string') throw new Error(`not appraised: ${found}`)
  return found
}

describe('what stops chosen by hand are worth', () => {
  it('is what the planner says of the same stops', async () => {
    const problem = aProblem()
    const plan = await planFor(problem)
    const chosen = plan.stops.map((each) => stop(each.centreId === 'a' ? 0 : 1, each.first, each.last))
    const { score, terms, lostWithout } = worthOf(problem, chosen)
    expect(score).toBeCloseTo(plan.score, 9)
    expect(terms).toEqual(plan.terms)
    expect(lostWithout).toEqual(plan.stops.map((each) => expect.closeTo(each.pointsLostWithout ?? 0, 9)))
  })

  it('counts a stop that breaks a rule as it counts any other: rules are told apart from their cost', () => {
    const banned = aProblem({ bans: [{ id: 'ban', centreId: 'a' }] })
    expect(worthOf(banned, [first]).score).toBeCloseTo(worthOf(aProblem(), [first]).score, 9)
  })

  it('leaves to published stops whom they see already, but for the week a chosen stop takes', () => {
    const problem = aProblem()
    const again = stop(0, '2026-01-14', '2026-01-15')
    const alone = worthOf(problem, [again])
    const beside = worthOf(problem, [again], [first])
    expect(alone.lostWithout[0]).toBeCloseTo(alone.score, 9)
    expect(beside.lostWithout[0]).toBeLessThan(alone.score)
    expect(worthOf(problem, [second], [stop(0, '2026-01-14', '2026-01-15')])).toEqual(worthOf(problem, [second]))
  })

  it('is unknown of two stops of a unit in one week, and of one outside the period', () => {
    const sameWeek = [first, stop(1, '2026-01-08', '2026-01-09')]
    const outside = [stop(0, '2026-02-02', '2026-02-03')]
    expect(appraiseStops(aProblem(), [sameWeek, outside, []], [])).toEqual([
      'one_stop_a_week',
      'outside_horizon',
      { score: 0, terms: [], lostWithout: [] },
    ])
  })
})
