import { describe, expect, it } from 'vitest'
import { printRefusal } from '../../server/planning/print-plan.ts'
import { WORDED_CODES } from '../../server/planning/wording.ts'
import { PlanProblem, type PlanProblemInput } from '../../shared/plan.ts'
import type { PlanReason } from '../../shared/plan-result.ts'
import { wordReasons } from '../../web/planner/wording.ts'
import { aCentre, aCommune, aProblem, aSpecialist, aUnit, onALine, planFor, refusalOf } from './small-problem.ts'

const atA = { id: 'one', centreId: 'a', first: '2026-01-05', last: '2026-01-06' }
const noWay = (kilometres: number[], cut: number): PlanProblemInput['travel'] => {
  const travel = onALine(kilometres)
  return { ...travel, truckSeconds: travel.truckSeconds.map((row) => row.with(cut, null)) }
}

/** A refusal of the problem, every part of it worded. */
async function refusedFor(change: Partial<PlanProblemInput>) {
  const refusal = await refusalOf(aProblem(change))
  const { conflicts, suggestions } = refusal.details ?? { conflicts: [], suggestions: [] }
  expect(conflicts.length).toBeGreaterThan(0)
  expect(suggestions.length).toBeGreaterThan(0)
  const words = [refusal.refusal, ...[...conflicts, ...suggestions].map(({ code }) => code)]
  expect(words.filter((code) => !WORDED_CODES.includes(code))).toEqual([])
  return { rule: refusal.refusal, field: refusal.field, conflicts, suggestions }
}

const codes = (reasons: readonly PlanReason[]) => reasons.map(({ code }) => code)

describe('a document nobody could plan', () => {
  const CASES: [rule: string, field: string, change: Partial<PlanProblemInput>][] = [
    ['empty_horizon', 'horizon', { horizon: { from: '2026-01-18', to: '2026-01-05' } }],
    ['no_unit', 'units', { units: [] }],
    ['no_centre', 'centres', { centres: [] }],
    ['repeated_id', 'centres', { centres: [aCentre('a'), aCentre('a')] }],
    ['matrix_shape', 'travel.truckSeconds', { travel: onALine([0, 10]) }],
    [
      'matrix_shape',
      'travel.truckMetres',
      {
        travel: {
          ...onALine([0, 10, 30]),
          truckMetres: [
            [0, 1, 2],
            [1, 0],
            [2, 1, 0],
          ],
        },
      },
    ],
    [
      'negative_travel',
      'travel.truckSeconds.1.2',
      {
        travel: {
          ...onALine([0, 10, 30]),
          truckSeconds: [
            [0, 1, 1],
            [1, 0, -1],
            [1, 1, 0],
          ],
        },
      },
    ],
    [
      'unknown_commune',
      'referrals.0',
      { referrals: [{ communeId: 'x', priorityClass: 'P1', deadline: null, reachMinutes: 30, count: 1 }] },
    ],
    ['unknown_centre', 'pins.0', { pins: [{ id: 'pin', centreId: 'x' }] }],
    ['unknown_unit', 'bans.0', { bans: [{ id: 'ban', unitId: 'x' }] }],
    ['horizon_too_long', 'horizon', { horizon: { from: '2026-01-05', to: '2126-01-05' } }],
    ['repeated_id', 'pins', { pins: [atA, { ...atA, centreId: 'b' }] }],
    ['days_reversed', 'pins.0', { pins: [{ ...atA, first: '2026-01-06', last: '2026-01-05' }] }],
    [
      'days_reversed',
      'frozen.0',
      { frozen: [{ unitId: 'u', centreId: 'a', first: '2026-01-06', last: '2026-01-05' }] },
    ],
    ['unknown_centre', 'communes.0.carSeconds', { communes: [aCommune('near-a', [1, 1, 1]), aCommune('near-b', [])] }],
  ]

  it.each(CASES)('%s, at %s', async (rule, field, change) => {
    expect(await refusedFor(change)).toMatchObject({ rule, field })
  })

  it('specialist_without_unit: who works where, when there are two units', async () => {
    const staffing = { policy: 'named' as const, specialists: [aSpecialist('s')] }
    const change = { units: [aUnit('u'), aUnit('v')], travel: onALine([0, 0, 10, 30]), staffing }
    expect(await refusedFor(change)).toMatchObject({ rule: 'specialist_without_unit', field: 'staffing.specialists.0' })
  })

  it('is not read at all where a figure cannot be', () => {
    const { travel, communes } = aProblem()
    const faults = (change: object) => {
      const read = PlanProblem.safeParse({ ...aProblem(), ...change })
      return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
    }
    expect(faults({})).toEqual([])
    expect(faults({ communes: [{ ...communes[0], carSeconds: [[0, -1]] }, communes[1]] })).toEqual([
      'communes.0.carSeconds.0.1',
    ])
    expect(faults({ travel: { ...travel, truckSeconds: [['ten']] } })).toEqual(['travel.truckSeconds.0.0'])
    expect(faults({ travel: { ...travel, truckMetres: [[Number.NaN]] } })).toEqual(['travel.truckMetres.0.0'])
    expect(faults({ horizon: { from: '2026-02-30', to: '2026-03-01' } })).toEqual(['horizon.from'])
    expect(faults({ version: 2 })).toEqual(['version'])
  })
})

