import { describe, expect, it } from 'vitest'
import { authorisationOn } from '../../server/tours/authorisation.ts'
import { indemnitiesOf } from '../../server/tours/indemnity.ts'
import { isLate, newChecklist, readinessOf } from '../../server/tours/readiness.ts'
import { mayBecome, stopStateOn, tourStateOn } from '../../server/tours/tour-life.ts'
import { warningsOf } from '../../server/tours/warnings.ts'
import { DepartmentCode } from '../../shared/geo.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { TOUR_STATES } from '../../shared/tour.ts'

const day = (text: string) => LocalDate.parse(text)
const pilot = { state: 'published' as const, firstDay: day('2026-02-04'), lastDay: day('2026-02-06') }

describe('the life of a tour', () => {
  it('goes forward only, and nothing leaves done or cancelled', () => {
    expect(mayBecome('draft', 'published')).toBe(true)
    expect(mayBecome('published', 'draft')).toBe(false)
    expect(mayBecome('running', 'published')).toBe(false)
    for (const state of TOUR_STATES) {
      expect(mayBecome('done', state)).toBe(false)
      expect(mayBecome('cancelled', state)).toBe(false)
    }
  })

  it('lets a published stop run on its days and be done after', () => {
    expect(stopStateOn(day('2026-02-03'), pilot)).toBe('published')
    expect(stopStateOn(day('2026-02-04'), pilot)).toBe('running')
    expect(stopStateOn(day('2026-02-06'), pilot)).toBe('running')
    expect(stopStateOn(day('2026-02-07'), pilot)).toBe('done')
    expect(stopStateOn(day('2026-02-07'), { ...pilot, state: 'cancelled' })).toBe('cancelled')
    expect(stopStateOn(day('2026-02-07'), { ...pilot, state: 'planned' })).toBe('planned')
  })

  it('ends a tour when its last live stop is over, whatever was cancelled', () => {
    const later = { state: 'published' as const, firstDay: day('2026-04-08'), lastDay: day('2026-04-10') }
    const tour = { state: 'published' as const, stops: [pilot, later] }
    expect(tourStateOn(day('2026-02-01'), tour)).toBe('published')
    expect(tourStateOn(day('2026-03-01'), tour)).toBe('running')
    expect(tourStateOn(day('2026-04-11'), tour)).toBe('done')
    expect(tourStateOn(day('2026-03-01'), { ...tour, stops: [pilot, { ...later, state: 'cancelled' }] })).toBe('done')
    const added = { ...tour, stops: [pilot, { ...later, state: 'planned' as const }] }
    expect(tourStateOn(day('2026-03-01'), added), 'a stop still to come was added').toBe('running')
    expect(tourStateOn(day('2026-04-11'), added)).toBe('done')
    expect(tourStateOn(day('2026-04-11'), { ...tour, state: 'draft' })).toBe('draft')
  })
})

describe('the checklist of a stop', () => {
  it('asks for lodging on each night between its days, and knows nothing yet', () => {
    const checklist = newChecklist(day('2026-02-04'), day('2026-02-06'))
    const nights = checklist.filter((line) => line.item.startsWith('lodging')).map((line) => line.item)
    expect(nights).toEqual(['lodging:2026-02-04', 'lodging:2026-02-05'])
    expect(checklist.every((line) => line.state === 'amber')).toBe(true)
    expect(checklist.find((line) => line.item === 'pitch')?.dueDate).toBe('2025-11-12')
  })

  it('is red when one point is red, green only when all are, and amber when empty', () => {
    expect(readinessOf([{ state: 'green' }, { state: 'red' }, { state: 'amber' }])).toBe('red')
    expect(readinessOf([{ state: 'green' }, { state: 'amber' }])).toBe('amber')
    expect(readinessOf([{ state: 'green' }])).toBe('green')
    expect(readinessOf([])).toBe('amber')
  })

  it('calls late what is past its due date and not green', () => {
    const dueDate = day('2026-01-10')
    expect(isLate({ state: 'amber', dueDate }, day('2026-01-11'))).toBe(true)
    expect(isLate({ state: 'amber', dueDate }, day('2026-01-10'))).toBe(false)
    expect(isLate({ state: 'green', dueDate }, day('2026-01-11'))).toBe(false)
  })
})

