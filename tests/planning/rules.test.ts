import { describe, expect, it } from 'vitest'
import { checkPlan } from '../../server/planning/check.ts'
import { sessionsOfStop } from '../../server/planning/sessions.ts'
import type { PlanProblem, PlanProblemInput } from '../../shared/plan.ts'
import type { Plan, PlanStop } from '../../shared/plan-result.ts'
import type { LocalDate } from '../../shared/time.ts'
import { aCentre, aProblem, aSpecialist, aUnit, onALine, planFor } from './small-problem.ts'

type Written = { unit?: string; centre: string; first: string; last: string; places?: number }

/** Breaches of a plan written by hand, by code; its score is not at issue, and its sessions are as the places say. */
function breachesOf(problem: PlanProblem, stops: readonly Written[]): string[] {
  const written = stops.map(({ unit: unitId = 'u', centre: centreId, first, last, places = 6 }) => {
    const unit = problem.units.find(({ id }) => id === unitId)
    const centre = problem.centres.find(({ id }) => id === centreId)
    const sessions = unit && centre ? sessionsOfStop(problem, unit, centre, first as LocalDate, last as LocalDate) : []
    return { unitId, centreId, first, last, places, sessions, toBeStaffed: true } as unknown as PlanStop
  })
  const { breaches } = checkPlan(problem, { stops: written, score: 0, bound: 1e9 })
  return breaches.map(({ code }) => code).filter((code) => code !== 'wrong_score')
}

const datesOf = (plan: Plan, centreId: string): string[] =>
  plan.stops.filter((stop) => stop.centreId === centreId).flatMap((stop) => stop.sessions.map(({ date }) => date))

const atA = { centre: 'a', first: '2026-01-05', last: '2026-01-06' }

/** Day rules: what changes the problem so that the stop of Monday 5 and Tuesday 6 January may not stand. */
const DAY_RULES: [code: string, change: Partial<PlanProblemInput>][] = [
  ['outside_horizon', { horizon: { from: '2026-01-06', to: '2026-01-18' } }],
  ['day_not_worked', { units: [aUnit('u', { sessionTemplate: { ...hour(), daysOfWeek: [2, 3, 4, 5] } })] }],
  ['unit_out_of_service', { units: [aUnit('u', { outOfService: [{ from: '2026-01-06', to: '2026-01-08' }] })] }],
  ['centre_closed', { centres: [aCentre('a', { closed: [{ from: '2026-01-05', to: '2026-01-05' }] }), aCentre('b')] }],
  ['centre_closed', { centres: [aCentre('a', { opening: openOn([2, 3, 4]) }), aCentre('b')] }],
  [
    'centre_not_offered',
    { centres: [aCentre('a', { offered: [{ from: '2026-01-06', to: '2026-01-18' }] }), aCentre('b')] },
  ],
  ['public_holiday', { calendars: { publicHolidays: [{ date: '2026-01-05' }], schoolHolidays: [] } }],
  ['banned', { bans: [{ id: 'ban', during: { from: '2026-01-06', to: '2026-01-06' } }] }],
  ['banned', { bans: [{ id: 'ban', centreId: 'a', unitId: 'u' }] }],
  [
    'no_specialist',
    {
      centres: [aCentre('a'), aCentre('b', { department: '36' })],
      staffing: { policy: 'named', specialists: [aSpecialist('s', { departments: ['36'] })], allowToBeStaffed: false },
    },
  ],
]

function hour() {
  return { spans: [{ start: 540, end: 600 }] }
}

function openOn(days: readonly number[]) {
  return days.map((dayOfWeek) => ({ dayOfWeek, span: { start: 480, end: 1080 } }))
}

describe('a rule on a day', () => {
  it('is kept by the stop the others change', () => {
    expect(breachesOf(aProblem(), [atA])).toEqual([])
  })

  it.each(DAY_RULES)('%s refuses the stop, and no plan holds it', async (code, change) => {
    const problem = aProblem(change)
    expect(breachesOf(problem, [atA])).toContain(code)
    const plan = await planFor(problem)
    expect(plan.stops.filter((stop) => stop.centreId === 'a' && stop.first === '2026-01-05')).toEqual([])
  })

  it('lets a centre that opens on public holidays host on one', () => {
    const centres = [aCentre('a', { opensOnPublicHolidays: true }), aCentre('b')]
    const calendars = { publicHolidays: [{ date: '2026-01-05' }], schoolHolidays: [] }
    expect(breachesOf(aProblem({ centres, calendars }), [atA])).toEqual([])
  })

  it('holds a holiday only in the departments that keep it', () => {
    const calendars = { publicHolidays: [{ date: '2026-01-05', departments: ['57', '67', '68'] }], schoolHolidays: [] }
    expect(breachesOf(aProblem({ calendars }), [atA])).toEqual([])
  })
})