describe('no stop possible anywhere', () => {
  it('names the rule at each centre, and suggests relaxing each rule once', async () => {
    const centres = [
      aCentre('a', { closed: [{ from: '2026-01-01', to: '2026-01-31' }] }),
      aCentre('b', { offered: [] }),
    ]
    const { rule, conflicts, suggestions } = await refusedFor({ centres })
    expect(rule).toBe('no_feasible_stop')
    expect(conflicts.map(({ code, facts }) => [code, facts.centreId])).toEqual([
      ['centre_closed', 'a'],
      ['centre_not_offered', 'b'],
    ])
    expect(suggestions.map(({ facts }) => facts.rule)).toEqual(['centre_closed', 'centre_not_offered'])
  })

  it.each([
    [
      'unreachable_centre',
      {
        travel: {
          ...onALine([0, 10, 30]),
          truckSeconds: [
            [0, null, null],
            [1, 0, 1],
            [1, 1, 0],
          ],
        },
      },
    ],
    ['unit_out_of_service', { units: [aUnit('u', { outOfService: [{ from: '2026-01-01', to: '2026-12-31' }] })] }],
    ['banned', { bans: [{ id: 'ban' }] }],
    ['no_specialist', { staffing: { policy: 'named' as const, specialists: [], allowToBeStaffed: false } }],
    [
      'too_few_days_in_a_row',
      { centres: [aCentre('a', { minDays: 6, maxDays: 6 }), aCentre('b', { minDays: 6, maxDays: 6 })] },
    ],
    [
      'revisit_interval',
      { centres: [aCentre('a', { earlierVisits: ['2026-01-01'] }), aCentre('b', { earlierVisits: ['2026-01-02'] })] },
    ],
    ['max_visits', { centres: [aCentre('a', { maxVisits: 0 }), aCentre('b', { maxVisits: 0 })] }],
    [
      'days_per_stop_reversed',
      { centres: [aCentre('a', { minDays: 3, maxDays: 2 }), aCentre('b', { minDays: 3, maxDays: 2 })] },
    ],
  ] as [string, Partial<PlanProblemInput>][])('because of %s', async (code, change) => {
    const { rule, conflicts, suggestions } = await refusedFor(change)
    expect([rule, ...codes(conflicts)]).toEqual(['no_feasible_stop', code, code])
    expect(suggestions).toMatchObject([{ code: 'relax_rule', facts: { rule: code } }])
  })
})

