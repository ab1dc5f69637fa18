import { z } from 'zod'
import { AppointmentState, NextHolder } from './appointment.ts'
import { AppointmentId, HostCentreId, MessageId, ReferralId } from './ids.ts'
import { Instant, LocalDate, MinuteOfDay, TimeZone } from './time.ts'

/** Every SMS Escale knows how to write. Reminders carry the days left before the appointment. */
export const MessageKind = z.enum([
  'offer',
  'confirmation',
  'reminder_7',
  'reminder_2',
  'reminder_1',
  'moved',
  'cancellation',
  'late_cancellation',
  'answered_yes',
  'answered_no',
  'answered_too_late',
  'answered_stop',
  'answered_contact',
  'call_us_back',
])
export type MessageKind = z.infer<typeof MessageKind>

/** The languages a patient is written to in. */
export const MessageLanguage = z.enum(['fr', 'en'])
export type MessageLanguage = z.infer<typeof MessageLanguage>

/**
 * Where an SMS is. `accepted`: the provider took it; only `delivered` says the telephone has it;
 * `unknown`: nobody knows whether the provider took it, so it is looked up and never blindly sent again.
 */
export const MessageState = z.enum(['queued', 'sending', 'accepted', 'delivered', 'failed', 'unknown', 'skipped'])
export type MessageState = z.infer<typeof MessageState>

/** Why an SMS was not sent, in a word a screen translates. */
export const SkipReason = z.enum([
  'lapsed',
  'appointment_changed',
  'sms_stopped',
  'one_per_day',
  'sending_disabled',
  'phone_changed',
  /** The referral was closed: nothing more is said to the patient. */
  'referral_closed',
])
export type SkipReason = z.infer<typeof SkipReason>

/** What a reply means when its whole text says it; anything else is `unclear` and waits for a person. */
export const ReplyMeaning = z.enum(['yes', 'no', 'stop', 'contact', 'unclear'])
export type ReplyMeaning = z.infer<typeof ReplyMeaning>

/**
 * What a text costs: `length` in septets (an extension character counts two) or UTF-16 code units;
 * `left` before one more SMS is needed.
 */
export const SmsSize = z.object({
  encoding: z.enum(['gsm7', 'ucs2']),
  length: z.int().min(0),
  segments: z.int().min(1),
  left: z.int().min(0),
})
export type SmsSize = z.infer<typeof SmsSize>

/** One line of a centre's message log, as its coordinator reads it. */
export const LoggedMessage = z.object({
  messageId: MessageId,
  centreId: HostCentreId,
  appointmentId: AppointmentId.nullable(),
  kind: MessageKind,
  language: MessageLanguage,
  state: MessageState,
  gateway: z.string().nullable(),
  patientName: z.string(),
  phone: z.string(),
  body: z.string(),
  segments: z.int().min(1),
  asks: z.boolean(),
  urgent: z.boolean(),
  createdAt: Instant,
  dueAt: Instant,
  sentAt: Instant.nullable(),
  answeredAt: Instant.nullable(),
  attempts: z.int().min(0),
  skippedReason: z.string().nullable(),
})
export type LoggedMessage = z.infer<typeof LoggedMessage>

/** A reply as received, beside what was understood of it. `patientNames` are those who share the number. */
export const LoggedReply = z.object({
  replyId: z.string(),
  receivedAt: Instant,
  phone: z.string(),
  body: z.string(),
  meaning: ReplyMeaning,
  state: z.enum(['applied', 'to_review', 'reviewed']),
  patientNames: z.array(z.string()),
  reviewedBy: z.string().nullable(),
  reviewedAt: Instant.nullable(),
  /** Whom the place this NON freed went to; null when it frees none, or the place is free. */
  next: NextHolder.nullable(),
})
export type LoggedReply = z.infer<typeof LoggedReply>

/** Why a person must call a patient. */
export const CallReason = z.enum([
  'no_mobile',
  'sms_stopped',
  'not_informed',
  'urgent_offer',
  'not_delivered',
  'no_answer',
  'asked_to_be_called',
  'unclear_reply',
  'declined_urgent',
  'answered_too_late',
  'appointment_cancelled',
])
export type CallReason = z.infer<typeof CallReason>

/** How a call ended [P]. `agreed`: the patient comes; `refused`: they do not. */
export const CallOutcome = z.enum(['agreed', 'call_later', 'wrong_number', 'refused', 'died'])
export type CallOutcome = z.infer<typeof CallOutcome>

/** One line of the call list: whom to call, on which number, why, about which appointment. Nothing clinical. */
export const CallTask = z.object({
  callTaskId: z.string(),
  centreId: HostCentreId,
  referralId: ReferralId,
  /** Most pressing first: one call deals with them all. */
  reasons: z.array(CallReason).min(1),
  urgent: z.boolean(),
  patientName: z.string(),
  phone: z.string().nullable(),
  phoneOwner: z.string(),
  appointment: z
    .object({
      appointmentId: AppointmentId,
      date: LocalDate,
      start: MinuteOfDay,
      zone: TimeZone,
      place: z.string(),
      state: AppointmentState,
      heldUntil: Instant.nullable(),
    })
    .nullable(),
  /** Whom the place this patient left went to; null when they left none, or the place is free. */
  next: NextHolder.nullable(),
  attempts: z.int().min(0),
  lastOutcome: CallOutcome.nullable(),
  dueAt: Instant,
})
export type CallTask = z.infer<typeof CallTask>

/** A shipped or edited template in one language, with a worked example and what it costs. */
export const TemplatePreview = z.object({
  kind: MessageKind,
  language: MessageLanguage,
  template: z.string(),
  example: z.string(),
  size: SmsSize,
})
export type TemplatePreview = z.infer<typeof TemplatePreview>

/** For whom a text is written: everyone, a specialty, or a centre. */
export const TemplateScope = z.templateLiteral([
  z.enum(['default', 'specialty:', 'centre:']),
  z.string().regex(/^[a-z0-9_-]{0,36}$/),
])
export type TemplateScope = z.infer<typeof TemplateScope>

/** A scope to choose; `name` is a specialty's code or a centre's name, empty for everyone. */
export type ScopeChoice = {
  readonly scope: TemplateScope
  readonly kind: 'default' | 'specialty' | 'centre'
  readonly name: string
}

/** A text in use for a scope: where it comes from, and the one it would inherit without its own. */
export type UsedTemplate = TemplatePreview & {
  readonly scope: TemplateScope
  readonly from: TemplateScope | 'shipped'
  readonly inherited: string
  /** Specialties that have a text of their own, used instead of this one. */
  readonly exceptFor: readonly string[]
}

/** A text as saved. `inherits`: it is the one above, so none is kept and whatever the one above becomes is used. */
export type SavedTemplate = TemplatePreview & { readonly inherits: boolean }
