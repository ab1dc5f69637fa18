import { describe, expect, it } from 'vitest'
import type { PlanProblem, PlanProblemInput, PlanRates } from '../../shared/plan.ts'
import type { Plan, PlanStop, ScoreTerm } from '../../shared/plan-result.ts'
import { aCentre, aCommune, aProblem, aUnit, onALine, planFor } from './small-problem.ts'

const NOTHING = {
  seenInTime: { P1: 0, P2: 0, P3: 0, P4: 0 },
  perThousandNewlyReachable: 0,
  departmentFirstVisit: 0,
  perDayOnRoad: 0,
  perSetUp: 0,
  perKilometre: 0,
} satisfies Partial<PlanRates>

const MONDAY = '2026-01-05'
const atA = { id: 'a', centreId: 'a', first: MONDAY, last: '2026-01-06' }
const atB = { id: 'b', centreId: 'b', first: '2026-01-12', last: '2026-01-13' }

/** A problem whose plan is known: the two stops pinned, and no third is possible. */
const bothStops = (change: Partial<PlanProblemInput> = {}): PlanProblem => aProblem({ pins: [atA, atB], ...change })

const term = (holder: { terms: readonly ScoreTerm[] }, name: ScoreTerm['term']): ScoreTerm =>
  holder.terms.find((each) => each.term === name) as ScoreTerm

const pointsOf = (plan: Plan, name: ScoreTerm['term']) => [
  term(plan, name).points,
  ...plan.stops.map((stop) => term(stop, name).points),
]

const waiting = (priorityClass: 'P1' | 'P2' | 'P3' | 'P4', count: number, more: object = {}) => ({
  communeId: 'near-a',
  priorityClass,
  deadline: null,
  reachMinutes: 45,
  count,
  ...more,
})

describe('patients seen in time', () => {
  it.each([
    ['P1', 10],
    ['P2', 4],
    ['P3', 1],
    ['P4', 1],
  ] as const)('%s count %i each, times the need weight of their commune', async (name, points) => {
    const communes = [aCommune('near-a', [10, null], { needWeight: 1.5 }), aCommune('near-b', [null, 10])]
    const plan = await planFor(bothStops({ communes, referrals: [waiting(name, 4)] }))
    expect(term(plan, `seen_${name}`)).toEqual({ term: `seen_${name}`, amount: 4, points: 4 * points * 1.5 })
    expect(plan.terms.filter((each) => each.term.startsWith('seen_') && each.amount > 0).length).toBe(1)
  })

  it('count only within their reach, from the day they may come to their deadline', async () => {
    const seen = async (more: object) => {
      const plan = await planFor(bothStops({ referrals: [waiting('P1', 2, more)] }))
      return term(plan, 'seen_P1').amount
    }
    expect(await seen({ deadline: MONDAY })).toBe(2)
    expect(await seen({ deadline: '2026-01-04' })).toBe(0)
    expect(await seen({ from: '2026-01-06' })).toBe(2)
    expect(await seen({ from: '2026-01-07' })).toBe(0)
    expect(await seen({ reachMinutes: 10 })).toBe(2)
    expect(await seen({ reachMinutes: 9 })).toBe(0)
  })

  it('take the places there are, the most urgent first, each patient once', async () => {
    const communes = [aCommune('near-a', [10, 10]), aCommune('near-b', [null, 10])]
    const referrals = [
      waiting('P3', 9),
      waiting('P2', 4, { deadline: '2026-01-06' }),
      waiting('P1', 1, { deadline: MONDAY }),
    ]
    const plan = await planFor(bothStops({ communes, referrals }))
    expect(plan.terms.slice(0, 3).map(({ amount }) => amount)).toEqual([1, 4, 7])
    const few = await planFor(bothStops({ communes, referrals: [waiting('P3', 9)] }))
    expect(term(few, 'seen_P3').amount).toBe(9)
  })
})

