import type { AppointmentId, MessageId } from '../../shared/ids.ts'
import type { MessageKind, ReplyMeaning } from '../../shared/message.ts'
import { isRefusal } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { answerForPatient } from './answer-for-patient.ts'
import { findAppointmentContext, stopSms } from './appointment-context-store.ts'
import { closeQuestions, messagesTo } from './message-store.ts'
import { readPhone } from './phone.ts'
import { type AskedQuestion, matchReply, replyMeaning } from './replies.ts'
import { centreOfPhone, insertReply, settleReply } from './reply-store.ts'
import { writeMessage } from './write-message.ts'

/** A reply as it came in. `gatewayReference` is the provider's: the same reply brought twice is one. */
export type IncomingReply = { readonly from: string; readonly body: string; readonly gatewayReference: string }

/** What became of it: done by itself, left to a person, or already known. */
export type AppliedReply = { readonly meaning: ReplyMeaning; readonly state: 'applied' | 'to_review' | 'known' }

type Sent = Awaited<ReturnType<typeof messagesTo>>[number]
type Received = { readonly replyId: string; readonly meaning: ReplyMeaning; readonly sent: readonly Sent[] }

const LONGEST_KEPT = 1000

/**
 * Applies a patient's reply in one transaction: OUI confirms, NON frees the place and offers it, STOP ends SMS and keeps the
 * appointment, CONTACT asks for a call. Whatever a machine should not interpret waits for a person of the centre.
 */
export async function applyReply(ports: Ports, reply: IncomingReply): Promise<AppliedReply> {
  const moment: Moment = { now: ports.clock.now(), personId: null }
  const meaning = replyMeaning(reply.body)
  const phone = readPhone(reply.from, ports.config)
  const number = isRefusal(phone) ? reply.from : phone.e164
  return transaction(ports.db, async (trx) => {
    const replyId = ports.newId()
    const fingerprints = ports.vault.fingerprints(number)
    const sent = await messagesTo(trx, fingerprints)
    const isNew = await insertReply(trx, {
      id: replyId,
      received_at: moment.now,
      sealed_phone: ports.vault.seal(number),
      phone_fingerprint: ports.vault.fingerprint(number),
      sealed_body: ports.vault.seal(reply.body.slice(0, LONGEST_KEPT)),
      meaning,
      message_id: null,
      centre_id: sent[0]?.centre_id ?? (await centreOfPhone(trx, fingerprints)),
      state: 'to_review',
      reviewed_by: null,
      reviewed_at: null,
      gateway_reference: reply.gatewayReference,
    })
    if (!isNew) return { meaning, state: 'known' }
    await recordReply(trx, replyId, meaning, moment)
    const answered = await understand(trx, ports, { replyId, meaning, sent }, moment)
    if (!answered) return { meaning, state: 'to_review' }
    await settleReply(trx, replyId, answered)
    return { meaning, state: 'applied' }
  })
}

/** The patient's own hand, by SMS: in the access log like their page is. */
function recordReply(trx: Transaction, replyId: string, meaning: ReplyMeaning, { now }: Moment): Promise<void> {
  const about = { resource: 'reply', resourceId: replyId, purpose: `patient_reply:${meaning}` }
  return recordAccess(trx, { person: null, action: 'create', ...about, at: now })
}

/** What the reply changes, on the record it changes. */
function recordChange(
  trx: Transaction,
  resource: 'appointment' | 'referral',
  resourceId: string,
  meaning: ReplyMeaning,
  { now }: Moment,
): Promise<void> {
  const about = { resource, resourceId, purpose: `patient_reply:${meaning}` }
  return recordAccess(trx, { person: null, action: 'update', ...about, at: now })
}

