import type { MessageId } from '../../shared/ids.ts'
import { addMinutes, type Instant } from '../../shared/time.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { callInstead } from './call-instead.ts'
import { afterDelivery, type DeliveryEvent } from './delivery.ts'
import { changeMessage, dueMessages, findMessage, type StoredMessage } from './message-store.ts'
import { recordDelivery } from './record-delivery.ts'
import { outgoingOf, type SendingPorts } from './send-messages.ts'
import type { LookUp } from './sms-gateway.ts'

/** [P] Minutes between two look-ups of the same message, and how long it is worth asking. */
const ASK_AGAIN_MINUTES = 30
const ASK_FOR_MINUTES = 24 * 60

const EVENT: Readonly<Record<Exclude<LookUp['found'], 'unknown'>, DeliveryEvent>> = {
  accepted: 'accepted',
  delivered: 'receipt_delivered',
  failed: 'receipt_failed',
  never_taken: 'never_taken',
}

/** Asks the provider about every message lost from sight, and about those whose receipt is late; sends nothing itself. */
export async function lookUpMessages(ports: SendingPorts): Promise<void> {
  const states = ports.sms.name === 'console' ? (['unknown'] as const) : (['unknown', 'accepted'] as const)
  for (const id of await dueMessages(ports.db, states, ports.clock.now())) {
    try {
      await lookUp(ports, id)
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown'
      ports.log.error({ messageId: id, error: name }, 'a message could not be looked up')
    }
  }
}

async function lookUp(ports: SendingPorts, id: MessageId): Promise<void> {
  const message = await findMessage(ports.db, id)
  if (!message?.sent_at || message.gateway !== ports.sms.name) return
  const found = await ports.sms.lookUp({
    ...outgoingOf(ports, message),
    sentAt: message.sent_at,
    gatewayReference: message.gateway_reference,
  })
  await transaction(ports.db, (trx) => recordLookUp(trx, ports, message, found, ports.clock.now()))
}

async function recordLookUp(
  trx: Transaction,
  ports: SendingPorts,
  message: StoredMessage,
  found: LookUp,
  now: Instant,
): Promise<void> {
  const isOld = now >= addMinutes(message.sent_at!, ASK_FOR_MINUTES)
  const later = isOld ? addMinutes(now, 365 * 24 * 60) : addMinutes(now, ASK_AGAIN_MINUTES)
  if (found.found === 'unknown' || (found.found === 'accepted' && message.state === 'accepted')) {
    const kept = await changeMessage(trx, message, { due_at: later }, now)
    if (kept && isOld && message.state === 'unknown') await callInstead(trx, ports, message, 'not_delivered', now)
    return
  }
  const state = afterDelivery(message.state, EVENT[found.found])
  if (state === message.state) return
  const reference = found.found === 'never_taken' ? {} : { gateway_reference: found.gatewayReference }
  const again = state === 'queued' ? { due_at: now, sent_at: null } : { due_at: later }
  const changed = await changeMessage(trx, message, { state, ...reference, ...again }, now)
  if (changed) await recordDelivery(trx, ports, message, state, now)
}
