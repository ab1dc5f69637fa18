import { describe, expect, it } from 'vitest'
import { printPlan } from '../../server/planning/print-plan.ts'
import { planSentence, WORDED_CODES, wordsIn } from '../../server/planning/wording.ts'
import type { PlanProblemInput } from '../../shared/plan.ts'
import type { Plan, PlanReason } from '../../shared/plan-result.ts'
import { aCentre, aCommune, aProblem, aSpecialist, aUnit, onALine, planFor } from './small-problem.ts'

const waiting = (communeId: string, count: number, more: object = {}) => ({
  communeId,
  priorityClass: 'P1' as const,
  deadline: null,
  reachMinutes: 45,
  count,
  ...more,
})
const reason = (reasons: readonly PlanReason[], code: string) => reasons.find((each) => each.code === code)
const stopAt = (plan: Plan, centreId: string) =>
  plan.stops.find((stop) => stop.centreId === centreId) as Plan['stops'][number]

/** Every reason a plan gives, wherever it stands. */
const reasonsOf = (plan: Plan): PlanReason[] => [
  ...plan.stops.flatMap((stop) => [...stop.reasons, ...stop.warnings]),
  ...plan.absentCentres.map((centre) => centre.reason),
  ...plan.unserved.flatMap(({ rule, remedy }) => [{ code: rule, facts: {} }, ...(remedy ? [remedy] : [])]),
  ...plan.warnings,
]

describe('why this stop', () => {
  it('tells whom it sees, whom no other stop could, who becomes reachable, its cost and its worth', async () => {
    const communes = [
      aCommune('near-a', [10, 20], { population: 1_000 }),
      aCommune('only-a', [15, null], { population: 500 }),
      aCommune('near-b', [null, 10]),
    ]
    const referrals = [
      waiting('near-a', 1),
      waiting('only-a', 2, { priorityClass: 'P2' }),
      waiting('only-a', 1, { priorityClass: 'P3' }),
      waiting('near-b', 4),
    ]
    const pins = [
      { id: 'one', centreId: 'a', first: '2026-01-05' },
      { id: 'two', centreId: 'b', first: '2026-01-12' },
    ]
    const plan = await planFor(aProblem({ communes, referrals, pins }))
    const { reasons, sees, pointsLostWithout } = stopAt(plan, 'a')
    expect(reason(reasons, 'pinned')).toBeDefined()
    expect(reason(reasons, 'department_first_visit')).toBeDefined()
    expect(reason(reasons, 'only_stop_for')?.facts).toEqual({ total: 3, urgent: 2 })
    expect(reason(reasons, 'newly_reachable')?.facts).toEqual({ people: 1_500, nowhereElse: 500 })
    expect(sees.map(({ priorityClass, exclusive }) => [priorityClass, exclusive])).toEqual([
      ['P1', 0],
      ['P2', 2],
      ['P3', 1],
      ['P4', 0],
    ])
    // Without it: 2 P2, 1 P3 and 500 people are lost; the P1 and the department go to the other stop; so are saved two
    // days, a set-up, and nothing of the road, which still goes to b and back (60 km).
    expect(pointsLostWithout).toBeCloseTo(2 * 4 + 1 + 0.5 - 2 - 2, 6)
    expect(reason(reasons, 'lost_without')?.facts).toEqual({ points: 5.5 })
    expect(reason(reasons, 'costs')?.facts).toMatchObject({ days: 2, kilometres: 10, points: 4.2 })
  })

  it('gives the price of a pin that costs more than it brings', async () => {
    const plan = await planFor(
      aProblem({ pins: [{ id: 'pin', centreId: 'b', first: '2026-01-12' }], referrals: [waiting('near-a', 6)] }),
    )
    const { pointsLostWithout, reasons } = stopAt(plan, 'b')
    expect(pointsLostWithout).toBeLessThan(0)
    expect(planSentence(reason(reasons, 'lost_without') as PlanReason)).toMatch(/prix de ce choix imposé/)
  })

  it('counts those it sees past their deadline apart, in places nobody in time needs, and once', async () => {
    const pins = [
      { id: 'one', centreId: 'a', first: '2026-01-13' },
      { id: 'two', centreId: 'b', first: '2026-01-07' },
    ]
    const referrals = [waiting('near-a', 2, { deadline: '2026-01-09' }), waiting('near-a', 5, { priorityClass: 'P3' })]
    const plan = await planFor(aProblem({ pins, referrals }))
    expect(stopAt(plan, 'a').sees.map(({ inTime, late }) => [inTime, late])).toEqual([
      [0, 1],
      [0, 0],
      [5, 0],
      [0, 0],
    ])
    expect(reason(stopAt(plan, 'a').reasons, 'also_sees_late')?.facts).toEqual({ total: 1 })
  })
})

