import { describe, expect, it } from 'vitest'
import { withCentre, withoutPin, withoutStop } from '../../server/planning/variants.ts'
import { aProblem, planFor } from './small-problem.ts'

describe('a problem one decision away', () => {
  it('plans without a stop, and never better', async () => {
    const plan = await planFor(aProblem())
    const stop = plan.stops[0]!
    const other = await planFor(withoutStop(aProblem(), stop))
    const isThere = other.stops.some(({ centreId, first }) => centreId === stop.centreId && first === stop.first)
    expect(isThere).toBe(false)
    expect(other.score).toBeLessThanOrEqual(plan.score + 1e-6)
  })

  it('plans with a centre the best plan leaves out, and prices that choice', async () => {
    const problem = aProblem({ rates: { perKilometre: 5 } })
    const free = await planFor(problem)
    expect(free.stops.map((stop) => stop.centreId)).not.toContain('b')
    const pinned = withCentre(problem, 'b')
    const forced = await planFor(pinned)
    expect(forced.stops.map((stop) => stop.centreId)).toContain('b')
    expect(forced.score).toBeLessThan(free.score)
    const again = await planFor(withoutPin(pinned, 'with:b'))
    expect(again.score).toBeCloseTo(free.score, 6)
  })
})
