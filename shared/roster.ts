import { z } from 'zod'
import { SpecialistId, StopId } from './ids.ts'
import { PracticeStatus } from './specialist.ts'
import { LocalDate } from './time.ts'
import { StopSummary } from './tour.ts'

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
  kmFromBase: z.number().nullable(),
})
export type OpenDay = z.infer<typeof OpenDay>

/** A month of a specialist's promises. Euros are the daily indemnities of *solidarité territoriale*. */
export const RosterMonth = z.object({
  month: z.string(),
  days: z.int(),
  indemnifiedDays: z.int(),
  euros: z.int(),
})
export type RosterMonth = z.infer<typeof RosterMonth>

/** Where and when a specialist may go, by date then distance, and what they have promised. */
export const SpecialistRoster = z.object({
  days: z.array(OpenDay),
  months: z.array(RosterMonth),
  maxDaysPerMonth: z.int(),
})
export type SpecialistRoster = z.infer<typeof SpecialistRoster>

/** A specialist who could fill a day, as a planner sees them. */
export const RosterCandidate = z.object({
  specialistId: SpecialistId,
  name: z.string(),
  status: PracticeStatus,
  standing: ClaimStanding,
})
export type RosterCandidate = z.infer<typeof RosterCandidate>

/** Who could fill each day of a stop that has room left. */
export const DayCandidates = z.object({
  stopId: StopId,
  date: LocalDate,
  candidates: z.array(RosterCandidate),
})
export type DayCandidates = z.infer<typeof DayCandidates>