describe('a centre left out', () => {
  const absent = async (change: Partial<PlanProblemInput>) =>
    (await planFor(aProblem(change))).absentCentres.find(({ centreId }) => centreId === 'b')

  it.each([
    ['centre_closed', { closed: [{ from: '2026-01-01', to: '2026-01-31' }] }],
    ['centre_not_offered', { offered: [{ from: '2026-02-01', to: '2026-02-28' }] }],
    ['revisit_interval', { earlierVisits: ['2026-01-02'] }],
    ['too_few_days_in_a_row', { minDays: 6, maxDays: 7 }],
    ['max_visits', { maxVisits: 0 }],
  ])('is told the rule that keeps every unit away: %s', async (code, change) => {
    expect(await absent({ centres: [aCentre('a'), aCentre('b', change)] })).toMatchObject({
      reason: { code },
      pointsOfBestInsertion: null,
    })
  })

  it('is told the interval itself, not how many weeks it takes away', async () => {
    const centres = [aCentre('a'), aCentre('b', { earlierVisits: ['2026-01-02'], revisitWeeks: 9 })]
    expect((await absent({ centres }))?.reason.facts).toEqual({ weeks: 9 })
  })

  it('is told what the best stop there would replace and change', async () => {
    const oneWeek = { from: '2026-01-05', to: '2026-01-11' }
    const referrals = [waiting('near-a', 6), waiting('near-b', 3)]
    const left = await absent({ horizon: oneWeek, referrals })
    // Three P1 fewer, and 40 km more.
    expect(left).toMatchObject({ reason: { code: 'better_use', facts: { insteadOf: 'a', points: -30.8 } } })
    expect(left?.pointsOfBestInsertion).toBeCloseTo(-30.8, 6)
  })

  it('is told what the journey would lose where the week is free', async () => {
    const left = await absent({ referrals: [waiting('near-a', 6)] })
    // A stop there sees nobody: two days, a set-up and 40 km.
    expect(left).toMatchObject({ reason: { code: 'not_worth_the_journey' }, pointsOfBestInsertion: -4.8 })
  })
})