describe('expected referrals', () => {
  const expected = (change: object) => [
    { communeId: 'near-a', perWeek: 2, classMix: { P1: 0.5, P2: 0, P3: 0, P4: 0 }, reachMinutes: 45, ...change },
  ]
  // P1 come in blocks of one week, all on its Thursday, with fourteen days: both weeks' are in time at the stop of the second.
  const pins = [{ id: 'late', centreId: 'a', first: '2026-01-15', last: '2026-01-16' }]

  it('count like waiting ones, by their probability', async () => {
    const amountAt = async (probability: number) => {
      const plan = await planFor(aProblem({ pins, referrals: [], expected: expected({ probability }) }))
      return term(plan, 'seen_P1')
    }
    expect(await amountAt(1)).toMatchObject({ amount: 2, points: 20 })
    expect(await amountAt(0.25)).toMatchObject({ amount: 0.5, points: 5 })
  })

  it('come over time: a stop sees those already there, and only while they are in time', async () => {
    const seenFrom = async (first: string, change: object = {}) => {
      const pin = { id: 'pin', centreId: 'a', first }
      const centres = [aCentre('a', { maxVisits: 1 }), aCentre('b')]
      const plan = await planFor(aProblem({ centres, pins: [pin], referrals: [], expected: expected({}), ...change }))
      return term(plan, 'seen_P1').amount
    }
    expect(await seenFrom('2026-01-06')).toBe(0)
    expect(await seenFrom('2026-01-08')).toBe(1)
    expect(await seenFrom('2026-01-12')).toBe(1)
    expect(await seenFrom('2026-01-15')).toBe(2)
    const short = { deadlineDays: { P1: 6, P2: 28, P3: 90, P4: null } }
    expect(await seenFrom('2026-01-15', { delays: short })).toBe(1)
    const firstWeek = expected({ during: { from: MONDAY, to: '2026-01-11' } })
    expect(await seenFrom('2026-01-15', { expected: firstWeek })).toBe(1)
  })

  it('of a class that closes before the stop come too late for it', async () => {
    const delays = { closingDays: { P1: 5, P2: 0, P3: 10, P4: 10 } }
    const plan = await planFor(aProblem({ pins, referrals: [], expected: expected({}), delays }))
    expect(term(plan, 'seen_P1').amount).toBe(1)
  })
})

describe('newly reachable people', () => {
  const rates = { ...NOTHING, perThousandNewlyReachable: 1 }

  it('count per thousand and need weight, once however many stops reach them', async () => {
    const communes = [
      aCommune('both', [10, 20], { population: 3_000 }),
      aCommune('only-b', [null, 30], { population: 1_000, needWeight: 2 }),
      aCommune('too-far', [31, 31], { population: 50_000 }),
    ]
    const plan = await planFor(bothStops({ communes, referrals: [], rates }))
    expect(term(plan, 'newly_reachable')).toEqual({ term: 'newly_reachable', amount: 4_000, points: 5 })
    expect(plan.stops.map((stop) => [stop.newlyReachable, stop.newlyReachableNowhereElse])).toEqual([
      [3_000, 0],
      [1_000, 1_000],
    ])
    expect(plan.score).toBe(5)
  })

  it('count once when one centre is visited twice', async () => {
    const communes = [aCommune('near', [10, null], { population: 2_000 })]
    const pins = [atA, { id: 'again', centreId: 'a', first: '2026-01-12' }]
    const centres = [aCentre('a', { revisitWeeks: 1 }), aCentre('b')]
    const plan = await planFor(aProblem({ communes, referrals: [], pins, centres, rates }))
    expect(term(plan, 'newly_reachable').points).toBe(2)
    expect(plan.stops.map((stop) => stop.newlyReachableNowhereElse)).toEqual([0, 0])
  })
})

describe('a department’s first visit', () => {
  const rates = { ...NOTHING, departmentFirstVisit: 5 }
  const points = async (other: string, earlierVisits: string[] = []) => {
    const centres = [aCentre('a', { earlierVisits, revisitWeeks: 1 }), aCentre('b', { department: other })]
    return pointsOf(await planFor(bothStops({ referrals: [], centres, rates })), 'department_first_visit')
  }

  it('earns once per department, to its first stop', async () => {
    expect(await points('23')).toEqual([5, 5, 0])
    expect(await points('36')).toEqual([10, 5, 5])
  })

  it('is spent by a visit before the horizon', async () => {
    expect(await points('23', ['2025-11-03'])).toEqual([0, 0, 0])
    expect(await points('36', ['2025-11-03'])).toEqual([5, 0, 5])
  })
})