describe('a rule on a stop', () => {
  it('keeps it from minDays to maxDays long', () => {
    expect(breachesOf(aProblem(), [{ ...atA, last: '2026-01-05', places: 3 }])).toEqual(['stop_length'])
    expect(breachesOf(aProblem(), [{ ...atA, last: '2026-01-07', places: 9 }])).toEqual(['stop_length'])
    expect(breachesOf(aProblem(), [{ ...atA, last: '2026-01-04', places: 0 }])).toContain('stop_length')
  })

  it('keeps it within one week', () => {
    const units = [aUnit('u', { sessionTemplate: { ...hour(), daysOfWeek: [1, 2, 3, 4, 5, 6, 7] } })]
    expect(breachesOf(aProblem({ units }), [{ centre: 'a', first: '2026-01-11', last: '2026-01-12' }])).toEqual([
      'within_one_week',
    ])
  })

  it('names a unit or a centre the problem does not know', () => {
    expect(breachesOf(aProblem(), [{ ...atA, centre: 'c' }])).toEqual(['unknown_centre'])
    expect(breachesOf(aProblem(), [{ ...atA, unit: 'v' }])).toEqual(['unknown_unit'])
  })

  it('refuses a centre no road leads to, or beyond the distance permitted from the depot', () => {
    const travel = onALine([0, 10, 30])
    const cut = { ...travel, truckSeconds: travel.truckSeconds.with(1, [null, 0, 1200]) }
    expect(breachesOf(aProblem({ travel: cut }), [atA])).toEqual(['unreachable_centre'])
    const units = [aUnit('u', { drivingPolicy: { maxMetresFromDepot: 9_999 } })]
    expect(breachesOf(aProblem({ units }), [atA])).toEqual(['unreachable_centre'])
  })

  it('refuses a centre too far to go home from and out again around an idle week', () => {
    const travel = onALine([0, 900, 930])
    const drivesOn = (drivingDaysOfWeek: number[]) => [aUnit('u', { drivingPolicy: { drivingDaysOfWeek } })]
    // Fifteen hours each way: two whole days, when Saturdays alone can be driven.
    expect(breachesOf(aProblem({ travel, units: drivesOn([6]) }), [atA])).toEqual(['unreachable_centre'])
    expect(breachesOf(aProblem({ travel, units: drivesOn([1, 2, 3, 4, 5, 6]) }), [atA])).toEqual([])
  })

  it('counts the revisit interval from visits before the horizon', async () => {
    const earlier = (date: string) =>
      aProblem({ centres: [aCentre('a', { earlierVisits: [date], revisitWeeks: 2 }), aCentre('b')] })
    expect(breachesOf(earlier('2025-12-31'), [atA])).toEqual(['revisit_interval'])
    expect(breachesOf(earlier('2025-12-28'), [atA])).toEqual([])
    const plan = await planFor(earlier('2025-12-31'))
    expect(datesOf(plan, 'a').every((date) => date >= '2026-01-12')).toBe(true)
  })
})

