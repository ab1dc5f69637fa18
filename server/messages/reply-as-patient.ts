import type { NextHolder } from '../../shared/appointment.ts'
import type { MessageId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { nameNextHolders } from '../appointments/name-next-holders.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { type AppliedReply, applyReply } from './apply-reply.ts'
import { findMessage } from './message-store.ts'

/**
 * Answers an SMS as its patient's telephone would, through the same door as a provider's; only where nothing is real.
 * `next` is whom a place it freed is offered to.
 */
export async function replyAsPatient(
  ports: Ports,
  person: SignedInPerson,
  reply: { readonly messageId: MessageId; readonly body: string },
): Promise<(AppliedReply & { next: NextHolder | null }) | Refusal> {
  if (!ports.config.demo) return refuse('not_found')
  const message = await findMessage(ports.db, reply.messageId)
  if (!message || !person.centreIds.includes(message.centre_id)) return refuse('not_found')
  if (!message.sent_at) return refuse('message_not_sent')
  const from = ports.vault.open(message.sealed_phone)
  const applied = await applyReply(ports, { from, body: reply.body, gatewayReference: `demo:${ports.newId()}` })
  const left = applied.meaning === 'no' && message.appointment_id ? [message.appointment_id] : []
  const taken = await transaction(ports.db, (trx) => nameNextHolders(trx, ports, person, left))
  return { ...applied, next: taken.values().next().value ?? null }
}