describe('what the road costs', () => {
  it('is a point a day, two a set-up, and kilometres of every leg, the way home included', async () => {
    const plan = await planFor(bothStops())
    // Depot to a: 10 km; a to b: 20 km; b to depot: 30 km. The last leg is borne by the last stop.
    expect(term(plan, 'days_on_road')).toEqual({ term: 'days_on_road', amount: 4, points: -4 })
    expect(term(plan, 'set_ups')).toEqual({ term: 'set_ups', amount: 2, points: -4 })
    expect(term(plan, 'kilometres')).toMatchObject({ amount: 60 })
    expect(term(plan, 'kilometres').points).toBeCloseTo(-1.2, 9)
    expect(plan.stops.map((stop) => term(stop, 'kilometres').amount)).toEqual([10, 50])
    expect(plan.units).toMatchObject([{ metres: 60_000, driveSeconds: 3_600, days: 4 }])
  })

  it('goes by the depot after each stop where the policy says so, and after an idle week', async () => {
    const units = [aUnit('u', { drivingPolicy: { returnsToDepot: 'after_each_stop' } })]
    const plan = await planFor(bothStops({ units }))
    expect(term(plan, 'kilometres').amount).toBe(80)
    const horizon = { from: MONDAY, to: '2026-01-25' }
    const idle = await planFor(
      bothStops({ horizon, referrals: [], pins: [atA, { ...atB, first: '2026-01-19', last: '2026-01-20' }] }),
    )
    expect(idle.stops.length).toBe(2)
    expect(term(idle, 'kilometres').amount).toBe(80)
  })

  it('counts whole days of driving, past the evening of the last day, and the breaks on the way', async () => {
    const travel = onALine([0, 10, 30])
    const truckSeconds = travel.truckSeconds.with(1, [600, 0, 12 * 3600])
    const plan = await planFor(bothStops({ travel: { ...travel, truckSeconds } }))
    // 12 h: 2 h that evening, 9 h a day: two days. Breaks of 45 min after each 4 h 30: one on the full day, none in the last 3 h.
    expect(term(plan, 'days_on_road').amount).toBe(6)
    expect(plan.units[0]?.legs[1]).toMatchObject({ from: 'a', to: 'b', wholeDays: 2, breaks: 1, breakSeconds: 2_700 })
  })
})

describe('the score', () => {
  it('is the sum of its terms, over the plan and over each stop, at the rates given', async () => {
    const communes = [
      aCommune('near-a', [10, 25], { population: 700, needWeight: 1.2 }),
      aCommune('near-b', [null, 10]),
    ]
    const rates = { perKilometre: 0.03, perSetUp: 1.5, seenInTime: { P1: 9, P2: 4, P3: 1.1, P4: 0.5 } }
    const plan = await planFor(aProblem({ communes, rates }))
    const sum = (terms: readonly ScoreTerm[]) => terms.reduce((points, each) => points + each.points, 0)
    expect(plan.stops.length).toBe(2)
    expect(plan.score).toBeCloseTo(sum(plan.terms), 9)
    for (const stop of plan.stops) expect(stop.points).toBeCloseTo(sum(stop.terms), 9)
    expect(plan.score).toBeCloseTo(
      plan.stops.reduce((points, stop: PlanStop) => points + stop.points, 0),
      9,
    )
    for (const { term: name, amount } of plan.terms) {
      const overStops = plan.stops.reduce((total, stop) => total + term(stop, name).amount, 0)
      expect(overStops).toBeCloseTo(amount, 9)
    }
    // 6 P3 at need weight 1.2 and 6 at 1, 700 people, one department, less 4 days, 2 set-ups and 60 km.
    expect(plan.score).toBeCloseTo(1.1 * (6 * 1.2 + 6) + 0.84 + 5 - 4 - 3 - 1.8, 9)
  })
})