describe('a pin that cannot be', () => {
  const SUNDAY_UNIT = aUnit('u', {
    sessionTemplate: { spans: [{ start: 540, end: 600 }], daysOfWeek: [1, 2, 3, 4, 5, 6, 7] },
  })
  it.each([
    [
      'centre_closed',
      { centres: [aCentre('a', { closed: [{ from: '2026-01-06', to: '2026-01-06' }] }), aCentre('b')] },
    ],
    ['banned', { bans: [{ id: 'ban', centreId: 'a', during: { from: '2026-01-05', to: '2026-01-09' } }] }],
    ['public_holiday', { calendars: { publicHolidays: [{ date: '2026-01-05' }], schoolHolidays: [] } }],
    ['unit_out_of_service', { units: [aUnit('u', { outOfService: [{ from: '2026-01-05', to: '2026-01-05' }] })] }],
    ['outside_horizon', { horizon: { from: '2026-01-06', to: '2026-01-18' } }],
    ['day_not_worked', { pins: [{ ...atA, first: '2026-01-09', last: '2026-01-10' }] }],
    ['stop_length', { pins: [{ ...atA, last: '2026-01-07' }] }],
    ['within_one_week', { units: [SUNDAY_UNIT], pins: [{ ...atA, first: '2026-01-11', last: '2026-01-12' }] }],
    ['revisit_interval', { centres: [aCentre('a', { earlierVisits: ['2026-01-01'], revisitWeeks: 2 }), aCentre('b')] }],
    ['unreachable_centre', { travel: noWay([0, 10, 30], 1) }],
  ] as [string, Partial<PlanProblemInput>][])('names the pin and the rule: %s', async (code, change) => {
    const pins = change.pins ?? [atA]
    const { rule, conflicts, suggestions } = await refusedFor({ pins, ...change })
    expect(rule).toBe('pin_impossible')
    expect(conflicts).toMatchObject([{ code: 'pin', facts: { centreId: 'a', first: pins[0]?.first } }, { code }])
    expect(codes(suggestions)).toEqual(['move_the_pin', 'relax_rule'])
    expect(suggestions[1]?.facts).toEqual({ ...conflicts[1]?.facts, rule: code })
  })

  it('is refused alike for a stop already published', async () => {
    const centres = [aCentre('a', { closed: [{ from: '2026-01-06', to: '2026-01-06' }] }), aCentre('b')]
    const { conflicts, suggestions } = await refusedFor({ centres, frozen: [{ ...atA, unitId: 'u' }] })
    expect([conflicts[0]?.code, suggestions[0]?.code]).toEqual(['published_stop', 'change_the_published'])
    expect(conflicts[1]).toEqual({ code: 'centre_closed', facts: { centreId: 'a', date: '2026-01-06' } })
  })
})

