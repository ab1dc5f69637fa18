import { describe, expect, test } from 'vitest'
import { type Departure, decideSending } from '../../server/messages/sending-decision.ts'
import type { Instant, TimeZone } from '../../shared/time.ts'

const noon = '2026-02-10T11:00:00.000Z' as Instant
const night = '2026-02-10T22:00:00.000Z' as Instant

const decide = (over: Partial<Departure> = {}) =>
  decideSending({
    kind: 'confirmation',
    urgent: false,
    lapsesAt: '2026-02-19T13:20:00.000Z' as Instant,
    now: noon,
    place: { zone: 'Europe/Paris' as TimeZone, department: '23' },
    appointmentState: 'booked',
    appointmentMoved: false,
    smsStopped: false,
    samePhone: true,
    lastSentAt: null,
    sendingEnabled: true,
    ...over,
  })
const skip = (reason: string) => ({ decision: 'skip', reason })

describe('decideSending', () => {
  test('sends what is true, in the window', () => expect(decide()).toEqual({ decision: 'send' }))

  test('never sends after the purpose lapsed', () => expect(decide({ lapsesAt: noon })).toEqual(skip('lapsed')))

  test('skips what the appointment no longer says', () => {
    expect(decide({ appointmentState: 'cancelled' })).toEqual(skip('appointment_changed'))
    expect(decide({ appointmentMoved: true })).toEqual(skip('appointment_changed'))
    expect(decide({ kind: 'offer', appointmentState: 'expired' })).toEqual(skip('appointment_changed'))
    expect(decide({ kind: 'reminder_2', appointmentState: 'confirmed' })).toEqual(skip('appointment_changed'))
    expect(decide({ kind: 'reminder_1', appointmentState: 'confirmed' })).toEqual({ decision: 'send' })
    expect(decide({ kind: 'cancellation', appointmentState: 'confirmed' })).toEqual(skip('appointment_changed'))
  })

  test('waits for the morning, except for answers and next-day cancellations', () => {
    const morning = { decision: 'wait', until: '2026-02-11T07:30:00.000Z' }
    expect(decide({ now: night })).toEqual(morning)
    expect(decide({ now: night, kind: 'offer', appointmentState: 'offered', urgent: true })).toEqual(morning)
    expect(decide({ now: night, kind: 'answered_yes' })).toEqual({ decision: 'send' })
    expect(decide({ now: night, kind: 'late_cancellation', appointmentState: 'cancelled' })).toEqual({
      decision: 'send',
    })
  })

  test('an offer that would lapse before the window opens is not sent late', () => {
    const lapsesAt = '2026-02-11T07:00:00.000Z' as Instant
    expect(decide({ now: night, kind: 'offer', appointmentState: 'offered', lapsesAt })).toEqual(skip('lapsed'))
  })

  test('one a day per patient, unless urgent; what cannot wait for tomorrow is skipped and said', () => {
    const lastSentAt = '2026-02-10T08:00:00.000Z' as Instant
    const lapsesAt = '2026-02-11T07:00:00.000Z' as Instant
    expect(decide({ lastSentAt })).toEqual({ decision: 'wait', until: '2026-02-11T07:30:00.000Z' })
    expect(decide({ lastSentAt, urgent: true })).toEqual({ decision: 'send' })
    expect(decide({ lastSentAt, lapsesAt })).toEqual(skip('one_per_day'))
    expect(decide({ lastSentAt: '2026-02-09T18:00:00.000Z' as Instant })).toEqual({ decision: 'send' })
  })

  test('respects STOP, but says once that it was heard', () => {
    expect(decide({ smsStopped: true })).toEqual(skip('sms_stopped'))
    expect(decide({ smsStopped: true, kind: 'answered_stop' })).toEqual({ decision: 'send' })
  })

  test('never writes to a number the patient no longer has', () => {
    expect(decide({ samePhone: false })).toEqual(skip('phone_changed'))
  })

  test('holds everything while sending is switched off, and says so of what lapsed meanwhile', () => {
    expect(decide({ sendingEnabled: false })).toEqual({ decision: 'hold' })
    expect(decide({ sendingEnabled: false, lapsesAt: noon })).toEqual(skip('sending_disabled'))
  })
})
