import { describe, expect, test } from 'vitest'
import { checkChange, checkReason, deadlineAfterChange, deadlineOf } from '../../server/referrals/priority.ts'
import { loadProtocols } from '../../server/referrals/protocols.ts'
import { afterOneWorkingDay } from '../../server/referrals/working-days.ts'
import { type Instant, type LocalDate, PARIS } from '../../shared/time.ts'

const { protocol } = loadProtocols().current('dermatology')!
const day = (text: string) => text as LocalDate
const instant = (text: string) => text as Instant

describe('a deadline', () => {
  test.each([
    ['P1', '2026-02-10'],
    ['P2', '2026-02-24'],
    ['P3', '2026-04-27'],
    ['P4', null],
  ] as const)('of %s sent on 27 January is %s', (priorityClass, deadline) => {
    expect(deadlineOf(protocol, priorityClass, day('2026-01-27'))).toBe(deadline)
  })

  test('of a raised referral counts from the raise, and is never later than before', () => {
    const p3 = { priorityClass: 'P3', deadline: day('2026-04-27'), sentOn: day('2026-01-27') } as const
    expect(deadlineAfterChange(protocol, p3, 'P1', day('2026-03-02'))).toBe('2026-03-16')
    expect(deadlineAfterChange(protocol, p3, 'P2', day('2026-04-20'))).toBe('2026-04-27')
    const p4 = { priorityClass: 'P4', deadline: null, sentOn: day('2026-01-27') } as const
    expect(deadlineAfterChange(protocol, p4, 'P2', day('2026-03-02'))).toBe('2026-03-30')
  })

  test('of a lowered referral counts from sending', () => {
    const p1 = { priorityClass: 'P1', deadline: day('2026-02-10'), sentOn: day('2026-01-27') } as const
    expect(deadlineAfterChange(protocol, p1, 'P2', day('2026-02-05'))).toBe('2026-02-24')
    expect(deadlineAfterChange(protocol, p1, 'P4', day('2026-02-05'))).toBeNull()
  })
})

describe('a change of class', () => {
  const reason = { code: 'newFinding', text: '' } as const
  test('needs a real change and a reason', () => {
    expect(checkChange('P2', 'P2', reason, true)).toMatchObject({ refusal: 'same_class' })
    expect(checkReason(null, 'override')).toMatchObject({ refusal: 'reason_required', field: 'override' })
    expect(checkChange('P3', 'P2', { code: 'other', text: 'too short' }, true)).toMatchObject({
      refusal: 'reason_text_required',
      field: 'reason.text',
    })
    expect(checkChange('P3', 'P2', { code: 'other', text: 'ten letters' }, false)).toBeNull()
  })

  test('that lowers a P1 is asked twice; no other is', () => {
    expect(checkChange('P1', 'P2', reason, false)).toMatchObject({ refusal: 'confirm_lowering' })
    expect(checkChange('P1', 'P2', reason, true)).toBeNull()
    expect(checkChange('P2', 'P3', reason, false)).toBeNull()
    expect(checkChange('P2', 'P1', reason, false)).toBeNull()
  })
})

describe('one working day later', () => {
  test.each([
    ['a Tuesday', '2026-01-20T09:30:00.000Z', '2026-01-21T09:30:00.000Z'],
    ['a Friday', '2026-01-23T09:30:00.000Z', '2026-01-26T09:30:00.000Z'],
    ['a Saturday counts from Monday', '2026-01-24T09:30:00.000Z', '2026-01-26T23:00:00.000Z'],
    ['the eve of Easter Monday skips it', '2026-04-03T08:00:00.000Z', '2026-04-07T08:00:00.000Z'],
    ['the change of clocks keeps the time of day', '2026-03-27T09:00:00.000Z', '2026-03-30T08:00:00.000Z'],
  ])('%s', (_, from, to) => {
    expect(afterOneWorkingDay(instant(from), '47', PARIS)).toBe(to)
  })
})
