import { daysBetween } from '../../shared/days.ts'
import type { AppointmentId, MessageId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import { isRefusal } from '../../shared/problem.ts'
import { addMinutes, type Instant, instantAt, localDateOf } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { type AppointmentContext, findAppointmentContext } from './appointment-context-store.ts'
import { insertMessage, isWritten, skipQueuedMoves } from './message-store.ts'
import { templateValues } from './message-text.ts'
import { openPatientLink } from './open-patient-link.ts'
import { readPhone } from './phone.ts'
import { wayToReach } from './reachability.ts'
import { renderSms } from './render.ts'
import { nextSendingTime } from './sending-window.ts'
import { resolveTemplate, scopesOf } from './template-scopes.ts'
import { readTemplates } from './template-store.ts'
import { ANY_HOUR_KINDS, ASKING_KINDS, SHIPPED_TEMPLATES } from './templates.ts'

/**
 * `cause` sets this event apart from another of the same kind about the same place (a reply's id, a revision);
 * without it, one message of a kind is written per appointment and place. `lapsesAt` ends its purpose earlier.
 */
export type MessageToWrite = {
  readonly kind: MessageKind
  readonly appointmentId: AppointmentId
  readonly cause?: string | undefined
  readonly lapsesAt?: Instant | undefined
}

/** What came of it: an SMS in the outbox, a call on the call list, both, or nothing because nothing was to be said. */
export type WrittenMessage = { readonly sms: boolean; readonly call: boolean }

export type WritingPorts = Pick<Ports, 'config' | 'vault' | 'territory' | 'newId' | 'newToken'>

/** What one event writes at most once: its kind, the appointment, and what caused it, by default the place it speaks of. */
export function causeOf(
  kind: MessageKind,
  { appointmentId, slotId }: Pick<AppointmentContext, 'appointmentId' | 'slotId'>,
  cause: string = slotId,
): string {
  return `${kind}:${appointmentId}:${cause}`
}

/**
 * Writes to a patient about an appointment, in the transaction of the event that causes it, and decides alone between SMS
 * and call list. Writing twice for the same event changes nothing. A cancellation for today or tomorrow becomes an urgent one.
 */
export async function writeMessage(
  trx: Transaction,
  ports: WritingPorts,
  message: MessageToWrite,
  moment: Moment,
): Promise<WrittenMessage> {
  const appointment = await findAppointmentContext(trx, message.appointmentId)
  if (!appointment) throw new Error('no such appointment to write about')
  const kind = isLateCancellation(message.kind, appointment, moment.now) ? 'late_cancellation' : message.kind
  const cause = causeOf(kind, appointment, message.cause)
  if (await isWritten(trx, cause)) return { sms: false, call: false }

  const isUrgentClass = appointment.priorityClass === 'P1' || appointment.priorityClass === 'P2'
  const way = wayToReach(kind, {
    phone: appointment.sealedPhone
      ? readPhone(ports.vault.open(appointment.sealedPhone), { demo: ports.config.demo })
      : null,
    smsInformed: appointment.smsInformed,
    smsStopped: appointment.smsStopped,
    isUrgentClass,
  })
  if (way.call) {
    const urgent = isUrgentClass || kind === 'late_cancellation'
    const call = {
      centreId: appointment.ownerCentreId,
      referralId: appointment.referralId,
      appointmentId: appointment.appointmentId,
    }
    await addCall(trx, ports, { ...call, reason: way.call, urgent, cause }, moment)
  }
  if (!way.phone) return { sms: false, call: way.call !== null }

  // What was still to be said of an earlier move is no longer so, or is said again now.
  if (kind === 'moved') await skipQueuedMoves(trx, appointment.appointmentId, moment.now)
  const { body, segments } = await textOf(trx, ports, kind, appointment, moment)
  const place = { zone: appointment.zone, department: appointment.department }
  await insertMessage(trx, {
    id: ports.newId() as MessageId,
    centre_id: appointment.ownerCentreId,
    referral_id: appointment.referralId,
    appointment_id: appointment.appointmentId,
    slot_id: appointment.slotId,
    kind,
    language: appointment.language,
    sealed_phone: ports.vault.seal(way.phone.e164),
    phone_fingerprint: ports.vault.fingerprint(way.phone.e164),
    sealed_body: ports.vault.seal(body),
    segments,
    state: 'queued',
    urgent: isUrgentKind(kind) ? 1 : 0,
    asks: ASKING_KINDS.has(kind) ? 1 : 0,
    answered_at: null,
    due_at: ANY_HOUR_KINDS.has(kind) ? moment.now : nextSendingTime(moment.now, place),
    lapses_at: message.lapsesAt ?? lapseOf(kind, appointment, moment.now),
    attempts: 0,
    gateway: null,
    gateway_reference: null,
    skipped_reason: null,
    dedupe_key: cause,
    claimed_until: null,
    created_at: moment.now,
    sent_at: null,
    updated_at: moment.now,
  })
  return { sms: true, call: way.call !== null }
}

/** The text of the centre, the specialty or everyone, or the shipped one when theirs cannot be written for this appointment. */
async function textOf(
  trx: Transaction,
  ports: WritingPorts,
  kind: MessageKind,
  appointment: AppointmentContext,
  moment: Moment,
): Promise<{ body: string; segments: number }> {
  const { language } = appointment
  const communeName = ports.territory.byInsee(appointment.communeInsee)?.name ?? ''
  const link = await openPatientLink(trx, ports, appointment, moment)
  const spoken = templateValues({ ...appointment, communeName, link }, language, moment.now)
  // STOP may come when nothing is booked any more: there is no appointment to speak of.
  const values = kind === 'answered_stop' && !appointment.live ? { ...spoken, date: [] } : spoken
  const scopes = scopesOf({ centreId: appointment.stopCentreId, specialty: appointment.specialty })
  const texts = await readTemplates(trx, scopes)
  const shipped = SHIPPED_TEMPLATES[language][kind]
  const written = renderSms(resolveTemplate(texts(language, kind), scopes, shipped).template, values)
  const sms = isRefusal(written) ? renderSms(shipped, values) : written
  if (isRefusal(sms)) throw new Error(`the template of ${kind} cannot be written: ${sms.refusal}`)
  return { body: sms.body, segments: sms.size.segments }
}

/** A cancellation heard too late for the window would let someone drive for nothing. */
function isLateCancellation(kind: MessageKind, { date, zone }: AppointmentContext, now: Instant): boolean {
  return kind === 'cancellation' && daysBetween(localDateOf(now, zone), date) <= 1
}

/** What does not wait for another day because another SMS left today. */
function isUrgentKind(kind: MessageKind): boolean {
  return kind !== 'confirmation' && !kind.startsWith('reminder_')
}

const ANSWER_SERVES_MINUTES = 24 * 60

function lapseOf(kind: MessageKind, { date, start, zone, heldUntil }: AppointmentContext, now: Instant): Instant {
  if (kind === 'offer' && heldUntil) return heldUntil
  if (kind.startsWith('answered_') || kind === 'call_us_back') return addMinutes(now, ANSWER_SERVES_MINUTES)
  return instantAt(date, start, zone)
}