describe('patients not seen in time', () => {
  const pins = [{ id: 'pin', centreId: 'a', first: '2026-01-14' }]
  const noneAtB = { bans: [{ id: 'ban', centreId: 'b' }] }
  const unserved = async (more: object, change: Partial<PlanProblemInput> = {}) =>
    (await planFor(aProblem({ pins, ...noneAtB, referrals: [waiting('near-a', 2, more)], ...change }))).unserved

  it.each([
    ['deadline_before_horizon', { deadline: '2026-01-02' }, 'refer_elsewhere', {}],
    [
      'stop_too_late',
      { deadline: '2026-01-09' },
      'stop_on_another_day',
      { centreId: 'a', date: '2026-01-05', daysLate: 5 },
    ],
    ['no_possible_day_in_time', { communeId: 'near-b' }, 'open_a_date', {}],
    ['beyond_reach', { reachMinutes: 5 }, 'add_a_centre_nearer', {}],
  ])('are counted under %s', async (rule, more, remedy, facts) => {
    expect(await unserved(more)).toMatchObject([
      { priorityClass: 'P1', rule, count: 2, expectedCount: 0, remedy: { code: remedy, facts } },
    ])
  })

  it('are told the first day a centre opens, though too late for them', async () => {
    const centres = [aCentre('a', { closed: [{ from: '2026-01-01', to: '2026-01-11' }] }), aCentre('b')]
    expect(await unserved({ deadline: '2026-01-09' }, { centres })).toMatchObject([
      {
        rule: 'no_possible_day_in_time',
        remedy: { code: 'next_possible_day', facts: { centreId: 'a', date: '2026-01-12' } },
      },
    ])
  })

  it('are counted at the centre nearest to where they live, though several could see them', async () => {
    const communes = [aCommune('near-a', [10, 20]), aCommune('near-b', [20, 10])]
    const referrals = [waiting('near-a', 20), waiting('near-b', 60)]
    const { unserved } = await planFor(aProblem({ communes, referrals }))
    const left = (centreId: string) =>
      unserved.filter((group) => group.centreId === centreId).reduce((sum, group) => sum + group.count, 0)
    // Twelve of the eighty are seen; nobody can say which.
    expect([left('a'), left('b')]).toEqual([expect.closeTo(17), expect.closeTo(51)])
  })

  it('are told of a stop that the plan does not make', async () => {
    const referrals = [waiting('near-b', 1)]
    const plan = await planFor(aProblem({ referrals, rates: { perSetUp: 50 } }))
    expect(plan.unserved).toMatchObject([
      {
        centreId: 'b',
        rule: 'no_stop_in_time',
        count: 1,
        remedy: { code: 'stop_on_another_day', facts: { centreId: 'b', date: '2026-01-05' } },
      },
    ])
  })

  it.each([
    [
      'one_more_day',
      {
        centres: [aCentre('a', { maxDays: 3 }), aCentre('b')],
        pins: [{ id: 'pin', centreId: 'a', first: '2026-01-14', last: '2026-01-15' }],
      },
    ],
    [
      'second_specialist',
      { units: [aUnit('u', { rooms: 2 })], staffing: { policy: 'named' as const, specialists: [aSpecialist('s')] } },
    ],
    ['second_stop', {}],
  ] as [string, Partial<PlanProblemInput>][])('for want of places are told of %s', async (code, change) => {
    const found = await unserved({ count: 10 }, change)
    expect(found).toMatchObject([{ centreId: 'a', rule: 'places_taken', count: 4, remedy: { code } }])
  })
})

describe('what a plan says', () => {
  it('is worded throughout, whatever the plan', async () => {
    const communes = [aCommune('near-a', [10, null], { population: 2_000 }), aCommune('far', [null, null])]
    const problem = aProblem({
      communes,
      referrals: [waiting('near-a', 9), waiting('far', 1)],
      travel: onALine([0, 10, 400]),
      calendars: { publicHolidays: [{ date: '2026-01-08' }], schoolHolidays: [] },
    })
    const plan = await planFor(problem)
    expect(reasonsOf(plan).length).toBeGreaterThan(5)
    expect(reasonsOf(plan).filter(({ code }) => !WORDED_CODES.includes(code))).toEqual([])
    const text = printPlan(problem, plan).join('\n')
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    for (const centre of problem.centres) expect(text).toContain(centre.name)
    const english = printPlan(problem, plan, 'en').join('\n')
    expect(english).not.toMatch(/undefined|NaN|\[object/)
    expect(english.split('\n').length).toBe(text.split('\n').length)
    expect(Object.keys(wordsIn('en').sentences).sort()).toEqual([...WORDED_CODES].sort())
  })

  it('counts patients and names no one: nothing finer than a centre, a class and a rule', async () => {
    const plan = await planFor(
      aProblem({ staffing: { policy: 'named', specialists: [aSpecialist('s', { label: 'Dr Exemple' })] } }),
    )
    const text = JSON.stringify(plan)
    expect(text).not.toContain('near-a')
    expect(text).not.toContain('Dr Exemple')
  })
})
