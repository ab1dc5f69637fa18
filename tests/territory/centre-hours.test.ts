import { describe, expect, it } from 'vitest'
import { checkClosedWeeks, checkHours, standsInClosedTime } from '../../server/territory/centre-hours.ts'
import type { WeekHours } from '../../shared/host-centre.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'

const span = (start: number, end: number) => ({ start: (start * 60) as MinuteOfDay, end: (end * 60) as MinuteOfDay })
const usual = [span(9, 12), span(14, 18)]
const week: WeekHours = { 1: usual, 2: usual, 3: usual, 4: usual, 5: usual, 6: [], 7: [] }
const day = (text: string) => text as LocalDate

describe('the hours of a centre', () => {
  it('may touch but not overlap, in whatever order they were typed', () => {
    expect(checkHours({ ...week, 2: [span(12, 18), span(9, 12)] })).toBeNull()
    expect(checkHours({ ...week, 2: [span(11, 18), span(9, 12)] })).toEqual({
      refusal: 'hours_overlap',
      field: 'openingHours.2',
    })
  })

  it('close by whole weeks, each named by its Monday', () => {
    expect(checkClosedWeeks([day('2026-02-16'), day('2026-08-03')])).toBeNull()
    expect(checkClosedWeeks([day('2026-02-16'), day('2026-08-04')])).toEqual({
      refusal: 'not_a_monday',
      field: 'closedWeeks.1',
    })
  })

  it('tell which stops stand in closed time', () => {
    const stop = { sessions: [{ date: day('2026-02-19') }, { date: day('2026-02-20') }] }
    expect(standsInClosedTime(stop, { openingHours: week, closedWeeks: [] })).toBe(false)
    expect(standsInClosedTime(stop, { openingHours: week, closedWeeks: [day('2026-02-16')] })).toBe(true)
    expect(standsInClosedTime(stop, { openingHours: { ...week, 5: [] }, closedWeeks: [] })).toBe(true)
  })
})
