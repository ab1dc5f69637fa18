import { z } from 'zod'
import { AppointmentId, HostCentreId, ReferralId, SlotId, StopId } from './ids.ts'
import { Instant, LocalDate, MinuteOfDay, TimeZone } from './time.ts'

/** What a place is for: a consultation, or a consultation with a procedure (biopsy, small excision). */
export const SlotKind = z.enum(['consultation', 'procedure'])
export type SlotKind = z.infer<typeof SlotKind>

/** Priority class of a referral, most urgent first. */
export const PriorityClass = z.enum(['P1', 'P2', 'P3', 'P4'])
export type PriorityClass = z.infer<typeof PriorityClass>

export const HalfDay = z.enum(['morning', 'afternoon'])
export type HalfDay = z.infer<typeof HalfDay>

/**
 * `offered`: held until a given time, waiting for an answer. `booked`: the place is the patient's, who has not answered yet.
 * `confirmed`: the patient said yes. `arrived`, `done`, `no_show`, `excused`: what happened on the day.
 */
export const AppointmentState = z.enum([
  'offered',
  'booked',
  'confirmed',
  'arrived',
  'done',
  'no_show',
  'excused',
  'declined',
  'expired',
  'cancelled',
])
export type AppointmentState = z.infer<typeof AppointmentState>

/** Why an appointment ended before the visit. */
export const EndReason = z.enum([
  'patient_declined',
  'patient_cancelled',
  'centre_cancelled',
  'stop_cancelled',
  'offer_expired',
  /** The place drew near before any message or call about it had reached the patient. */
  'offer_unreached',
  'moved',
  'reallocated',
  'referral_closed',
])
export type EndReason = z.infer<typeof EndReason>

/** A place nobody holds. Minutes are of the stop's own day. */
export const FreeSlot = z.object({
  slotId: SlotId,
  stopId: StopId,
  date: LocalDate,
  start: MinuteOfDay,
  end: MinuteOfDay,
  room: z.int().positive(),
  kind: SlotKind,
})
export type FreeSlot = z.infer<typeof FreeSlot>

/** How sessions become places [P]: settings, with these defaults. Minutes, shares from 0 to 1. */
export const SlotRules = z.object({
  consultationMinutes: z.int().positive().default(20),
  procedureMinutes: z.int().positive().default(40),
  /** One place with a procedure for each full length of this in a session, at its end so that it delays nobody. */
  procedureEveryMinutes: z.int().positive().default(150),
  /** Left empty after every place. */
  bufferMinutes: z.int().min(0).default(0),
  /** The team pauses once it has worked this long without one. */
  breakAfterMinutes: z.int().positive().default(120),
  breakMinutes: z.int().min(0).default(10),
  /** Share of a stop's places kept for P1–P2. */
  urgentShare: z.number().min(0).max(1).default(0.3),
  /** Days before the stop's first day when what is left of that share is open to all. */
  urgentReleaseDays: z.int().min(0).default(7),
})
export type SlotRules = z.infer<typeof SlotRules>

/** What a wish is worth against another when places are shared out [P]. Points per patient; fewer is better. */
export const WishWeights = z.object({
  otherHalfDay: z.int().min(0).default(300),
  /** A consultation seated on the longer place. */
  longerPlace: z.int().min(0).default(60),
  apartFromCompanion: z.int().min(0).default(400),
  /** Per minute of driving, up to 120 minutes. */
  driveMinute: z.int().min(0).default(1),
  /** Per day after the first day to fill, up to 7, for somebody already past their deadline: sooner is less late. */
  lateDay: z.int().min(0).default(1000),
  /** The same for a P1 or P2 in time. */
  urgentDay: z.int().min(0).default(20),
  /** Moving a patient who was given another half-day, and has not confirmed it. */
  moved: z.int().min(0).default(150),
})
export type WishWeights = z.infer<typeof WishWeights>

/** How long an offer of a freed place holds it, in hours, by class and by nearness of the place [P]. */
export const OfferRules = z.object({
  holdHours: z.record(PriorityClass, z.number().positive()).default({ P1: 4, P2: 8, P3: 24, P4: 24 }),
  /** A place this near, in hours, is held no longer than `nearHoldHours`. */
  nearHours: z.number().positive().default(48),
  nearHoldHours: z.number().positive().default(2),
  /** A place starting sooner than this, in minutes, is offered by nobody but the desk. */
  shortestNoticeMinutes: z.int().min(0).default(120),
})
export type OfferRules = z.infer<typeof OfferRules>

