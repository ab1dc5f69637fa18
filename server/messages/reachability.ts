import type { CallReason, MessageKind } from '../../shared/message.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import type { ReachablePhone } from './phone.ts'

/** Kinds someone must hear even without a mobile: a person calls. A reminder or an answer is not worth a call. */
const CALLED_KINDS: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'offer',
  'confirmation',
  'moved',
  'cancellation',
  'late_cancellation',
])

/** How a message reaches its patient: `phone` by SMS, `call` by a person, both, or neither. */
export type Way = { readonly phone: ReachablePhone | null; readonly call: CallReason | null }

/**
 * Decides between SMS and call list. No mobile, no consent to SMS or STOP means a call for what must be heard;
 * an offer to someone of class P1 or P2 is also told by phone.
 */
export function wayToReach(
  kind: MessageKind,
  patient: {
    readonly phone: ReachablePhone | Refusal | null
    readonly smsInformed: boolean
    readonly smsStopped: boolean
    readonly isUrgentClass: boolean
  },
): Way {
  const { phone } = patient
  const blocked = blockedBecause(phone, patient)
  if (blocked && kind !== 'answered_stop') return { phone: null, call: callReason(kind, blocked) }
  if (phone === null || isRefusal(phone) || phone.channel !== 'sms') return { phone: null, call: null }
  return { phone, call: kind === 'offer' && patient.isUrgentClass ? 'urgent_offer' : null }
}

function blockedBecause(
  phone: ReachablePhone | Refusal | null,
  patient: { smsInformed: boolean; smsStopped: boolean },
): CallReason | null {
  if (phone === null || isRefusal(phone) || phone.channel !== 'sms') return 'no_mobile'
  if (patient.smsStopped) return 'sms_stopped'
  return patient.smsInformed ? null : 'not_informed'
}

function callReason(kind: MessageKind, blocked: CallReason): CallReason | null {
  if (!CALLED_KINDS.has(kind)) return null
  return kind === 'cancellation' || kind === 'late_cancellation' ? 'appointment_cancelled' : blocked
}
