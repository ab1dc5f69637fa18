import { z } from 'zod'
import { AppointmentState, PriorityClass } from './appointment.ts'
import { AlertId, AppointmentId, HostCentreId, ReferralId, StopId } from './ids.ts'
import { OutcomeCode } from './protocol.ts'
import { AlertKind } from './referral.ts'
import { Instant, LocalDate } from './time.ts'

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

/** Standing breaches of one centre and class, for those who see counts alone. */
export const BreachCount = z.object({
  centreId: HostCentreId,
  centreName: z.string(),
  department: z.string(),
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
