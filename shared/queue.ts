import { z } from 'zod'
import { AppointmentState, NotPlacedReason, PriorityClass } from './appointment.ts'
import { AlertId, AppointmentId, HostCentreId, ReferralId, SlotId, StopId } from './ids.ts'
import { OutcomeCode } from './protocol.ts'
import { AlertKind, CloseReason, RankReason } from './referral.ts'
import { Instant, LocalDate, MinuteOfDay, TimeZone } from './time.ts'

/**
 * What somebody of a centre has to do: a standing alert, a result not yet due, an answer nobody has read, or an advice
 * that waits for a decision.
 */
export const WorkKind = z.enum([...AlertKind.options, 'result_owed', 'answer_to_read', 'advice_to_decide'])
export type WorkKind = z.infer<typeof WorkKind>

/**
 * One line of a centre's worklist. `dueOn`: the deadline it counts against, whichever the kind has; `daysLeft` is
 * negative once past. `visit` and `advice` are there for doctors alone.
 */
export const WorkLine = z.object({
  kind: WorkKind,
  /** null when no alert stands yet. */
  alertId: AlertId.nullable(),
  referralId: ReferralId,
  centreId: HostCentreId,
  priorityClass: PriorityClass,
  patientName: z.string(),
  dueOn: LocalDate,
  daysLeft: z.int(),
  raisedAt: Instant,
  escalatedAt: Instant.nullable(),
  /** Who took it on; it stands until it is done. */
  takenBy: z.string().nullable(),
  /** The appointment whose day is over and of which nothing was said. */
  appointment: z
    .object({
      appointmentId: AppointmentId,
      stopId: StopId,
      state: AppointmentState,
      date: LocalDate,
      centreName: z.string(),
      revision: z.int(),
    })
    .nullable(),
  visit: z.object({ visitId: z.string(), outcome: OutcomeCode, owner: z.string().nullable() }).optional(),
})
export type WorkLine = z.infer<typeof WorkLine>

/** A past day of one of a specialist's own stops with patients of whom nothing was said. Counts only. */
export const UnrecordedDay = z.object({
  stopId: StopId,
  centreName: z.string(),
  date: LocalDate,
  patients: z.int().positive(),
  /** How many of them have waited for more than one working day. */
  escalated: z.int().min(0),
})
export type UnrecordedDay = z.infer<typeof UnrecordedDay>

/** How far from their deadline the urgent referrals without a place are, in steps a planner can act on. */
export const LATENESS = ['over_7_left', 'within_7', 'late_1_7', 'late_8_14', 'late_over_14'] as const

/** Standing breaches of one centre, specialty and class, for those who see counts alone. */
export const BreachCount = z.object({
  centreId: HostCentreId,
  centreName: z.string(),
  department: z.string(),
  specialty: z.string(),
  priorityClass: PriorityClass,
  breaches: z.int(),
  /** Nobody chose anything for more than one working day. */
  escalated: z.int(),
  /** The fewest days left among them; negative once late. */
  soonest: z.int(),
  byLateness: z.record(z.enum(LATENESS), z.int()),
  /** Their past visits of which nothing was said. */
  unrecorded: z.int(),
})
export type BreachCount = z.infer<typeof BreachCount>

/** One more session, imagined: a day of the stop and its hours. */
export const ExtraSession = z
  .object({ date: LocalDate, start: MinuteOfDay, end: MinuteOfDay })
  .refine(({ start, end }) => start < end, { path: ['end'] })
export type ExtraSession = z.infer<typeof ExtraSession>

/**
 * What becomes of one rank of a stop's queue. `held`: a place is theirs; `planned`: sharing out the places now would give
 * them one; `none`: the first rule that leaves them without.
 */
export const RankOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('held'), date: LocalDate, start: MinuteOfDay, state: AppointmentState }),
  z.object({ outcome: z.literal('planned'), date: LocalDate, start: MinuteOfDay, late: z.boolean() }),
  z.object({ outcome: z.literal('none'), why: NotPlacedReason }),
])
export type RankOutcome = z.infer<typeof RankOutcome>

/** One rank of a stop's queue. `patient` is absent for another centre's: only its class and what becomes of it show. */
export const StopQueueLine = z.object({
  rank: z.int().positive(),
  reason: RankReason,
  priorityClass: PriorityClass,
  place: RankOutcome,
  /** A place the extra session would give to a patient who gets none. */
  extra: z.object({ date: LocalDate, start: MinuteOfDay }).nullable(),
  patient: z
    .object({
      referralId: ReferralId,
      patientName: z.string(),
      communeName: z.string(),
      driveMinutes: z.int(),
      deadline: LocalDate.nullable(),
      daysLeft: z.int().nullable(),
      revision: z.int(),
    })
    .optional(),
})
export type StopQueueLine = z.infer<typeof StopQueueLine>

/** The queue of a stop against its capacity. `lastWithPlace`: the rank of the last patient with one; 0 when nobody has. */
export const StopQueue = z.object({
  stopId: StopId,
  centreName: z.string(),
  firstDay: LocalDate,
  lastDay: LocalDate,
  zone: TimeZone,
  /** Hours of a usual session there, to imagine one more. */
  usualSession: z.object({ start: MinuteOfDay, end: MinuteOfDay }).nullable(),
  places: z.int(),
  held: z.int(),
  free: z.int(),
  /** Of the free places, those kept for P1–P2 until `releasedOn`. */
  reserved: z.int(),
  releasedOn: LocalDate,
  isReleased: z.boolean(),
  lastWithPlace: z.int(),
  lines: z.array(StopQueueLine),
  /** Places the extra session would add, when one was imagined. */
  extraPlaces: z.int().nullable(),
})
export type StopQueue = z.infer<typeof StopQueue>

/** Something that happened in a centre's queue, for those on duty there. */
export const QueueChange = z.object({
  eventId: z.string(),
  referralId: ReferralId,
  patientName: z.string(),
  priorityClass: PriorityClass,
  at: Instant,
  sequence: z.int(),
  kind: z.string(),
  personName: z.string().nullable(),
})
export type QueueChange = z.infer<typeof QueueChange>

export const BULK_ACTS = ['acknowledge', 'waiting_list', 'close', 'reopen', 'move', 'move_back'] as const

/** One line of a bulk action, at the revision that was on screen. */
export const BulkItem = z.object({
  referralId: ReferralId,
  revision: z.int(),
  /** `move_back` alone: the place left by the move that is taken back. */
  slotId: SlotId.nullable().default(null),
})

/** The same act on several referrals of a centre; each line is done or refused alone. */
export const BulkInput = z
  .object({
    act: z.enum(BULK_ACTS),
    items: z.array(BulkItem).min(1).max(100),
    reason: CloseReason.nullable().default(null),
    stopId: StopId.nullable().default(null),
  })
  .refine(({ act, reason }) => act !== 'close' || reason !== null, { path: ['reason'] })
  .refine(({ act, stopId }) => act !== 'move' || stopId !== null, { path: ['stopId'] })
export type BulkInput = z.infer<typeof BulkInput>

/** What became of one line. `message` says why not; `changes` what a colleague did meanwhile; `undo` how to take it back. */
export const BulkResult = z.object({
  referralId: ReferralId,
  done: z.boolean(),
  revision: z.int().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  changes: z.array(z.object({ at: Instant, kind: z.string(), personName: z.string().nullable() })),
  undo: z
    .object({
      act: z.enum(BULK_ACTS),
      item: z.object({ referralId: ReferralId, revision: z.int(), slotId: SlotId.nullable() }),
    })
    .nullable(),
})
export type BulkResult = z.infer<typeof BulkResult>