describe('an authorisation', () => {
  const creuse = DepartmentCode.parse('23')
  const granted = { department: creuse, state: 'granted' as const, from: day('2026-01-01'), to: day('2026-06-30') }

  it('holds for its department and its dates only', () => {
    expect(authorisationOn([granted], creuse, day('2026-04-08'))).toBe('granted')
    expect(authorisationOn([granted], creuse, day('2025-12-31'))).toBe('not_yet_valid')
    expect(authorisationOn([granted], creuse, day('2026-07-01'))).toBe('expired')
    expect(authorisationOn([granted], DepartmentCode.parse('47'), day('2026-04-08'))).toBe('missing')
    expect(authorisationOn([{ ...granted, state: 'requested' }], creuse, day('2026-04-08'))).toBe('requested')
  })
})

describe('indemnities', () => {
  const promised = (isEligible: boolean, ...dates: string[]) => dates.map((date) => ({ date: day(date), isEligible }))

  it('pay two days a month, each date once', () => {
    const days = promised(true, '2026-02-04', '2026-02-05', '2026-02-05', '2026-02-06', '2026-04-08')
    expect(indemnitiesOf(days)).toEqual([
      { month: '2026-02', days: 3, eligibleDays: 3, indemnifiedDays: 2, euros: 400 },
      { month: '2026-04', days: 1, eligibleDays: 1, indemnifiedDays: 1, euros: 200 },
    ])
  })

  it('pay nothing for a day outside the eligible areas, which counts among the days of its month', () => {
    const days = [...promised(false, '2026-02-04', '2026-02-05'), ...promised(true, '2026-02-06')]
    expect(indemnitiesOf(days)).toEqual([
      { month: '2026-02', days: 3, eligibleDays: 1, indemnifiedDays: 1, euros: 200 },
    ])
  })
})

describe('warnings of a stop', () => {
  const calm = {
    firstDay: day('2026-03-17'),
    lastDay: day('2026-03-19'),
    schoolHolidays: [{ zone: 'A', from: day('2026-02-07'), to: day('2026-02-23') }],
    publicHolidays: new Set([day('2026-04-06')]),
    difficultAccess: [],
    openingHoursAssumed: false,
    isHostToAsk: false,
    arrivalMinute: null,
  }

  it('say nothing of a plain week', () => {
    expect(warningsOf(calm)).toEqual([])
  })

  it('name the school holidays of the zone with the days concerned', () => {
    const [warning] = warningsOf({ ...calm, firstDay: day('2026-02-23'), lastDay: day('2026-02-25') })
    expect(warning).toEqual({ code: 'school_holidays', dates: ['2026-02-23'], facts: { zone: 'A' } })
  })

  it('name the day beside a public holiday, on either side', () => {
    const codes = (firstDay: string) =>
      warningsOf({ ...calm, firstDay: day(firstDay), lastDay: day(firstDay) }).map((warning) => warning.code)
    expect(codes('2026-04-07')).toEqual(['beside_public_holiday'])
    expect(codes('2026-04-05')).toEqual(['beside_public_holiday'])
    expect(codes('2026-04-08')).toEqual([])
  })

  it('name an arrival after 20:00, winter roads and hours that were assumed', () => {
    const warnings = warningsOf({
      ...calm,
      difficultAccess: [{ from: day('2026-03-18'), to: day('2026-03-31') }],
      openingHoursAssumed: true,
      arrivalMinute: MinuteOfDay.parse(20 * 60 + 1),
    })
    expect(warnings.map((warning) => warning.code)).toEqual(['winter_access', 'late_arrival', 'hours_assumed'])
    expect(warnings[0]?.dates).toEqual(['2026-03-18', '2026-03-19'])
  })
})