/** Does what the reply says and gives the message it answers; null when a person must read it. */
async function understand(
  trx: Transaction,
  ports: Ports,
  received: Received,
  moment: Moment,
): Promise<MessageId | null> {
  const { meaning, sent } = received
  switch (meaning) {
    case 'unclear':
      return null
    case 'stop':
      return stop(trx, ports, received, moment)
    case 'contact':
      return askForCall(trx, ports, received, moment)
    default: {
      const matched = matchReply(sent.flatMap(questionOf), moment.now)
      if (matched.match === 'ambiguous' || matched.match === 'nothing_asked') return null
      const { appointmentId, messageId } = matched.question
      await recordChange(trx, 'appointment', appointmentId, meaning, moment)
      const outcome =
        matched.match === 'too_late'
          ? 'too_late'
          : await answerForPatient(trx, ports, { appointmentId, answer: meaning }, moment)
      if (outcome === 'too_late') await tooLate(trx, ports, { ...received, appointmentId }, moment)
      return messageId
    }
  }
}

/** Questions whose appointment waits for an answer, or lost its place; one about a visit that took place asks nothing. */
function questionOf(message: Sent): AskedQuestion[] {
  const { appointment_id: appointmentId, sent_at: sentAt, appointmentState: state } = message
  if (message.asks === 0 || !appointmentId || !sentAt) return []
  const isWaiting = state === 'offered' || state === 'booked' || state === 'confirmed'
  const isGone = state === 'expired' || state === 'declined' || state === 'cancelled'
  if (!isWaiting && !isGone) return []
  return [
    {
      messageId: message.id,
      appointmentId,
      sentAt,
      answeredAt: message.answered_at,
      appointmentLive: isWaiting && message.appointmentLive,
    },
  ]
}

/** STOP is for the number: every patient it reaches keeps their appointment and gets no more SMS. */
async function stop(trx: Transaction, ports: Ports, received: Received, moment: Moment): Promise<MessageId | null> {
  const last = received.sent[0]
  if (!last) return null
  const written = received.sent.flatMap((message) => (message.referral_id ? [message.referral_id] : []))
  const referralIds = [...new Set(written)]
  await stopSms(trx, referralIds, moment.now)
  for (const referralId of referralIds) await recordChange(trx, 'referral', referralId, 'stop', moment)
  await acknowledge(trx, ports, last.appointment_id, 'answered_stop', received.replyId, moment)
  return last.id
}

async function askForCall(
  trx: Transaction,
  ports: Ports,
  received: Received,
  moment: Moment,
): Promise<MessageId | null> {
  const last = received.sent[0]
  if (!last) return null
  const concerned = received.sent.filter((message) => message === last || message.appointmentLive)
  for (const message of concerned) {
    if (!message.referral_id) continue
    await recordChange(trx, 'referral', message.referral_id, 'contact', moment)
    const about = {
      centreId: message.centre_id,
      referralId: message.referral_id,
      appointmentId: message.appointment_id,
    }
    await addCall(
      trx,
      ports,
      { ...about, reason: 'asked_to_be_called', urgent: false, cause: received.replyId },
      moment,
    )
  }
  await acknowledge(trx, ports, last.appointment_id, 'answered_contact', received.replyId, moment)
  return last.id
}

/** The place is gone: whoever said yes is told so and called; whoever said no is thanked. */
async function tooLate(
  trx: Transaction,
  ports: Ports,
  received: Received & { readonly appointmentId: AppointmentId },
  moment: Moment,
): Promise<void> {
  const { appointmentId, meaning, replyId } = received
  await closeQuestions(trx, appointmentId, moment.now)
  await acknowledge(trx, ports, appointmentId, meaning === 'yes' ? 'answered_too_late' : 'answered_no', replyId, moment)
  const appointment = await findAppointmentContext(trx, appointmentId)
  if (!appointment || meaning !== 'yes') return
  await addCall(
    trx,
    ports,
    {
      centreId: appointment.ownerCentreId,
      referralId: appointment.referralId,
      appointmentId,
      reason: 'answered_too_late',
      urgent: appointment.priorityClass === 'P1' || appointment.priorityClass === 'P2',
      cause: replyId,
    },
    moment,
  )
}

async function acknowledge(
  trx: Transaction,
  ports: Ports,
  appointmentId: AppointmentId | null,
  kind: MessageKind,
  replyId: string,
  moment: Moment,
): Promise<void> {
  if (appointmentId) await writeMessage(trx, ports, { kind, appointmentId, cause: replyId }, moment)
}
