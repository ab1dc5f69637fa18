import { describe, expect, it } from 'vitest'
import { aCentre, aCommune, aProblem, planFor } from './small-problem.ts'

/** One week, one stop: a centre with one P1, or one with so many others that a balanced score prefers them. */
const eitherOr = (preset: 'balanced' | 'urgent_first', far: { priorityClass: 'P2' | 'P3'; count: number }) =>
  aProblem({
    horizon: { from: '2026-01-05', to: '2026-01-11' },
    centres: [aCentre('a', { minDays: 5, maxDays: 5 }), aCentre('b', { minDays: 5, maxDays: 5 })],
    communes: [aCommune('near-a', [10, null]), aCommune('near-b', [null, 10], { population: 90_000 })],
    referrals: [
      { communeId: 'near-a', priorityClass: 'P1', deadline: null, reachMinutes: 45, count: 1 },
      { communeId: 'near-b', deadline: null, reachMinutes: 45, ...far },
    ],
    rates: { preset },
  })

describe('the order urgent first', () => {
  it.each([
    { priorityClass: 'P2', count: 12 },
    { priorityClass: 'P3', count: 15 },
  ] as const)(
    'prefers one P1 to $count $priorityClass and a town to reach, where the balanced order does not',
    async (far) => {
      const balanced = await planFor(eitherOr('balanced', far))
      const strict = await planFor(eitherOr('urgent_first', far))
      expect(balanced.stops.map((stop) => stop.centreId)).toEqual(['b'])
      expect(strict.stops.map((stop) => stop.centreId)).toEqual(['a'])
      expect(strict.proof).toBe('optimal')
    },
  )

  it('still prefers more of the rest between plans that see the same P1', async () => {
    const problem = eitherOr('urgent_first', { priorityClass: 'P3', count: 15 })
    const plan = await planFor({
      ...problem,
      referrals: problem.referrals.filter(({ priorityClass }) => priorityClass !== 'P1'),
    })
    expect(plan.stops.map((stop) => stop.centreId)).toEqual(['b'])
  })
})

describe('the bounds on P1 and P2', () => {
  it('are never below what the plan sees, and count no class but their own', async () => {
    const plan = await planFor(eitherOr('balanced', { priorityClass: 'P2', count: 12 }))
    const seen = (term: string) => plan.terms.find((each) => each.term === term)?.amount ?? 0
    expect(plan.boundP1).toBeGreaterThanOrEqual(seen('seen_P1'))
    expect(plan.boundP1).toBeLessThanOrEqual(1)
    expect(plan.boundP2).toBeGreaterThanOrEqual(seen('seen_P2'))
    expect(plan.boundP2).toBeLessThanOrEqual(12)
  })
})
