import { describe, expect, it } from 'vitest'
import {
  afterAnsweringMinutes,
  holdUntil,
  nextToOffer,
  nextWaitingState,
  suitsEntry,
} from '../../server/appointments/waiting-list.ts'
import { OfferRules } from '../../shared/appointment.ts'
import type { ReferralId } from '../../shared/ids.ts'
import { type QueueEntry, Wishes } from '../../shared/referral.ts'
import { type Instant, instantAt, LocalDate, MinuteOfDay, PARIS } from '../../shared/time.ts'

const rules = OfferRules.parse({})
const MAS = { zone: PARIS, department: '47' }
const at = (date: string, hour: number, minute = 0): Instant =>
  instantAt(LocalDate.parse(date), MinuteOfDay.parse(hour * 60 + minute), PARIS)

describe('the waiting list', () => {
  it('goes from waiting to offered, then accepted and booked', () => {
    expect(nextWaitingState('waiting', 'offer')).toBe('offered')
    expect(nextWaitingState('offered', 'accept')).toBe('accepted')
    expect(nextWaitingState('accepted', 'book')).toBe('booked')
  })

  it('ends declined or expired, and stays there', () => {
    expect(nextWaitingState('offered', 'decline')).toBe('declined')
    expect(nextWaitingState('offered', 'expire')).toBe('expired')
    for (const state of ['declined', 'expired', 'booked', 'left'] as const) {
      expect(nextWaitingState(state, 'offer')).toMatchObject({ refusal: 'waiting_list_step' })
    }
  })

  it('returns to waiting when the place offered is no longer to be had', () => {
    expect(nextWaitingState('offered', 'withdraw')).toBe('waiting')
  })
})

describe('the hold of an offer', () => {
  it('lasts the hours of the class', () => {
    expect(holdUntil(at('2026-01-20', 9), at('2026-02-04', 9), 'P1', MAS, rules)).toBe(at('2026-01-20', 13))
    expect(holdUntil(at('2026-01-20', 9), at('2026-02-04', 9), 'P2', MAS, rules)).toBe(at('2026-01-20', 17))
  })

  it('counts only hours in which a person answers: not the night, not Sunday', () => {
    expect(afterAnsweringMinutes(at('2026-01-20', 18, 30), 120, MAS)).toBe(at('2026-01-21', 9, 30))
    expect(afterAnsweringMinutes(at('2026-01-24', 19), 60, MAS)).toBe(at('2026-01-26', 9))
    expect(afterAnsweringMinutes(at('2026-01-25', 11), 60, MAS)).toBe(at('2026-01-26', 9, 30))
  })

  it('skips the public holidays of the place, on which no SMS leaves', () => {
    expect(afterAnsweringMinutes(at('2026-05-13', 18, 30), 120, MAS)).toBe(at('2026-05-15', 9, 30))
    expect(afterAnsweringMinutes(at('2026-04-02', 18, 30), 120, MAS)).toBe(at('2026-04-03', 9, 30))
    const strasbourg = { zone: PARIS, department: '67' }
    expect(afterAnsweringMinutes(at('2026-04-02', 18, 30), 120, strasbourg)).toBe(at('2026-04-04', 9, 30))
  })

  it('keeps the same wall-clock hours over a change of summer time', () => {
    expect(afterAnsweringMinutes(at('2026-03-28', 19), 60, MAS)).toBe(at('2026-03-30', 9))
  })

  it('is short when the place is near, ends before it, and is refused when it is too late to ask', () => {
    expect(holdUntil(at('2026-02-03', 9), at('2026-02-04', 9), 'P4', MAS, rules)).toBe(at('2026-02-03', 11))
    expect(holdUntil(at('2026-02-04', 8), at('2026-02-04', 11), 'P4', MAS, rules)).toBe(at('2026-02-04', 9))
    expect(holdUntil(at('2026-02-04', 9, 30), at('2026-02-04', 11), 'P4', MAS, rules)).toBeNull()
  })
})

describe('who is next', () => {
  const entry = (id: string, more: Partial<QueueEntry> = {}) =>
    ({
      referralId: id as ReferralId,
      state: 'waiting',
      priorityClass: 'P3',
      slotKind: 'consultation',
      wishes: Wishes.parse({}),
      ...more,
    }) as QueueEntry
  const slot = { kind: 'consultation' as const, date: LocalDate.parse('2026-02-04'), reserved: false }

  it('is the first of the queue it suits who was not asked yet', () => {
    const queue = [
      entry('held', { state: 'booked' }),
      entry('asked'),
      entry('away', { wishes: Wishes.parse({ excludedDates: ['2026-02-04'] }) }),
      entry('long', { slotKind: 'procedure' }),
      entry('next'),
      entry('later'),
    ]
    expect(nextToOffer(queue, slot, new Set(['asked' as ReferralId]))?.referralId).toBe('next')
    expect(nextToOffer([], slot, new Set())).toBeNull()
  })

  it('keeps a reserved place for P1 and P2', () => {
    expect(suitsEntry(entry('a'), { ...slot, reserved: true })).toBe(false)
    expect(suitsEntry(entry('a', { priorityClass: 'P2' }), { ...slot, reserved: true })).toBe(true)
  })
})
