import type { MessageId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import { addMinutes, type Instant, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { type AppointmentContext, findAppointmentContext } from './appointment-context-store.ts'
import { callInstead } from './call-instead.ts'
import { afterDelivery, retryAfterMinutes } from './delivery.ts'
import { mustBeSpoken } from './held-back.ts'
import { readMessageSettings } from './message-settings-store.ts'
import {
  abandonedMessages,
  changeMessage,
  dueMessages,
  findMessage,
  lastSentTo,
  type StoredMessage,
} from './message-store.ts'
import { readPhone } from './phone.ts'
import { decideSending } from './sending-decision.ts'
import type { OutgoingSms, SendResult } from './sms-gateway.ts'

/** A process that has not said by then what became of a sending is taken for dead. */
const CLAIM_MINUTES = 2
/** What was lost from sight is looked up once the provider's own log has had time to show it. */
const LOOK_UP_AFTER_MINUTES = 5
/** A receipt that has not come by then is asked for. */
const ASK_RECEIPT_AFTER_MINUTES = 60

export type SendingPorts = Pick<Ports, 'db' | 'clock' | 'vault' | 'config' | 'sms' | 'log' | 'newId'>

/**
 * Sends everything due, each message alone: one that fails is logged by its id and stops no other. Claiming it first makes
 * sure that two processes, or one restarted, never send the same message twice.
 */
export async function sendMessages(ports: SendingPorts): Promise<void> {
  const { db, clock, log } = ports
  for (const id of await abandonedMessages(db, clock.now())) await loseSight(ports, id)
  for (const id of await dueMessages(db, ['queued'], clock.now())) {
    try {
      const outgoing = await claim(ports, id)
      if (!outgoing) continue
      const result = await ports.sms.send(outgoing)
      await record(ports, id, result)
    } catch (error) {
      log.error(
        { messageId: id, error: error instanceof Error ? error.name : 'unknown' },
        'a message could not be sent',
      )
    }
  }
}

/** Takes a message for sending if it still has a purpose and this is its hour; undefined when it is not to leave now. */
async function claim(ports: SendingPorts, id: MessageId): Promise<OutgoingSms | undefined> {
  const now = ports.clock.now()
  return transaction(ports.db, async (trx) => {
    const message = await findMessage(trx, id)
    if (message?.state !== 'queued') return undefined
    const appointment = message.appointment_id ? await findAppointmentContext(trx, message.appointment_id) : undefined
    const decision = decideSending({
      kind: message.kind,
      urgent: message.urgent === 1,
      lapsesAt: message.lapses_at,
      now,
      place: appointment ?? { zone: PARIS, department: '75' },
      appointmentState: appointment?.state ?? null,
      appointmentMoved: appointment !== undefined && message.slot_id !== null && message.slot_id !== appointment.slotId,
      smsStopped: appointment?.smsStopped ?? false,
      samePhone: appointment === undefined || hasPhone(ports, appointment, message),
      lastSentAt: await lastSentTo(trx, message.phone_fingerprint, message.referral_id),
      sendingEnabled: (await readMessageSettings(trx)).sendingEnabled,
    })
    if (decision.decision === 'hold') {
      if (appointment && mustBeSpoken(message.kind, 'switched_off', appointment, now))
        await callInstead(trx, ports, message, 'sending_disabled', now)
      return undefined
    }
    if (decision.decision === 'wait') {
      await changeMessage(trx, message, { due_at: decision.until }, now)
      return undefined
    }
    if (decision.decision === 'skip') {
      const skipped = { state: afterDelivery(message.state, 'skipped'), skipped_reason: decision.reason }
      if (await changeMessage(trx, message, skipped, now)) await callInstead(trx, ports, message, decision.reason, now)
      return undefined
    }
    const claimed = await changeMessage(
      trx,
      message,
      {
        state: afterDelivery(message.state, 'claimed'),
        attempts: message.attempts + 1,
        gateway: ports.sms.name,
        claimed_until: addMinutes(now, CLAIM_MINUTES),
        sent_at: now,
      },
      now,
    )
    return claimed ? outgoingOf(ports, message) : undefined
  })
}

/** The SMS as the provider gets it. */
export function outgoingOf({ vault }: Pick<Ports, 'vault'>, message: StoredMessage): OutgoingSms {
  return { messageId: message.id, to: vault.open(message.sealed_phone), body: vault.open(message.sealed_body) }
}

function hasPhone({ vault, config }: SendingPorts, appointment: AppointmentContext, message: StoredMessage): boolean {
  if (!appointment.sealedPhone) return false
  const phone = readPhone(vault.open(appointment.sealedPhone), config)
  return !isRefusal(phone) && vault.fingerprints(phone.e164).includes(message.phone_fingerprint)
}

/** Writes down what the provider said. */
async function record(ports: SendingPorts, id: MessageId, result: SendResult): Promise<void> {
  const now = ports.clock.now()
  await transaction(ports.db, async (trx) => {
    const message = await findMessage(trx, id)
    if (!message) return
    await recordResult(trx, ports, message, result, now)
  })
}

async function recordResult(
  trx: Transaction,
  ports: SendingPorts,
  message: StoredMessage,
  result: SendResult,
  now: Instant,
): Promise<void> {
  const after = { claimed_until: null }
  switch (result.result) {
    case 'accepted': {
      // A receipt may have overtaken us: the reference is kept either way.
      const state = afterDelivery(message.state, 'accepted')
      const due = addMinutes(now, ASK_RECEIPT_AFTER_MINUTES)
      await changeMessage(
        trx,
        message,
        { ...after, state, due_at: due, gateway_reference: result.gatewayReference },
        now,
      )
      return
    }
    case 'refused': {
      const failed = await changeMessage(
        trx,
        message,
        { ...after, state: afterDelivery(message.state, 'refused') },
        now,
      )
      if (failed) await callInstead(trx, ports, message, 'not_delivered', now)
      return
    }
    case 'postponed': {
      const due = addMinutes(now, retryAfterMinutes(message.attempts))
      const state = afterDelivery(message.state, 'postponed')
      await changeMessage(trx, message, { ...after, state, due_at: due, sent_at: null }, now)
      const appointment = message.appointment_id ? await findAppointmentContext(trx, message.appointment_id) : undefined
      if (appointment && mustBeSpoken(message.kind, 'provider_down', appointment, now))
        await callInstead(trx, ports, message, 'not_delivered', now)
      ports.log.warn({ messageId: message.id, cause: result.cause }, 'a message was postponed')
      return
    }
    case 'unknown': {
      const due = addMinutes(now, LOOK_UP_AFTER_MINUTES)
      await changeMessage(
        trx,
        message,
        { ...after, state: afterDelivery(message.state, 'lost_sight'), due_at: due },
        now,
      )
    }
  }
}

/** Whoever was sending it is gone: nobody knows whether it left. */
async function loseSight(ports: SendingPorts, id: MessageId): Promise<void> {
  await record(ports, id, { result: 'unknown' })
}
