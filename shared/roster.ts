import { z } from 'zod'
import { AdviceLine } from './advice.ts'
import { AppointmentState, PriorityClass, SlotKind } from './appointment.ts'
import { DepartmentCode, LngLat } from './geo.ts'
import { AppointmentId, ReferralId, SpecialistId, StopId, TourId } from './ids.ts'
import { OutcomeCode } from './protocol.ts'
import { PracticeStatus } from './specialist.ts'
import { Instant, LocalDate, MinuteOfDay } from './time.ts'
import { ReadinessState, StopSummary } from './tour.ts'

/** Whether a specialist may take a day, and what stands in the way, most final first. */
export const ClaimStanding = z.enum([
  'free',
  'mine',
  'full',
  'elsewhere_that_day',
  'authorisation_missing',
  'authorisation_requested',
  'authorisation_refused',
  'authorisation_not_valid_then',
  'month_is_full',
  'past',
])
export type ClaimStanding = z.infer<typeof ClaimStanding>

/** One day of a stop as a specialist sees it. `kmFromBase` is as the crow flies; null when no base is known. */
export const OpenDay = z.object({
  stop: StopSummary,
  date: LocalDate,
  standing: ClaimStanding,
  colleagues: z.array(z.string()),
  /** On the waiting list of the day, and how many others are. */
  volunteered: z.boolean(),
  otherVolunteers: z.int().min(0),
  /** The last day on which asking for the missing authorisation leaves it time to come; null when none is missing. */
  requestBy: LocalDate.nullable(),
  kmFromBase: z.number().nullable(),
  /** Of one's own day to come: whether the night after it is booked, and what was noted of it; null for the last day of a stop. */
  lodging: z.object({ state: ReadinessState, note: z.string().nullable() }).nullable(),
})
export type OpenDay = z.infer<typeof OpenDay>

/** A month of a specialist's promises. Euros are the daily indemnities of *solidarité territoriale*, for days in eligible areas. */
export const RosterMonth = z.object({
  month: z.string(),
  days: z.int(),
  eligibleDays: z.int(),
  indemnifiedDays: z.int(),
  euros: z.int(),
})
export type RosterMonth = z.infer<typeof RosterMonth>

/** Where and when a specialist may go, by date then distance, and what they have promised. */
export const SpecialistRoster = z.object({
  days: z.array(OpenDay),
  months: z.array(RosterMonth),
  maxDaysPerMonth: z.int(),
  /** The layer that says which areas are eligible; null while none is loaded, and every day is then supposed to be. */
  eligibleAreas: z.string().nullable(),
  /** The commune they travel from, where it is known. */
  base: z.object({ name: z.string(), lngLat: LngLat }).nullable(),
})
export type SpecialistRoster = z.infer<typeof SpecialistRoster>

/** A specialist who could fill a day, as a planner sees them. */
export const RosterCandidate = z.object({
  specialistId: SpecialistId,
  name: z.string(),
  status: PracticeStatus,
  standing: ClaimStanding,
  volunteered: z.boolean(),
})
export type RosterCandidate = z.infer<typeof RosterCandidate>

/** Who could fill each day of a stop that has room left. */
export const DayCandidates = z.object({
  stopId: StopId,
  date: LocalDate,
  candidates: z.array(RosterCandidate),
})
export type DayCandidates = z.infer<typeof DayCandidates>

/** A stop-day nobody consults on yet, and who could. */
export const StaffingGap = z.object({
  stopId: StopId,
  tourId: TourId,
  tourName: z.string(),
  centreName: z.string(),
  department: DepartmentCode,
  unitName: z.string(),
  date: LocalDate,
  candidates: z.array(RosterCandidate),
})
export type StaffingGap = z.infer<typeof StaffingGap>

/** One appointment of a specialist's day: who, when, which class, and what was concluded once they were seen. */
export const DayVisit = z.object({
  appointmentId: AppointmentId,
  referralId: ReferralId,
  state: AppointmentState,
  start: MinuteOfDay,
  end: MinuteOfDay,
  room: z.int().positive(),
  kind: SlotKind,
  overbooked: z.boolean(),
  patientName: z.string(),
  birthYear: z.string(),
  priorityClass: PriorityClass,
  mobility: z.string(),
  interpreter: z.string().nullable(),
  /** What was last advised of them before the visit. */
  advice: AdviceLine.pick({ proposal: true, decision: true }).nullable(),
  visit: z
    .object({
      outcome: OutcomeCode,
      report: z.string(),
      resultDue: LocalDate.nullable(),
      resultOwner: z.string().nullable(),
      /** To the centre: as sent, or as kept back. */
      letter: z.string().nullable(),
      letterSentAt: Instant.nullable(),
      letterReadAt: Instant.nullable(),
    })
    .nullable(),
})
export type DayVisit = z.infer<typeof DayVisit>

/** A day of one of a specialist's own stops, in the order of the day; empty places are left out. */
export const SpecialistDay = z.object({ stop: StopSummary, date: LocalDate, visits: z.array(DayVisit) })
export type SpecialistDay = z.infer<typeof SpecialistDay>
