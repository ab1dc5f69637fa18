import { describe, expect, it } from 'vitest'
import { byMonth } from '../../server/impact/breakdowns.ts'
import type { AppointmentFact, ReferralFact } from '../../server/impact/impact-store.ts'
import { type ImpactFacts, measureImpact, median } from '../../server/impact/measures.ts'

const appointment = (over: Partial<Record<keyof AppointmentFact, unknown>> = {}): AppointmentFact =>
  ({
    stopId: 'stop',
    slotId: crypto.randomUUID(),
    date: '2026-02-05',
    state: 'done',
    endedReason: null,
    priorityClass: 'P1',
    sentAt: '2026-01-26T09:00:00.000Z',
    deadline: '2026-02-09',
    ...over,
  }) as AppointmentFact

const referral = (over: Partial<Record<keyof ReferralFact, unknown>> = {}): ReferralFact =>
  ({
    centreId: 'centre',
    department: '47',
    priorityClass: 'P1',
    sentAt: '2026-01-26T09:00:00.000Z',
    closedAt: null,
    seenOn: null,
    ...over,
  }) as ReferralFact

const measure = (facts: Partial<ImpactFacts>) =>
  measureImpact({
    from: '2026-02-01',
    to: '2026-02-28',
    stops: [],
    places: 0,
    referrals: [],
    appointments: [],
    redirections: [],
    ...facts,
  })

const p1 = (facts: Partial<ImpactFacts>) => measure(facts).classes[0]

describe('the measures of a scope', () => {
  it('follow referrals sent before or in the period, unless they were over before it', () => {
    const referrals = [
      referral(),
      referral({ sentAt: '2026-02-10T09:00:00.000Z' }),
      referral({ sentAt: '2026-03-01T09:00:00.000Z' }),
      referral({ seenOn: '2026-01-30' }),
      referral({ seenOn: '2026-02-05', closedAt: '2026-02-06T09:00:00.000Z' }),
      referral({ closedAt: '2026-01-31T22:30:00.000Z' }),
      referral({ closedAt: '2026-01-31T23:30:00.000Z' }),
    ]
    // The last one was closed on 1 February, by the clocks of Paris.
    expect(p1({ referrals })).toMatchObject({ referred: 4, sent: 1 })
  })

  it('count who was seen, and in time only among those with a deadline', () => {
    const appointments = [
      appointment(),
      appointment({ date: '2026-02-09' }),
      appointment({ date: '2026-02-10' }),
      appointment({ priorityClass: 'P4', deadline: null }),
      appointment({ state: 'confirmed' }),
    ]
    const { classes, medianDelayDays } = measure({ appointments })
    expect(classes[0]).toMatchObject({ seen: 3, withDeadline: 3, inTime: 2 })
    expect(classes[3]).toMatchObject({ seen: 1, withDeadline: 0 })
    expect(medianDelayDays).toBe(12)
  })

  it('count a place given back once, and refilled only when somebody else held it', () => {
    const again = { slotId: 'again' }
    const appointments = [
      appointment({ ...again, state: 'declined', endedReason: 'patient_declined' }),
      appointment({ ...again, state: 'expired', endedReason: 'offer_expired' }),
      appointment({ ...again, state: 'done' }),
      appointment({ state: 'excused' }),
      appointment({ state: 'cancelled', endedReason: 'patient_cancelled' }),
      appointment({ state: 'cancelled', endedReason: 'moved' }),
      appointment({ state: 'no_show' }),
    ]
    expect(measure({ appointments })).toMatchObject({ lost: 3, refilled: 1, excused: 1, unexcused: 1 })
  })

  it('take the middle of the delays', () => {
    expect([median([]), median([3]), median([9, 1]), median([5, 1, 30])]).toEqual([null, 3, 5, 5])
  })

  it('tell every month from the first visit to the last', () => {
    const months = byMonth([
      appointment({ date: '2025-11-30' }),
      appointment({ date: '2026-01-02', priorityClass: 'P3' }),
      appointment({ date: '2026-04-02', state: 'no_show' }),
    ])
    expect(months.map(({ month, seen }) => [month, seen.P1, seen.P3])).toEqual([
      ['2025-11', 1, 0],
      ['2025-12', 0, 0],
      ['2026-01', 0, 1],
    ])
  })
})