describe('a rule on the whole plan', () => {
  const atB = { centre: 'b', first: '2026-01-12', last: '2026-01-13' }
  const threeWeeks = { horizon: { from: '2026-01-05', to: '2026-01-25' } }

  it('keeps a unit at one place at a time', () => {
    const thursday = { centre: 'b', first: '2026-01-08', last: '2026-01-09' }
    expect(breachesOf(aProblem(), [atA, thursday])).toEqual(['one_stop_a_week'])
    expect(breachesOf(aProblem(), [atA, atB])).toEqual([])
  })

  it('waits for the revisit interval between two visits of a centre', async () => {
    const centres = (revisitWeeks: number) => [aCentre('a', { revisitWeeks }), aCentre('b')]
    const twice = [atA, { centre: 'a', first: '2026-01-15', last: '2026-01-16' }]
    const later = [atA, { centre: 'a', first: '2026-01-22', last: '2026-01-23' }]
    expect(breachesOf(aProblem({ centres: centres(2), ...threeWeeks }), twice)).toEqual(['revisit_interval'])
    expect(breachesOf(aProblem({ centres: centres(2), ...threeWeeks }), later)).toEqual([])
    expect(breachesOf(aProblem({ centres: centres(1) }), twice)).toEqual([])
  })

  it('sends no more units to a centre than it may host, nor more visits than it accepts', () => {
    const units = [aUnit('u'), aUnit('v')]
    const travel = onALine([0, 0, 10, 30])
    const both = [atA, { ...atA, unit: 'v' }]
    expect(breachesOf(aProblem({ units, travel }), both)).toEqual(['one_unit_at_a_centre'])
    const open = [aCentre('a', { mayHostSeveralUnits: true }), aCentre('b')]
    expect(breachesOf(aProblem({ units, travel, centres: open }), both)).toEqual([])
    const once = [aCentre('a', { mayHostSeveralUnits: true, maxVisits: 1 }), aCentre('b')]
    expect(breachesOf(aProblem({ units, travel, centres: once }), both)).toEqual(['max_visits'])
  })

  it('leaves the days that driving needs between two stops', async () => {
    // 26 h between the centres: 2 h in the evening, then three days of at most 9 h.
    const travel = onALine([0, 10, 30])
    const far = travel.truckSeconds.with(1, [600, 0, 26 * 3600])
    const problem = aProblem({ travel: { ...travel, truckSeconds: far } })
    const to = (first: string, last: string) => [atA, { centre: 'b', first, last }]
    const late = { centre: 'a', first: '2026-01-08', last: '2026-01-09' }
    expect(breachesOf(problem, [late, { centre: 'b', first: '2026-01-13', last: '2026-01-14' }])).toEqual([
      'travel_fits',
    ])
    expect(breachesOf(problem, [late, { centre: 'b', first: '2026-01-14', last: '2026-01-15' }])).toEqual([])
    expect(breachesOf(problem, to('2026-01-12', '2026-01-13'))).toEqual([])
    const plan = await planFor(problem)
    expect(checkPlan(problem, plan).breaches).toEqual([])
  })

  it('drives no leg longer than the policy allows, but may go by the depot after an idle week', () => {
    const units = [aUnit('u', { drivingPolicy: { maxLegMetres: 40_000 } })]
    const problem = aProblem({ units, travel: onALine([0, -30, 30]), ...threeWeeks })
    expect(breachesOf(problem, [atA, atB])).toEqual(['travel_fits'])
    expect(breachesOf(problem, [atA, { centre: 'b', first: '2026-01-19', last: '2026-01-20' }])).toEqual([])
  })

  it('keeps every pin, and every published stop', () => {
    const pinned = aProblem({ pins: [{ id: 'pin', centreId: 'b' }] })
    expect(breachesOf(pinned, [atA])).toEqual(['pin_kept'])
    expect(breachesOf(pinned, [atA, atB])).toEqual([])
    const published = aProblem({ frozen: [{ unitId: 'u', centreId: 'b', first: '2026-01-13', last: '2026-01-14' }] })
    expect(breachesOf(published, [atA, atB])).toEqual(['pin_kept'])
  })
})

describe('the places of a stop', () => {
  const placesOf = async (change: Partial<PlanProblemInput>) => {
    const plan = await planFor(aProblem({ ...change, pins: [{ id: 'pin', centreId: 'a', first: '2026-01-05' }] }))
    const stop = plan.stops.find(({ centreId }) => centreId === 'a') as PlanStop
    expect(stop.places).toBe(stop.sessions.reduce((sum, session) => sum + session.places, 0))
    return stop.sessions.map(({ places }) => places)
  }
  const rooms = (count: number) => [aUnit('u', { rooms: count })]
  const named = (count: number) => ({
    policy: 'named' as const,
    specialists: Array.from({ length: count }, (_, index) => aSpecialist(`s${index}`)),
  })

  it('are slots × min(rooms, specialists)', async () => {
    expect(await placesOf({})).toEqual([3, 3])
    expect(await placesOf({ units: rooms(2) })).toEqual([3, 3])
    expect(await placesOf({ units: rooms(2), staffing: { policy: 'to_be_recruited', specialistsPerUnit: 3 } })).toEqual(
      [6, 6],
    )
    expect(await placesOf({ units: rooms(2), staffing: named(1) })).toEqual([3, 3])
    expect(await placesOf({ units: rooms(1), staffing: named(2) })).toEqual([3, 3])
    expect(await placesOf({ units: rooms(3), staffing: named(2) })).toEqual([6, 6])
  })

  it('fit the centre’s hours, set-up of the first day and tear-down of the last', async () => {
    const template = { spans: [{ start: 540, end: 660 }], firstDayFrom: 590, lastDayUntil: 580 }
    expect(await placesOf({ units: [aUnit('u', { sessionTemplate: template })] })).toEqual([3, 2])
    const morning = [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, span: { start: 480, end: 585 } }))
    expect(await placesOf({ centres: [aCentre('a', { opening: morning }), aCentre('b')] })).toEqual([2, 2])
  })

  it('cannot be stated otherwise', async () => {
    const problem = aProblem()
    expect(breachesOf(problem, [{ ...atA, places: 7 }])).toEqual(['wrong_places'])
    const plan = await planFor(problem)
    expect(checkPlan(problem, plan).breaches).toEqual([])
    expect(checkPlan(problem, { ...plan, score: plan.score + 0.01 }).breaches).toMatchObject([{ code: 'wrong_score' }])
    expect(checkPlan(problem, { ...plan, bound: plan.score - 1 }).breaches).toMatchObject([
      { code: 'bound_below_score' },
    ])
  })
})

