import { describe, expect, test } from 'vitest'
import { remindersOf } from '../../server/messages/reminders.ts'
import { nextDayOpening, nextSendingTime, type SendingPlace } from '../../server/messages/sending-window.ts'
import type { Instant, LocalDate, MinuteOfDay, TimeZone } from '../../shared/time.ts'

const creuse: SendingPlace = { zone: 'Europe/Paris' as TimeZone, department: '23' }
const reunion: SendingPlace = { zone: 'Indian/Reunion' as TimeZone, department: '974' }
const martinique: SendingPlace = { zone: 'America/Martinique' as TimeZone, department: '972' }
const moselle: SendingPlace = { zone: 'Europe/Paris' as TimeZone, department: '57' }
const next = (from: string, place = creuse): string => nextSendingTime(from as Instant, place)

describe('nextSendingTime', () => {
  test.each([
    ['at 08:29 it waits a minute', '2026-02-10T07:29:00.000Z', '2026-02-10T07:30:00.000Z'],
    ['at 08:30 it leaves', '2026-02-10T07:30:00.000Z', '2026-02-10T07:30:00.000Z'],
    ['at 19:29 it leaves', '2026-02-10T18:29:00.000Z', '2026-02-10T18:29:00.000Z'],
    ['at 19:30 it waits for the morning', '2026-02-10T18:30:00.000Z', '2026-02-11T07:30:00.000Z'],
    ['on Saturday it leaves', '2026-02-14T10:00:00.000Z', '2026-02-14T10:00:00.000Z'],
    ['on Saturday evening it waits for Monday', '2026-02-14T19:00:00.000Z', '2026-02-16T07:30:00.000Z'],
    ['over Easter it waits for Tuesday', '2026-04-04T18:00:00.000Z', '2026-04-07T06:30:00.000Z'],
  ])('%s', (_, from, at) => expect(next(from)).toBe(at))

  test('the hour is the wall clock’s on both sides of a change of hour', () => {
    expect(next('2026-03-28T20:00:00.000Z')).toBe('2026-03-30T06:30:00.000Z')
    expect(next('2026-10-24T20:00:00.000Z')).toBe('2026-10-26T07:30:00.000Z')
  })

  test('overseas, the hour is the stop’s', () => {
    expect(next('2026-02-10T05:00:00.000Z', reunion)).toBe('2026-02-10T05:00:00.000Z')
    expect(next('2026-02-10T16:00:00.000Z', reunion)).toBe('2026-02-11T04:30:00.000Z')
    expect(next('2026-02-10T10:00:00.000Z', martinique)).toBe('2026-02-10T12:30:00.000Z')
  })

  test('a holiday of Moselle only closes Moselle', () => {
    expect(next('2026-04-03T10:00:00.000Z', moselle)).toBe('2026-04-04T06:30:00.000Z')
    expect(next('2026-04-03T10:00:00.000Z')).toBe('2026-04-03T10:00:00.000Z')
  })

  test('the next day’s opening passes Sundays and holidays', () => {
    expect(nextDayOpening('2026-02-14T10:00:00.000Z' as Instant, creuse)).toBe('2026-02-16T07:30:00.000Z')
  })
})

describe('remindersOf', () => {
  const visit = (date: string, bookedAt: string, start = 860) => ({
    date: date as LocalDate,
    start: start as MinuteOfDay,
    bookedAt: bookedAt as Instant,
  })
  const plan = (date: string, bookedAt: string, place = creuse) =>
    remindersOf(visit(date, bookedAt), place).map(({ kind, at }) => [kind, at])

  test('seven days, two days and the day before, at ten', () => {
    expect(plan('2026-02-19', '2026-01-20T09:00:00.000Z')).toEqual([
      ['reminder_7', '2026-02-12T09:00:00.000Z'],
      ['reminder_2', '2026-02-17T09:00:00.000Z'],
      ['reminder_1', '2026-02-18T09:00:00.000Z'],
    ])
  })

  test('a Monday’s reminders leave on Saturday, as one', () => {
    expect(plan('2026-02-16', '2026-01-20T09:00:00.000Z')).toEqual([
      ['reminder_7', '2026-02-09T09:00:00.000Z'],
      ['reminder_1', '2026-02-14T09:00:00.000Z'],
    ])
  })

  test('a public holiday brings a reminder forward', () => {
    expect(plan('2026-04-08', '2026-03-01T09:00:00.000Z')).toEqual([
      ['reminder_7', '2026-04-01T08:00:00.000Z'],
      ['reminder_2', '2026-04-04T08:00:00.000Z'],
      ['reminder_1', '2026-04-07T08:00:00.000Z'],
    ])
  })

  test('someone told this morning is not reminded tomorrow morning', () => {
    expect(plan('2026-02-19', '2026-02-17T15:00:00.000Z')).toEqual([])
    expect(plan('2026-02-19', '2026-02-16T15:00:00.000Z').map(([kind]) => kind)).toEqual(['reminder_1'])
  })

  test('each serves until the next, the last until the visit', () => {
    const reminders = remindersOf(visit('2026-02-19', '2026-01-20T09:00:00.000Z'), creuse)
    expect(reminders.map(({ lapsesAt }) => lapsesAt)).toEqual([
      '2026-02-17T09:00:00.000Z',
      '2026-02-18T09:00:00.000Z',
      '2026-02-19T13:20:00.000Z',
    ])
  })

  test('ten on the wall clock across both changes of hour, in Réunion and in Martinique', () => {
    expect(plan('2026-03-30', '2026-03-01T09:00:00.000Z').at(-1)).toEqual(['reminder_1', '2026-03-28T09:00:00.000Z'])
    expect(plan('2026-03-31', '2026-03-01T09:00:00.000Z').at(-1)).toEqual(['reminder_1', '2026-03-30T08:00:00.000Z'])
    expect(plan('2026-10-27', '2026-10-01T09:00:00.000Z').at(-1)).toEqual(['reminder_1', '2026-10-26T09:00:00.000Z'])
    expect(plan('2026-02-19', '2026-01-20T09:00:00.000Z', reunion)[0]).toEqual([
      'reminder_7',
      '2026-02-12T06:00:00.000Z',
    ])
    expect(plan('2026-02-19', '2026-01-20T09:00:00.000Z', martinique)[0]).toEqual([
      'reminder_7',
      '2026-02-12T14:00:00.000Z',
    ])
  })
})
