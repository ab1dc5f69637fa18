import type { MessageState } from '../../shared/message.ts'

/** What happens to an SMS on its way. Receipts may come twice, or in any order. */
export type DeliveryEvent =
  | 'claimed'
  | 'accepted'
  /** The provider refused it for good: the number, the text, the account. */
  | 'refused'
  /** The provider certainly did not take it, and asks to come back later. */
  | 'postponed'
  /** Nobody knows whether the provider took it: a timeout after sending, or our process died meanwhile. */
  | 'lost_sight'
  /** Looked up at the provider: it never had it. */
  | 'never_taken'
  | 'receipt_delivered'
  | 'receipt_failed'
  | 'skipped'

const NEXT: Readonly<Record<MessageState, Partial<Record<DeliveryEvent, MessageState>>>> = {
  queued: { claimed: 'sending', skipped: 'skipped' },
  sending: {
    accepted: 'accepted',
    refused: 'failed',
    postponed: 'queued',
    lost_sight: 'unknown',
    receipt_delivered: 'delivered',
    receipt_failed: 'failed',
  },
  unknown: {
    accepted: 'accepted',
    never_taken: 'queued',
    receipt_delivered: 'delivered',
    receipt_failed: 'failed',
  },
  accepted: { receipt_delivered: 'delivered', receipt_failed: 'failed' },
  // A telephone that rang is the last word: some operators first say « failed », then deliver.
  failed: { receipt_delivered: 'delivered' },
  delivered: {},
  skipped: {},
}

/** The state after an event; the same state when the event says nothing new, late or twice. */
export function afterDelivery(state: MessageState, event: DeliveryEvent): MessageState {
  return NEXT[state][event] ?? state
}

/** [P] Waits before trying again what the provider postponed, in minutes; the last one repeats while the message serves. */
const RETRY_AFTER_MINUTES = [1, 5, 15, 60] as const

/** Minutes to wait after `attempts` attempts that the provider postponed. */
export function retryAfterMinutes(attempts: number): number {
  return RETRY_AFTER_MINUTES[Math.min(attempts, RETRY_AFTER_MINUTES.length) - 1] ?? RETRY_AFTER_MINUTES[0]
}