describe('who consults', () => {
  it('is named only with an authorisation in the department, on the days they are there', async () => {
    const available = [{ from: '2026-01-06' as LocalDate, to: '2026-01-06' as LocalDate }]
    const specialists = [aSpecialist('s', { available }), aSpecialist('other', { departments: ['36'] })]
    const pins = [{ id: 'pin', centreId: 'a', first: '2026-01-05' }]
    const plan = await planFor(aProblem({ staffing: { policy: 'named', specialists }, pins }))
    const stop = plan.stops.find(({ centreId }) => centreId === 'a') as PlanStop
    expect(stop.sessions.map(({ specialistIds }) => specialistIds)).toEqual([[], ['s']])
    expect(stop.toBeStaffed).toBe(true)
    expect(stop.warnings.map(({ code }) => code)).toContain('to_be_staffed')
  })

  it('leaves no flag on a stop they staff from first to last day', async () => {
    const plan = await planFor(aProblem({ staffing: { policy: 'named', specialists: [aSpecialist('s')] } }))
    expect(plan.stops.length).toBe(2)
    expect(plan.stops.every((stop) => !stop.toBeStaffed && stop.warnings.length === 0)).toBe(true)
  })

  it('cannot be hidden: a stop nobody staffs is not stated as staffed', async () => {
    const problem = aProblem()
    const plan = await planFor(problem)
    const stops = plan.stops.map((stop) => ({ ...stop, toBeStaffed: false }))
    expect(checkPlan(problem, { ...plan, stops }).breaches.map(({ code }) => code)).toContain('wrong_staffing')
    const sessions = plan.stops.map((stop) => ({ ...stop, sessions: stop.sessions.slice(1) }))
    expect(checkPlan(problem, { ...plan, stops: sessions }).breaches.map(({ code }) => code)).toContain(
      'wrong_sessions',
    )
  })
})

describe('a warning never blocks', () => {
  const WARNINGS: [code: string, change: Partial<PlanProblemInput>][] = [
    [
      'school_holidays',
      { calendars: { publicHolidays: [], schoolHolidays: [{ zone: 'A', from: '2026-01-01', to: '2026-01-31' }] } },
    ],
    ['beside_public_holiday', { calendars: { publicHolidays: [{ date: '2026-01-07' }], schoolHolidays: [] } }],
    [
      'difficult_access',
      { centres: [aCentre('a', { difficultAccess: [{ from: '2026-01-01', to: '2026-02-28' }] }), aCentre('b')] },
    ],
    ['to_be_staffed', {}],
    ['readiness_amber', { centres: [aCentre('a', { readiness: 'amber' }), aCentre('b')] }],
    ['readiness_red', { centres: [aCentre('a', { readiness: 'red' }), aCentre('b')] }],
  ]

  it.each(WARNINGS)('%s', async (code, change) => {
    const zoned = change.centres ?? [aCentre('a', { schoolZone: 'A' }), aCentre('b')]
    const pins = [{ id: 'pin', centreId: 'a', first: '2026-01-05' }]
    const problem = aProblem({ ...change, centres: zoned, pins })
    const plan = await planFor(problem)
    const stop = plan.stops.find(({ centreId }) => centreId === 'a') as PlanStop
    expect(stop.warnings.map((each) => each.code)).toContain(code)
    expect(checkPlan(problem, plan).breaches).toEqual([])
    const free = await planFor({ ...problem, pins: [] })
    const calm = await planFor(aProblem())
    expect(free.score).toBeCloseTo(calm.score, 6)
  })

  it('late_arrival: a long leg in the one evening before the first session', async () => {
    const everyDay = { ...hour(), daysOfWeek: [1, 2, 3, 4, 5, 6, 7] }
    const pins = [
      { id: 'one', centreId: 'a', first: '2026-01-10' },
      { id: 'two', centreId: 'b', first: '2026-01-12' },
    ]
    const warned = async (kilometres: number[]) => {
      const units = [aUnit('u', { sessionTemplate: everyDay })]
      const plan = await planFor(aProblem({ units, pins, travel: onALine(kilometres) }))
      return plan.stops.map((stop) => stop.warnings.some(({ code }) => code === 'late_arrival'))
    }
    expect(await warned([0, 10, 110])).toEqual([false, true])
    expect(await warned([0, 10, 30])).toEqual([false, false])
  })
})