describe('pins that contradict one another', () => {
  /** The pins in conflict, after checking that it is advised to move any of them, or to relax these rules, and no other. */
  const conflict = async (change: Partial<PlanProblemInput>, helping: readonly string[] = []) => {
    const { rule, conflicts, suggestions } = await refusedFor(change)
    expect(rule).toBe('pins_in_conflict')
    const pins = conflicts.filter(({ code }) => code === 'pin')
    expect(codes(conflicts.slice(pins.length))).toEqual(helping.length > 0 ? helping : ['one_stop_a_week'])
    expect(suggestions).toEqual([
      ...pins.map(({ facts }) => ({ code: 'move_the_pin', facts })),
      ...helping.map((each) => ({ code: 'relax_rule', facts: { rule: each } })),
    ])
    return pins.map(({ facts }) => `${facts.centreId} ${facts.first}`).sort()
  }
  const innocent = { id: 'far', centreId: 'b', first: '2026-02-03', last: '2026-02-04' }
  const horizon = { from: '2026-01-05', to: '2026-02-15' }

  it('in one week are named, and no other', async () => {
    const pins = [innocent, atA, { id: 'two', centreId: 'b', first: '2026-01-07', last: '2026-01-08' }]
    const revisit = [aCentre('a'), aCentre('b', { revisitWeeks: 2 })]
    expect(await conflict({ horizon, pins, centres: revisit })).toEqual(['a 2026-01-05', 'b 2026-01-07'])
  })

  it('within the revisit interval are named, and no other', async () => {
    const pins = [atA, innocent, { id: 'again', centreId: 'a', first: '2026-01-14', last: '2026-01-15' }]
    expect(await conflict({ horizon, pins }, ['revisit_interval'])).toEqual(['a 2026-01-05', 'a 2026-01-14'])
  })

  it('beyond the visits a centre accepts are all named', async () => {
    const pins = [
      atA,
      { id: 'again', centreId: 'a', first: '2026-01-14', last: '2026-01-15' },
      { id: 'thrice', centreId: 'a', first: '2026-01-26', last: '2026-01-27' },
      innocent,
    ]
    const centres = [aCentre('a', { maxVisits: 2, revisitWeeks: 1 }), aCentre('b')]
    expect(await conflict({ horizon, pins, centres }, ['max_visits'])).toEqual([
      'a 2026-01-05',
      'a 2026-01-14',
      'a 2026-01-26',
    ])
  })

  it('too far apart to drive between are named', async () => {
    const travel = onALine([0, 10, 30])
    const far = { ...travel, truckSeconds: travel.truckSeconds.with(1, [600, 0, 26 * 3600]) }
    const pins = [
      { ...atA, first: '2026-01-08', last: '2026-01-09' },
      { id: 'two', centreId: 'b', first: '2026-01-12', last: '2026-01-13' },
    ]
    expect(await conflict({ horizon, pins, travel: far }, ['travel_fits'])).toEqual(['a 2026-01-08', 'b 2026-01-12'])
  })

  it('for two units at one centre in one week are named, and the centre may be asked to host both', async () => {
    const units = [aUnit('u'), aUnit('v')]
    const pins = [
      { ...atA, unitId: 'u' },
      { ...atA, id: 'beside', unitId: 'v' },
    ]
    const travel = onALine([0, 0, 10, 30])
    expect(await conflict({ units, pins, travel }, ['one_unit_at_a_centre'])).toEqual(['a 2026-01-05', 'a 2026-01-05'])
  })
})

describe('a refusal in words', () => {
  const printed = async (change: Partial<PlanProblemInput>) => {
    const problem = aProblem(change)
    return printRefusal(problem, await refusalOf(problem))
  }

  it('tells two stops of one centre apart by their days and units, and says what to do', async () => {
    const units = [aUnit('u'), aUnit('v')]
    const pins = [
      { ...atA, unitId: 'u' },
      { ...atA, id: 'beside', unitId: 'v' },
    ]
    expect(await printed({ units, pins, travel: onALine([0, 0, 10, 30]) })).toEqual([
      'Ces étapes fixées ne peuvent pas tenir ensemble.',
      '  - Étape fixée : Centre a, lun. 05/01 – mar. 06/01 (Unit u).',
      '  - Étape fixée : Centre a, lun. 05/01 – mar. 06/01 (Unit v).',
      '  - Une autre unité s’y trouve la même semaine.',
      '  → Déplacer ou libérer l’étape de Centre a (lun. 05/01).',
      '  → Déplacer ou libérer l’étape de Centre a (lun. 05/01).',
      '  → Permettez à plusieurs unités de se tenir ensemble dans ce centre.',
    ])
  })

  it('names the ban a pin runs into, and shows the year of a day far from the period', async () => {
    const bans = [
      { id: 'elsewhere', centreId: 'b' },
      { id: 'ban', during: { from: '2026-01-05', to: '2026-01-09' } },
    ]
    expect((await printed({ pins: [atA], bans }))[2]).toBe(
      '  - Centre a, lun. 05/01 : Interdit par le planificateur du lun. 05/01 au ven. 09/01.',
    )
    const late = await printed({ pins: [{ ...atA, first: '2027-01-05', last: '2027-01-06' }] })
    expect(late.slice(1)).toEqual([
      '  - Étape fixée : Centre a, mar. 05/01/2027 – mer. 06/01/2027.',
      '  - Centre a, mar. 05/01/2027 : Le jour est hors de la période planifiée.',
      '  → Déplacer ou libérer l’étape de Centre a (mar. 05/01/2027).',
      '  → Étendez la période jusqu’à ces jours.',
    ])
  })

  it('tells one rule once, however many centres it closes', async () => {
    const centres = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => aCentre(id, { maxVisits: 0 }))
    const change = { centres, travel: onALine([0, 10, 30, 40, 50, 60, 70]) }
    expect(await printed(change)).toEqual([
      'Aucune étape n’est possible, à aucun centre.',
      '  - Centre a, Centre b, Centre c et 3 autres : Le centre n’accepte pas plus de 0 venue.',
      '  → Acceptez davantage de venues dans ce centre.',
    ])
    const { details } = await refusalOf(aProblem(change))
    expect(wordReasons(details?.conflicts ?? [], (id) => `Centre ${id}`)).toEqual([
      'Pas plus de passages (Centre a, Centre b, Centre c et 3 autres) sur la période que le centre n’en accepte : 0.',
    ])
  })
})

