import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadCalendar, schoolHolidayOf, schoolZoneOf } from '../../server/territory/calendar.ts'
import {
  besidePublicHoliday,
  easterSunday,
  isPublicHoliday,
  publicHolidayOf,
  publicHolidaysOf,
} from '../../server/territory/public-holidays.ts'
import type { LocalDate } from '../../shared/time.ts'

const day = (date: string) => date as LocalDate
const restated = JSON.parse(readFileSync('data/calendar.json', 'utf8'))
const calendar = loadCalendar()

describe('public holidays', () => {
  it('find Easter', () => {
    const years = [2000, 2008, 2011, 2024, 2025, 2026, 2027, 2038]
    expect(years.map(easterSunday)).toEqual([
      '2000-04-23',
      '2008-03-23',
      '2011-04-24',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ])
  })

  it('are the eleven of 2026, and thirteen in Alsace and Moselle', () => {
    expect([...publicHolidaysOf(2026, '23').keys()].sort()).toEqual(restated.publicHolidays2026)
    for (const department of ['57', '67', '68']) {
      expect([...publicHolidaysOf(2026, department).keys()].sort()).toEqual(
        [...restated.publicHolidays2026, ...restated.publicHolidaysAlsaceMoselle2026].sort(),
      )
    }
  })

  it('have a name, and neighbours people travel on', () => {
    expect(publicHolidayOf(day('2026-05-14'), '23')).toBe('ascension')
    expect(publicHolidayOf(day('2026-04-03'), '67')).toBe('good_friday')
    expect(isPublicHoliday(day('2026-04-03'), '23')).toBe(false)
    expect(besidePublicHoliday(day('2026-05-13'), '23')).toBe('day_before')
    expect(besidePublicHoliday(day('2026-05-15'), '23')).toBe('day_after')
    expect(besidePublicHoliday(day('2026-05-14'), '23')).toBeNull()
    expect(besidePublicHoliday(day('2025-12-31'), '23')).toBe('day_before')
  })
})

describe('the abolition of slavery', () => {
  // Code du travail, art. L.3422-2.
  it.each([
    ['971', '2026-05-27'],
    ['972', '2026-05-22'],
    ['973', '2026-06-10'],
    ['974', '2026-12-20'],
    ['976', '2026-04-27'],
    ['977', '2026-10-09'],
    ['978', '2026-05-27'],
  ])('is kept in %s on %s, there and nowhere on the mainland', (department, date) => {
    expect(publicHolidayOf(day(date), department)).toBe('abolition_of_slavery')
    expect(isPublicHoliday(day(date), '47')).toBe(false)
    const others = ['971', '972', '973', '974', '976', '977', '978'].filter((one) => isPublicHoliday(day(date), one))
    expect(others).toContain(department)
    expect(others.length).toBe(date === '2026-05-27' ? 2 : 1)
  })
})

describe('school holidays', () => {
  it('held two of the three pilot stops', () => {
    expect(schoolHolidayOf(day('2026-02-06'), '47', calendar)).toBeNull()
    expect(schoolHolidayOf(day('2026-02-17'), '79', calendar)).toMatchObject({ name: 'winter', zone: 'A' })
    expect(schoolHolidayOf(day('2026-04-08'), '23', calendar)).toMatchObject({ name: 'spring', zone: 'A' })
  })

  it('begin on their first day and end before the day back', () => {
    expect(schoolHolidayOf(day('2026-02-13'), '45', calendar)).toBeNull()
    expect(schoolHolidayOf(day('2026-02-14'), '45', calendar)).toMatchObject({ zone: 'B' })
    expect(schoolHolidayOf(day('2026-03-01'), '45', calendar)).toMatchObject({ zone: 'B' })
    expect(schoolHolidayOf(day('2026-03-02'), '45', calendar)).toBeNull()
  })

  it('are unknown, not absent, outside the imported years and in Corsica', () => {
    expect(schoolHolidayOf(day('2027-02-10'), '23', calendar)).toBe('unknown')
    expect(schoolHolidayOf(day('2026-02-10'), '2A', calendar)).toBe('unknown')
  })

  it('give a zone to every department of the mainland, once', () => {
    const all = Object.values(calendar.schoolZones).flat()
    expect(all).toHaveLength(94)
    expect(new Set(all).size).toBe(94)
    expect(schoolZoneOf('2B', calendar)).toBeNull()
  })
})