/** The room's settings, stored under the key `appointments`; what is absent takes its default. */
export const AppointmentRules = z.object({
  slots: SlotRules.prefault({}),
  wishes: WishWeights.prefault({}),
  offers: OfferRules.prefault({}),
})
export type AppointmentRules = z.infer<typeof AppointmentRules>

/** Why the queue's patient gets no place of this stop. */
export const NotPlacedReason = z.enum([
  /** No place of the stop is of a kind that suits. */
  'no_place_of_kind',
  /** Every suiting place falls on a day the patient cannot come. */
  'days_excluded',
  /** The centre is farther than the patient can drive. */
  'out_of_reach',
  /** What is left is kept for P1–P2 until the reserve is released. */
  'reserved_for_urgent',
  /** Every suiting place goes to patients before them in the queue. */
  'taken_by_earlier',
  /** Every suiting place is already held by a confirmed or fixed appointment. */
  'none_free',
])
export type NotPlacedReason = z.infer<typeof NotPlacedReason>

const SlotTimes = { date: LocalDate, start: MinuteOfDay, end: MinuteOfDay, room: z.int().positive(), kind: SlotKind }

/** Whom a line is about, for those who may know; the name is null for another centre's patient. */
const QueuePerson = {
  referralId: ReferralId,
  patientName: z.string().nullable(),
  centreName: z.string(),
  priorityClass: PriorityClass,
  deadline: LocalDate.nullable(),
}

/** One line of a previewed allocation: who gets what. Never holds clinical detail. */
export const PlannedPlace = z.object({
  ...QueuePerson,
  slotId: SlotId,
  ...SlotTimes,
  late: z.boolean(),
  change: z.enum(['new', 'moved', 'kept']),
  /** Wishes that could not be kept. */
  missedWishes: z.array(z.enum(['half_day', 'companion'])),
  driveMinutes: z.number(),
})
export type PlannedPlace = z.infer<typeof PlannedPlace>

/** One line of those without a place. `displaced`: had one, given to someone more urgent. */
export const NotPlaced = z.object({
  ...QueuePerson,
  reason: NotPlacedReason,
  displaced: z.boolean(),
  suitingPlaces: z.int().min(0),
  heldBy: z.record(PriorityClass, z.int().min(0)),
})
export type NotPlaced = z.infer<typeof NotPlaced>

/** What an allocation would do, before anything is written. Confirming sends its fingerprint back. */
export const AllocationPreview = z.object({
  stopId: StopId,
  rearrange: z.boolean(),
  fingerprint: z.string(),
  placed: z.array(PlannedPlace),
  notPlaced: z.array(NotPlaced),
  freeBefore: z.int(),
  freeAfter: z.int(),
  reservedAfter: z.int(),
})
export type AllocationPreview = z.infer<typeof AllocationPreview>

/** What happens to one patient of a stop that is cancelled, or whose place is gone. */
export const ImpactLine = z.object({
  ...QueuePerson,
  appointmentId: AppointmentId,
  date: LocalDate,
  start: MinuteOfDay,
  /** Where they can go instead; null: back to the queue, and a person must act. */
  instead: z
    .object({ stopId: StopId, centreName: z.string(), slotId: SlotId, ...SlotTimes, driveMinutes: z.number() })
    .nullable(),
  /** Whether the deadline is kept; null when there is none. */
  deadlineKept: z.boolean().nullable(),
})
export type ImpactLine = z.infer<typeof ImpactLine>

/** The same without anybody: what a planner reads before cancelling a stop. */
export const ImpactCounts = z.object({
  stopId: StopId,
  concerned: z.record(PriorityClass, z.int().min(0)),
  elsewhereInTime: z.int(),
  elsewhereLate: z.int(),
  withoutPlace: z.int(),
})
export type ImpactCounts = z.infer<typeof ImpactCounts>

/** What a note of attendance became: `set_aside` disagrees with another and waits for a person. */
export const NoteOutcome = z.enum(['applied', 'same', 'set_aside', 'refused'])
export type NoteOutcome = z.infer<typeof NoteOutcome>

/** Who noted what of a patient's coming, and when; `offline` on a device without network, brought later. */
export const AttendanceNote = z.object({
  noteId: z.uuid(),
  attendance: z.enum(['arrived', 'excused', 'no_show', 'booked', 'confirmed']),
  by: z.string(),
  at: Instant,
  offline: z.boolean(),
  outcome: NoteOutcome,
  /** A person decided about a note that was set aside. */
  settled: z.boolean(),
})
export type AttendanceNote = z.infer<typeof AttendanceNote>

