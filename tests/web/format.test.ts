import { describe, expect, it } from 'vitest'
import { shortDate } from '../../shared/days.ts'
import type { Instant, LocalDate, TimeZone } from '../../shared/time.ts'
import {
  clockAt,
  formatCount,
  formatDate,
  formatDateTime,
  formatDays,
  formatDifference,
  formatGap,
  formatInstant,
  formatList,
  formatMetres,
  formatMinutes,
  formatNumber,
  formatSeconds,
  formatShare,
  formatSigned,
  formatTime,
  PARIS,
} from '../../web/format.ts'

const REUNION = 'Indian/Reunion' as TimeZone
const day = (text: string) => text as LocalDate
const at = (text: string) => text as Instant
/** Compares words, whatever kind of space stands between them. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('a date on screen', () => {
  it('reads as a person says it, in French', () => {
    expect(plain(formatDateTime(day('2026-02-10'), 860, {}, 'fr'))).toBe('mardi 10 février à 14 h 20')
  })

  it('reads as a person says it, in English', () => {
    expect(plain(formatDateTime(day('2026-02-10'), 860, {}, 'en'))).toBe('Tuesday 10 February at 14:20')
  })

  it('says 1er for the first of a month, in French alone', () => {
    expect(plain(formatDate(day('2026-03-01'), { year: true }, 'fr'))).toBe('dimanche 1er mars 2026')
    expect(plain(formatDate(day('2026-03-01'), { year: true }, 'en'))).toBe('Sunday 1 March 2026')
  })

  it('keeps a day and its month on one line', () => {
    expect(formatDate(day('2026-02-10'), { weekday: false }, 'fr')).toBe('10\u00a0février')
  })

  it('leaves out the minutes of a whole hour in French and keeps them in English', () => {
    expect([formatTime(480, 'fr'), formatTime(480, 'en'), formatTime(0, 'fr')].map(plain)).toEqual([
      '8 h',
      '08:00',
      '0 h',
    ])
    expect(plain(formatTime(485, 'fr'))).toBe('8 h 05')
  })

  it('shows the clocks of the place, on the two sides of the summer change', () => {
    const before = formatInstant(at('2026-03-29T00:30:00.000Z'), PARIS, {}, 'fr')
    const after = formatInstant(at('2026-03-29T01:30:00.000Z'), PARIS, {}, 'fr')
    expect([before, after].map(plain)).toEqual(['dimanche 29 mars à 1 h 30', 'dimanche 29 mars à 3 h 30'])
  })

  it('shows the same hour twice when winter time begins', () => {
    const first = clockAt(at('2026-10-25T00:30:00.000Z'), PARIS)
    const second = clockAt(at('2026-10-25T01:30:00.000Z'), PARIS)
    expect(first).toEqual({ date: '2026-10-25', minute: 150 })
    expect(second).toEqual(first)
  })

  it('changes day where the place does', () => {
    const instant = at('2026-02-10T21:00:00.000Z')
    expect(plain(formatInstant(instant, REUNION, {}, 'fr'))).toBe('mercredi 11 février à 1 h')
    expect(plain(formatInstant(instant, PARIS, {}, 'fr'))).toBe('mardi 10 février à 22 h')
  })

  it('says midnight as 0 h, never as 24 h', () => {
    expect(clockAt(at('2026-01-18T23:00:00.000Z'), PARIS)).toEqual({ date: '2026-01-19', minute: 0 })
  })
})

describe('days that follow each other', () => {
  it('share their month and year when they can', () => {
    expect(plain(formatDays(day('2026-02-04'), day('2026-02-06'), 'fr'))).toBe('du 4 au 6 février 2026')
    expect(plain(formatDays(day('2026-03-30'), day('2026-04-02'), 'fr'))).toBe('du 30 mars au 2 avril 2026')
    expect(plain(formatDays(day('2026-12-30'), day('2027-01-02'), 'fr'))).toBe('du 30 décembre 2026 au 2 janvier 2027')
    expect(plain(formatDays(day('2026-02-04'), day('2026-02-06'), 'en'))).toBe('4 to 6 February 2026')
  })

  it('are one day when they are the same', () => {
    expect(plain(formatDays(day('2026-02-04'), day('2026-02-04'), 'fr'))).toBe('mercredi 4 février 2026')
  })

  it('may begin on the first', () => {
    expect(plain(formatDays(day('2026-04-01'), day('2026-04-03'), 'fr'))).toBe('du 1er au 3 avril 2026')
  })
})

describe('a figure on screen', () => {
  it('gives durations in hours and minutes', () => {
    expect([45, 60, 80, 125, 119.6].map((minutes) => plain(formatMinutes(minutes, 'fr')))).toEqual([
      '45 min',
      '1 h',
      '1 h 20',
      '2 h 05',
      '2 h',
    ])
    expect(plain(formatSeconds(4800, 'en'))).toBe('1 h 20 min')
  })

  it('gives distances with a decimal below 10 km only', () => {
    expect([3_420, 9_960, 10_000, 154_400].map((metres) => plain(formatMetres(metres, 'fr')))).toEqual([
      '3,4 km',
      '10 km',
      '10 km',
      '154 km',
    ])
    expect(plain(formatMetres(3_420, 'en'))).toBe('3.4 km')
  })

  it('separates thousands with a thin no-break space in French', () => {
    expect(formatCount(12_500, 'fr')).toBe('12\u202f500')
    expect(formatCount(12_500, 'en')).toBe('12,500')
  })

  it('gives shares, lists and short dates', () => {
    expect(plain(formatShare(0.417, 'fr'))).toBe('42 %')
    expect(formatShare(0.417, 'en')).toBe('42%')
    expect(formatList(['Lise', 'Paul', 'Anne'], 'fr')).toBe('Lise, Paul et Anne')
    expect(shortDate(day('2026-02-04'))).toBe('04/02/2026')
  })

  it('gives the gap of a plan more finely the smaller it is', () => {
    expect([0, 0.01213, 0.1249].map((gap) => plain(formatGap(gap, 'fr')))).toEqual(['0 %', '1,21 %', '12,5 %'])
    expect(formatGap(0.01213, 'fr')).toContain('\u00a0%')
    expect(formatGap(0.01213, 'en')).toBe('1.21%')
  })

  it('signs what is added and what is taken away, and says nothing of what cannot be seen', () => {
    const tenths = (size: number) => formatNumber(size, 1, 'fr')
    expect([3, -1.26, 0.04, -0.04].map((value) => formatDifference(value, tenths))).toEqual(['+3', '−1,3', '=', '='])
    expect([2, -2, -0.04].map((value) => formatSigned(value, tenths))).toEqual(['+2', '−2', '0'])
    expect(plain(formatDifference(-80, (minutes) => formatMinutes(minutes, 'fr')))).toBe('−1 h 20')
  })
})
