import type { AppointmentId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { callInstead } from './call-instead.ts'
import { lastCallTried } from './call-task-store.ts'
import { findOfferMessage } from './message-store.ts'

/**
 * From when a patient can know of the place they are offered: when their SMS left, once the provider took it, or when a
 * person last tried to call them about it. Null while neither has happened.
 */
export async function whenReached(trx: Transaction, appointmentId: AppointmentId): Promise<Instant | null> {
  const message = await findOfferMessage(trx, appointmentId)
  if (message && (message.state === 'accepted' || message.state === 'delivered')) return message.sent_at
  return lastCallTried(trx, appointmentId)
}

/** Asks for a call about an offer whose SMS has not left; one that never had an SMS was on the call list from the start. */
export async function callAboutOffer(
  trx: Transaction,
  ports: Pick<Ports, 'newId'>,
  appointmentId: AppointmentId,
  now: Instant,
): Promise<void> {
  const message = await findOfferMessage(trx, appointmentId)
  if (message) await callInstead(trx, ports, message, 'not_delivered', now)
}
