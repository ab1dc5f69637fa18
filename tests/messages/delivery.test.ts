import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterDelivery, type DeliveryEvent, retryAfterMinutes } from '../../server/messages/delivery.ts'
import type { MessageState } from '../../shared/message.ts'

const RECEIPTS: DeliveryEvent[] = ['receipt_delivered', 'receipt_failed']
const EVERY: DeliveryEvent[] = [
  'claimed',
  'accepted',
  'refused',
  'postponed',
  'lost_sight',
  'never_taken',
  'skipped',
  ...RECEIPTS,
]
const follow = (events: DeliveryEvent[]): MessageState => events.reduce<MessageState>(afterDelivery, 'queued')

describe('delivery', () => {
  test('goes from queued to delivered', () => {
    expect(follow(['claimed', 'accepted', 'receipt_delivered'])).toBe('delivered')
  })

  test('a receipt that overtakes the acceptance is kept', () => {
    expect(follow(['claimed', 'receipt_delivered', 'accepted'])).toBe('delivered')
  })

  test('receipts count once, in any order, and delivered is the last word', () => {
    expect(follow(['claimed', 'accepted', 'receipt_delivered', 'receipt_delivered', 'receipt_failed'])).toBe(
      'delivered',
    )
    expect(follow(['claimed', 'accepted', 'receipt_failed', 'receipt_delivered'])).toBe('delivered')
  })

  test('a message lost from sight is never claimed again until it is known not to have been taken', () => {
    expect(follow(['claimed', 'lost_sight', 'claimed'])).toBe('unknown')
    expect(follow(['claimed', 'lost_sight', 'never_taken', 'claimed'])).toBe('sending')
    expect(follow(['claimed', 'lost_sight', 'accepted'])).toBe('accepted')
  })

  test('whatever happens, nothing accepted, delivered, failed or skipped is sent again', () => {
    const events = fc.array(fc.constantFrom(...EVERY), { maxLength: 12 })
    const settled = fc.constantFrom<MessageState>('accepted', 'delivered', 'failed', 'skipped')
    fc.assert(
      fc.property(settled, events, (state, happened) => {
        const after = happened.reduce<MessageState>(afterDelivery, state)
        return after !== 'queued' && after !== 'sending' && after !== 'unknown'
      }),
    )
  })

  test('waits longer each time, then every hour', () => {
    expect([1, 2, 3, 4, 5, 9].map(retryAfterMinutes)).toEqual([1, 5, 15, 60, 60, 60])
  })
})
