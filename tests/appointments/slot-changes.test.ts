import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type StandingSlot, slotChanges } from '../../server/appointments/slot-changes.ts'
import { type OpenSession, slotsOfSessions } from '../../server/appointments/slots.ts'
import { SlotRules } from '../../shared/appointment.ts'
import { SlotId } from '../../shared/ids.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'

const rules = SlotRules.parse({})
const day = LocalDate.parse('2026-02-04')
const at = (hour: number, minute = 0) => MinuteOfDay.parse(hour * 60 + minute)
const morning: OpenSession = { date: day, start: at(9), end: at(12, 30), rooms: 1 }
const alwaysOpen = () => null

function standing(sessions: OpenSession[], held: (index: number) => boolean): StandingSlot[] {
  return slotsOfSessions(sessions, alwaysOpen, rules).map((slot, index) => ({
    ...slot,
    slotId: SlotId.parse(randomUUID()),
    held: held(index),
    overbooked: false,
    reserved: false,
  }))
}

describe('slot changes', () => {
  it('changes nothing when the sessions did not', () => {
    const before = standing([morning], (index) => index % 2 === 0)
    const changes = slotChanges(before, [morning], alwaysOpen, rules, true)
    expect(changes).toMatchObject({ add: [], remove: [], lost: [] })
    expect(changes.keep).toHaveLength(before.length)
  })

  it('adds every place of a first session, with the reserve', () => {
    const changes = slotChanges([], [morning], alwaysOpen, rules, false)
    expect(changes.add).toHaveLength(9)
    expect(changes.add.filter((slot) => slot.reserved)).toHaveLength(2)
  })

  it('keeps a held place at its hour when the session starts later, and lays the rest around it', () => {
    const before = standing([morning], (index) => index === 4)
    const later = { ...morning, start: at(9, 10) }
    const changes = slotChanges(before, [later], alwaysOpen, rules, true)
    expect(changes.lost).toEqual([])
    expect(changes.keep.map((kept) => kept.slotId)).toContain(before[4]!.slotId)
    expect(changes.add.every((slot) => slot.end <= at(10, 20) || slot.start >= at(10, 40))).toBe(true)
  })

  it('lists, and never drops, the held places a shorter session leaves out', () => {
    const before = standing([morning], () => true)
    const changes = slotChanges(before, [{ ...morning, start: at(10) }], alwaysOpen, rules, true)
    expect(changes.lost.map((lost) => lost.reason)).toEqual(Array(3).fill('outside_sessions'))
    expect(changes.lost.length + changes.keep.length).toBe(before.length)
    expect(changes.remove).toEqual([])
  })

  it('says when the day is gone, the centre closed, or a room has no specialist left', () => {
    const before = standing([{ ...morning, rooms: 2 }], () => true)
    const oneRoom = slotChanges(before, [morning], alwaysOpen, rules, true)
    expect(new Set(oneRoom.lost.map((lost) => lost.reason))).toEqual(new Set(['room_without_specialist']))
    expect(oneRoom.lost).toHaveLength(9)
    expect(slotChanges(before, [], alwaysOpen, rules, true).lost[0]!.reason).toBe('day_removed')
    expect(slotChanges(before, [morning], () => [], rules, true).lost[0]!.reason).toBe('outside_sessions')
  })

  it('removes free places that no longer stand', () => {
    const before = standing([morning], () => false)
    const changes = slotChanges(before, [], alwaysOpen, rules, true)
    expect(changes.remove).toHaveLength(before.length)
  })

  it('keeps an overbooked place beside the one it doubles', () => {
    const before = standing([morning], (index) => index === 0)
    const extra = { ...before[0]!, slotId: SlotId.parse(randomUUID()), overbooked: true }
    const changes = slotChanges([...before, extra], [morning], alwaysOpen, rules, true)
    expect(changes.keep.map((kept) => kept.slotId)).toEqual(expect.arrayContaining([before[0]!.slotId, extra.slotId]))
    expect(changes).toMatchObject({ add: [], remove: [], lost: [] })
  })

  it('keeps a place added at the end of the day, after the last session', () => {
    const before = standing([morning], () => false)
    const extra = { ...before[0]!, slotId: SlotId.parse(randomUUID()), held: true, overbooked: true }
    const last = { ...extra, start: morning.end, end: at(12, 50) }
    const open = [{ start: at(8), end: at(12, 30) }]
    expect(slotChanges([...before, last], [morning], () => open, rules, true).lost).toEqual([])
    const shorter = { ...morning, end: at(11) }
    expect(slotChanges([...before, last], [shorter], () => open, rules, true).lost).toMatchObject([
      { slotId: last.slotId, reason: 'outside_sessions' },
    ])
    expect(slotChanges([last], [{ ...morning, rooms: 0 }], () => open, rules, true).lost).toMatchObject([
      { reason: 'room_without_specialist' },
    ])
    expect(slotChanges([last], [morning], () => [], rules, true).lost).toMatchObject([{ reason: 'outside_sessions' }])
  })
})
