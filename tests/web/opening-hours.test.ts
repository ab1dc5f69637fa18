import { describe, expect, it } from 'vitest'
import type { WeekHours } from '../../shared/host-centre.ts'
import type { MinuteOfDay } from '../../shared/time.ts'
import {
  groupHours,
  isSpanSound,
  minuteOfText,
  readTypedWeek,
  someDateOn,
  textOfMinute,
  typedWeek,
  WEEKDAYS,
} from '../../web/admin/opening-hours.ts'
import { formatWeekday } from '../../web/format.ts'

const span = (start: number, end: number) => ({ start: start as MinuteOfDay, end: end as MinuteOfDay })
const usual = [span(540, 720), span(840, 1080)]
const week: WeekHours = { 1: usual, 2: usual, 3: [span(540, 720)], 4: usual, 5: usual, 6: [], 7: [] }

describe('opening hours on screen', () => {
  it('are summed up by runs of days with the same spans', () => {
    expect(groupHours(week).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [3, 3],
      [4, 5],
    ])
    expect(groupHours({ ...week, 3: [] }).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [4, 5],
    ])
  })

  it('name each weekday by a date that falls on it', () => {
    expect(WEEKDAYS.map((day) => formatWeekday(someDateOn(day), 'fr'))).toEqual([
      'lundi',
      'mardi',
      'mercredi',
      'jeudi',
      'vendredi',
      'samedi',
      'dimanche',
    ])
  })

  it('come back the same from what a person edits', () => {
    expect(readTypedWeek(typedWeek(week))).toEqual(week)
    expect(textOfMinute(minuteOfText('08:05')!)).toBe('08:05')
  })

  it('wait until every span is sound', () => {
    expect(isSpanSound({ start: '12:00', end: '09:00' })).toBe(false)
    expect(isSpanSound({ start: '', end: '09:00' })).toBe(false)
    expect(readTypedWeek({ ...typedWeek(week), 6: [{ start: '09:00', end: '' }] })).toBeNull()
  })

  it('are put in order of the day', () => {
    const typed = {
      ...typedWeek(week),
      1: [
        { start: '14:00', end: '18:00' },
        { start: '09:00', end: '12:00' },
      ],
    }
    expect(readTypedWeek(typed)?.[1]).toEqual(usual)
  })
})