/** What the person who looks after the day sees of an appointment: identity, phone, class; nothing clinical. */
export const AgendaEntry = z.object({
  appointmentId: AppointmentId,
  referralId: ReferralId,
  state: AppointmentState,
  patientName: z.string(),
  birthYear: z.string(),
  phone: z.string().nullable(),
  phoneOwner: z.string(),
  mobility: z.string(),
  interpreter: z.string().nullable(),
  priorityClass: PriorityClass,
  deadline: LocalDate.nullable(),
  heldUntil: Instant.nullable(),
  revision: z.int(),
  /** In the order they were made. */
  notes: z.array(AttendanceNote),
})
export type AgendaEntry = z.infer<typeof AgendaEntry>

/** A place of the agenda with who holds it, if anyone. */
export const AgendaSlot = z.object({
  slotId: SlotId,
  ...SlotTimes,
  reserved: z.boolean(),
  overbooked: z.object({ by: z.string(), reason: z.string() }).nullable(),
  /** No longer in the sessions: its patient must be moved. */
  withdrawn: z.boolean(),
  appointment: AgendaEntry.nullable(),
  /** Those who will not come, or did not: newest first. */
  absent: z.array(AgendaEntry),
})
export type AgendaSlot = z.infer<typeof AgendaSlot>

/** Somebody of the waiting list who could fill a place at short notice; `rank` is their place in the queue. */
export const WalkInCandidate = z.object({
  referralId: ReferralId,
  patientName: z.string(),
  phone: z.string().nullable(),
  phoneOwner: z.string(),
  mobility: z.string(),
  priorityClass: PriorityClass,
  deadline: LocalDate.nullable(),
  driveMinutes: z.number(),
  rank: z.int().positive(),
})
export type WalkInCandidate = z.infer<typeof WalkInCandidate>

/** Who holds now the place an appointment left. The name is null for another centre's patient. */
export const NextHolder = z.object({
  patientName: z.string().nullable(),
  centreName: z.string(),
  priorityClass: PriorityClass,
  state: AppointmentState,
  heldUntil: Instant.nullable(),
  zone: TimeZone,
})
export type NextHolder = z.infer<typeof NextHolder>

/** Places of a stop by what became of them: counts only, for those who see no name. */
export const SlotCounts = z.object({
  stopId: StopId,
  centreId: HostCentreId,
  places: z.int(),
  free: z.int(),
  reserved: z.int(),
  offered: z.int(),
  booked: z.int(),
  confirmed: z.int(),
  overbooked: z.int(),
  toMove: z.int(),
})
export type SlotCounts = z.infer<typeof SlotCounts>

// What the screens send.

export const BookingInput = z.object({
  referralId: ReferralId,
  slotId: SlotId,
  /** The patient was asked and said yes. */
  agreed: z.boolean().default(false),
})
export type BookingInput = z.infer<typeof BookingInput>

export const OverbookInput = z.object({
  referralId: ReferralId,
  stopId: StopId,
  date: LocalDate,
  start: MinuteOfDay.optional(),
  reason: z.string().max(300),
  agreed: z.boolean().default(false),
})
export type OverbookInput = z.infer<typeof OverbookInput>

export const MoveInput = z.object({
  slotId: SlotId,
  revision: z.int().positive(),
  agreed: z.boolean().default(false),
  /** Leaves the place free instead of offering it, so that the move can be taken back. */
  keepFree: z.boolean().default(false),
})
export type MoveInput = z.infer<typeof MoveInput>

export const CancelInput = z.object({
  reason: EndReason.extract(['patient_cancelled', 'patient_declined', 'centre_cancelled']),
  revision: z.int().positive(),
})
export type CancelInput = z.infer<typeof CancelInput>

export const ArrivalInput = z.object({
  attendance: z.enum(['arrived', 'excused', 'no_show', 'booked', 'confirmed']),
  revision: z.int().positive(),
})
export type ArrivalInput = z.infer<typeof ArrivalInput>

/** A note of attendance made without network: the device's own id, what it had last seen, and its own clock. */
export const NoteInput = z.object({
  noteId: z.uuid(),
  attendance: z.enum(['arrived', 'excused', 'no_show']),
  revision: z.int().positive(),
  notedAt: Instant,
})
export type NoteInput = z.infer<typeof NoteInput>

export const SettleInput = z.object({ keep: z.boolean() })

export const AnswerInput = z.object({ answer: z.enum(['yes', 'no']) })
export type AnswerInput = z.infer<typeof AnswerInput>

export const AllocationInput = z.object({ rearrange: z.boolean().default(false) })
export const AllocationConfirmation = AllocationInput.extend({ fingerprint: z.string().max(100) })

export const WalkInInput = z.object({ referralId: ReferralId, isHere: z.boolean().default(false) })
export const OfferInput = z.object({ referralId: ReferralId.optional() })