describe('never an empty plan without words', () => {
  it('says that nothing is worth a stop when it is so', async () => {
    const plan = await planFor(aProblem({ referrals: [], rates: { departmentFirstVisit: 0 } }))
    expect(plan.stops).toEqual([])
    expect(codes(plan.warnings)).toEqual(['nothing_worth_a_stop'])
    expect(plan.absentCentres.map(({ centreId, reason }) => [centreId, reason.code])).toEqual([
      ['a', 'not_worth_the_journey'],
      ['b', 'not_worth_the_journey'],
    ])
  })

  it('counts a referral beyond all reach, and plans the rest', async () => {
    const communes = [aCommune('near-a', [10, null]), aCommune('nowhere', [null, 90])]
    const waiting = { priorityClass: 'P3' as const, deadline: null, reachMinutes: 45 }
    const referrals = [
      { communeId: 'near-a', count: 12, ...waiting },
      { communeId: 'nowhere', count: 2, ...waiting, priorityClass: 'P1' as const },
    ]
    const plan = await planFor(aProblem({ communes, referrals }))
    expect(plan.stops.length).toBe(1)
    expect(plan.unserved[0]).toEqual({
      centreId: null,
      priorityClass: 'P1',
      rule: 'beyond_reach',
      count: 2,
      expectedCount: 0,
      remedy: { code: 'add_a_centre_nearer', facts: {} },
    })
  })

  it('counts patients who can only be seen after their deadline, and says so', async () => {
    const window = { priorityClass: 'P2' as const, from: '2026-01-09', deadline: '2026-01-08', reachMinutes: 30 }
    const waiting = { priorityClass: 'P3' as const, deadline: null, reachMinutes: 45 }
    const referrals = [
      { communeId: 'near-a', ...window, count: 2 },
      { communeId: 'near-a', ...waiting, count: 6 },
    ]
    const plan = await planFor(aProblem({ referrals }))
    expect(plan.unserved[0]).toMatchObject({ centreId: 'a', priorityClass: 'P2', rule: 'window_reversed', count: 2 })
    expect(WORDED_CODES).toContain('window_reversed')
  })

  it('plans around a centre whose days per stop cannot be, and says so', async () => {
    const plan = await planFor(aProblem({ centres: [aCentre('a'), aCentre('b', { minDays: 3, maxDays: 2 })] }))
    expect(plan.stops.map(({ centreId }) => centreId)).toEqual(['a'])
    const reason = { code: 'days_per_stop_reversed', facts: { least: 3, most: 2 } }
    expect(plan.absentCentres).toMatchObject([{ centreId: 'b', reason }])
  })

  it('plans around a centre no road leads to, and says so', async () => {
    const plan = await planFor(aProblem({ travel: noWay([0, 10, 30], 2) }))
    expect(plan.stops.map(({ centreId }) => centreId)).toEqual(['a'])
    expect(plan.absentCentres).toMatchObject([{ centreId: 'b', reason: { code: 'unreachable_centre' } }])
  })
})
