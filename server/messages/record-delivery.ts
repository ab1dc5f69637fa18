import type { MessageState } from '../../shared/message.ts'
import type { Instant } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import { messageDelivered } from '../referrals/recheck-reached.ts'
import type { Transaction } from '../store/database.ts'
import { withdrawCall } from './add-call.ts'
import { callInstead } from './call-instead.ts'
import type { StoredMessage } from './message-store.ts'
import type { SendingPorts } from './send-messages.ts'

/**
 * What follows when the provider said, by itself or asked, what became of an SMS: the last word goes to the access log; one
 * that did not arrive puts its patient on the call list, one that did after all takes that call back, and the alert with
 * it. Call it once the message's new state is written.
 */
export async function recordDelivery(
  trx: Transaction,
  ports: Pick<SendingPorts, 'newId'>,
  message: StoredMessage,
  state: MessageState,
  now: Instant,
): Promise<void> {
  if (state !== 'delivered' && state !== 'failed') return
  const about = { resource: 'message', resourceId: message.id, purpose: `receipt:${state}` }
  await recordAccess(trx, { person: null, action: 'update', ...about, at: now })
  if (state === 'failed') await callInstead(trx, ports, message, 'not_delivered', now)
  else if (message.referral_id) {
    const moment = { now, personId: null }
    const asked = { referralId: message.referral_id, cause: message.id }
    if (await withdrawCall(trx, asked, moment)) await messageDelivered(trx, message.referral_id, moment)
  }
}
