import type { AppointmentState } from '../../shared/appointment.ts'
import type { MessageKind, SkipReason } from '../../shared/message.ts'
import { type Instant, localDateOf } from '../../shared/time.ts'
import { isReminderFor } from './reminders.ts'
import { nextDayOpening, nextSendingTime, type SendingPlace } from './sending-window.ts'
import { ANY_HOUR_KINDS } from './templates.ts'

/** A message about to leave, and the world as it is at that moment. */
export type Departure = {
  readonly kind: MessageKind
  readonly urgent: boolean
  readonly lapsesAt: Instant | null
  readonly now: Instant
  readonly place: SendingPlace
  /** null when the message is about no appointment. */
  readonly appointmentState: AppointmentState | null
  /** The appointment is no longer at the time the text says. */
  readonly appointmentMoved: boolean
  readonly smsStopped: boolean
  readonly samePhone: boolean
  /** When this patient last received another SMS. */
  readonly lastSentAt: Instant | null
  readonly sendingEnabled: boolean
}

export type SendingDecision =
  | { readonly decision: 'send' }
  | { readonly decision: 'wait'; readonly until: Instant }
  | { readonly decision: 'skip'; readonly reason: SkipReason }
  /** Sending is switched off: stays in the outbox. */
  | { readonly decision: 'hold' }

/** Decides at the last moment whether a message still has a purpose, and whether this is the hour for it. */
export function decideSending(departure: Departure): SendingDecision {
  const { kind, now, place, lapsesAt } = departure
  if (lapsesAt !== null && now >= lapsesAt)
    return { decision: 'skip', reason: departure.sendingEnabled ? 'lapsed' : 'sending_disabled' }
  if (departure.smsStopped && kind !== 'answered_stop') return { decision: 'skip', reason: 'sms_stopped' }
  if (!departure.samePhone) return { decision: 'skip', reason: 'phone_changed' }
  if (departure.appointmentMoved || !stillTrue(kind, departure.appointmentState))
    return { decision: 'skip', reason: 'appointment_changed' }
  if (!departure.sendingEnabled) return { decision: 'hold' }
  const open = ANY_HOUR_KINDS.has(kind) ? now : nextSendingTime(now, place)
  const at = !departure.urgent && sameDay(departure.lastSentAt, open, place) ? nextDayOpening(open, place) : open
  if (at === now) return { decision: 'send' }
  if (lapsesAt !== null && at >= lapsesAt) return { decision: 'skip', reason: at === open ? 'lapsed' : 'one_per_day' }
  return { decision: 'wait', until: at }
}

/** Whether what the text says is so: an offer still held, an appointment still standing, or really cancelled. */
function stillTrue(kind: MessageKind, state: AppointmentState | null): boolean {
  if (state === null) return true
  switch (kind) {
    case 'offer':
      return state === 'offered'
    case 'reminder_7':
    case 'reminder_2':
    case 'reminder_1':
      return isReminderFor(kind, state)
    case 'confirmation':
    case 'moved':
    case 'answered_yes':
      return state === 'booked' || state === 'confirmed'
    case 'cancellation':
    case 'late_cancellation':
      return state === 'cancelled' || state === 'declined' || state === 'expired'
    default:
      return true
  }
}

const sameDay = (last: Instant | null, at: Instant, { zone }: SendingPlace): boolean =>
  last !== null && localDateOf(last, zone) === localDateOf(at, zone)
