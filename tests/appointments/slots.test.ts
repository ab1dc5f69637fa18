import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type OpenSession, reservedPlaces, slotsOfSessions, withinOpenHours } from '../../server/appointments/slots.ts'
import { SlotRules } from '../../shared/appointment.ts'
import { DaySpan, LocalDate, MinuteOfDay } from '../../shared/time.ts'

const rules = SlotRules.parse({})
const day = LocalDate.parse('2026-02-04')
const at = (hour: number, minute = 0) => MinuteOfDay.parse(hour * 60 + minute)
const session = (start: MinuteOfDay, end: MinuteOfDay, rooms = 1, date = day): OpenSession => ({
  date,
  start,
  end,
  rooms,
})
const alwaysOpen = () => null

describe('slots', () => {
  it('fills a morning with consultations, one pause, and the procedure last', () => {
    const slots = slotsOfSessions([session(at(9), at(12, 30))], alwaysOpen, rules)
    expect(slots.map((slot) => slot.kind)).toEqual([...Array(8).fill('consultation'), 'procedure'])
    expect(slots[0]).toMatchObject({ start: at(9), end: at(9, 20), room: 1 })
    expect(slots[5]).toMatchObject({ start: at(10, 40), end: at(11) })
    expect(slots[6]!.start).toBe(at(11, 10))
    expect(slots.at(-1)).toMatchObject({ start: at(11, 50), end: at(12, 30) })
  })

  it('gives about fifty places to a three-day stop whose first and last day are shorter', () => {
    const [first, second, third] = ['2026-02-04', '2026-02-05', '2026-02-06'].map((date) => LocalDate.parse(date))
    const sessions = [
      session(at(10, 30), at(12, 30), 1, first),
      session(at(14), at(17, 30), 1, first),
      session(at(9), at(12, 30), 1, second),
      session(at(14), at(17, 30), 1, second),
      session(at(9), at(12, 30), 1, third),
      session(at(14), at(15, 30), 1, third),
    ]
    const slots = slotsOfSessions(sessions, alwaysOpen, rules)
    const perDay = [first, second, third].map((date) => slots.filter((slot) => slot.date === date).length)
    expect(perDay).toEqual([15, 18, 13])
  })

  it('repeats the session in every room a specialist works in', () => {
    const one = slotsOfSessions([session(at(9), at(11))], alwaysOpen, rules)
    const two = slotsOfSessions([session(at(9), at(11), 2)], alwaysOpen, rules)
    expect(two).toHaveLength(one.length * 2)
    expect(new Set(two.map((slot) => slot.room))).toEqual(new Set([1, 2]))
    expect(slotsOfSessions([session(at(9), at(11), 0)], alwaysOpen, rules)).toEqual([])
  })

  it('respects the hours the centre is closed', () => {
    const thursdayMorningOnly = () => [DaySpan.parse({ start: at(9), end: at(13) })]
    const slots = slotsOfSessions([session(at(9), at(17))], thursdayMorningOnly, rules)
    expect(Math.max(...slots.map((slot) => slot.end))).toBeLessThanOrEqual(at(13))
    expect(slotsOfSessions([session(at(14), at(17))], thursdayMorningOnly, rules)).toEqual([])
    expect(slotsOfSessions([session(at(14), at(17))], () => [], rules)).toEqual([])
  })

  it('leaves the buffer after every place', () => {
    const slots = slotsOfSessions([session(at(9), at(11))], alwaysOpen, { ...rules, bufferMinutes: 5 })
    expect(slots[1]!.start - slots[0]!.end).toBe(5)
  })

  it('lays the rest around places that must stay, whatever their hour', () => {
    const fixed = [{ date: day, start: at(9, 10), end: at(9, 30), room: 1, kind: 'consultation' as const }]
    const slots = slotsOfSessions([session(at(9), at(12, 30))], alwaysOpen, rules, fixed)
    expect(slots.every((slot) => slot.end <= at(9, 10) || slot.start >= at(9, 30))).toBe(true)
    expect(slots[0]!.start).toBe(at(9, 30))
    expect(slots.filter((slot) => slot.kind === 'procedure')).toHaveLength(1)
  })

  it('never overlaps two places of a room nor leaves the session, whatever the rules', () => {
    const anyRules = fc.record({
      consultationMinutes: fc.integer({ min: 5, max: 60 }),
      procedureMinutes: fc.integer({ min: 10, max: 90 }),
      procedureEveryMinutes: fc.integer({ min: 30, max: 300 }),
      bufferMinutes: fc.integer({ min: 0, max: 15 }),
      breakAfterMinutes: fc.integer({ min: 30, max: 240 }),
      breakMinutes: fc.integer({ min: 0, max: 30 }),
      urgentShare: fc.constant(0.3),
      urgentReleaseDays: fc.constant(7),
    })
    const times = fc.tuple(
      fc.integer({ min: 420, max: 900 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 3 }),
    )
    fc.assert(
      fc.property(anyRules, times, fc.integer({ min: 0, max: 20 }), (someRules, [start, length, rooms], skipped) => {
        const open = [session(MinuteOfDay.parse(start), MinuteOfDay.parse(start + length), rooms)]
        const grid = slotsOfSessions(open, alwaysOpen, someRules)
        const fixed = grid.filter((_, index) => index % 3 === skipped % 3)
        const slots = [...fixed, ...slotsOfSessions(open, alwaysOpen, someRules, fixed)]
        expect(slots).toHaveLength(grid.length)
        for (const slot of slots) {
          expect(slot.start).toBeGreaterThanOrEqual(start)
          expect(slot.end).toBeLessThanOrEqual(start + length)
          const sameRoom = slots.filter((other) => other !== slot && other.room === slot.room)
          expect(sameRoom.some((other) => other.start < slot.end && slot.start < other.end)).toBe(false)
        }
      }),
    )
  })

  it('knows the open part of a span, in order', () => {
    const span = DaySpan.parse({ start: at(8), end: at(18) })
    const hours = [
      { start: at(14), end: at(19) },
      { start: at(9), end: at(12) },
    ]
    expect(withinOpenHours(span, hours)).toEqual([
      { start: at(9), end: at(12) },
      { start: at(14), end: at(18) },
    ])
  })
})

describe('reserve for P1 and P2', () => {
  const slots = slotsOfSessions([session(at(9), at(12, 30), 2), session(at(14), at(17, 30), 2)], alwaysOpen, rules)

  it('keeps its share of each kind, spread over the day', () => {
    const flags = reservedPlaces(slots, 0.3)
    const reserved = slots.filter((_, index) => flags[index])
    expect(reserved.filter((slot) => slot.kind === 'consultation')).toHaveLength(Math.floor(32 * 0.3))
    expect(reserved.some((slot) => slot.start < at(12)) && reserved.some((slot) => slot.start > at(14))).toBe(true)
  })

  it('chooses the same places whatever the order they come in', () => {
    const backwards = [...slots].reverse()
    expect(reservedPlaces(backwards, 0.3).reverse()).toEqual(reservedPlaces(slots, 0.3))
  })

  it('keeps none at share 0 and all at share 1', () => {
    expect(reservedPlaces(slots, 0)).not.toContain(true)
    expect(reservedPlaces(slots, 1)).not.toContain(false)
  })
})
