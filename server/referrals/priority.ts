import type { PriorityClass } from '../../shared/appointment.ts'
import { addDays } from '../../shared/days.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { type Protocol, type ProtocolClass, urgency } from '../../shared/protocol.ts'
import type { ReasonInput } from '../../shared/referral.ts'
import type { LocalDate } from '../../shared/time.ts'

const SHORTEST_REASON = 10

/** A protocol's words and delays for one class. */
export function classOf(protocol: Protocol, priorityClass: PriorityClass): ProtocolClass {
  return protocol.classes.find((one) => one.id === priorityClass)!
}

/** The day on or before which a patient of this class is to be seen, counted from `from`; null without limit. */
export function deadlineOf(protocol: Protocol, priorityClass: PriorityClass, from: LocalDate): LocalDate | null {
  const { withinDays } = classOf(protocol, priorityClass)
  return withinDays === null ? null : addDays(from, withinDays)
}

/**
 * The deadline after a change of class. A raised referral is due its new delay from today and never later than before;
 * a lowered one gets the delay it would have had from the start.
 */
export function deadlineAfterChange(
  protocol: Protocol,
  referral: { priorityClass: PriorityClass; deadline: LocalDate | null; sentOn: LocalDate },
  next: PriorityClass,
  today: LocalDate,
): LocalDate | null {
  if (urgency(next, false) < urgency(referral.priorityClass, false)) return deadlineOf(protocol, next, referral.sentOn)
  const fresh = deadlineOf(protocol, next, today)
  if (fresh === null || referral.deadline === null) return fresh
  // ISO days sort as text.
  return [fresh, referral.deadline].sort()[0]!
}

/** Says what a reason lacks: `other` needs a text of 10 characters or more. */
export function checkReason(reason: ReasonInput | null, field: string): Refusal | null {
  if (!reason) return refuse('reason_required', { field })
  if (reason.code === 'other' && reason.text.length < SHORTEST_REASON)
    return refuse('reason_text_required', { field: `${field}.text` })
  return null
}

/** Whether a class may become another: a real change, with its reason, and asked twice when it lowers a P1. */
export function checkChange(
  from: PriorityClass,
  to: PriorityClass,
  reason: ReasonInput,
  isConfirmed: boolean,
): Refusal | null {
  if (from === to) return refuse('same_class', { field: 'priorityClass' })
  const lacking = checkReason(reason, 'reason')
  if (lacking) return lacking
  if (from === 'P1' && !isConfirmed) return refuse('confirm_lowering', { field: 'confirmed' })
  return null
}
