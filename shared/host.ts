import { z } from 'zod'
import { DepartmentCode } from './geo.ts'
import { HostCentreId, StopId, TourId } from './ids.ts'
import { Instant, LocalDate, TimeZone } from './time.ts'
import { StopState, TourState } from './tour.ts'

// What host centres say of the days a unit would stop in front of them. Nothing of any patient.

/** Where a centre stands on the present days of a stop; `outdated`: what it last answered was about other days. */
export const HostStanding = z.enum(['awaiting', 'accepted', 'declined', 'outdated'])
export type HostStanding = z.infer<typeof HostStanding>

/** How an answer came: on the coordinator's page, through the secret link, or heard by the planner. */
export const AnswerMeans = z.enum(['page', 'link', 'telephone'])
export type AnswerMeans = z.infer<typeof AnswerMeans>

export const OfferedDays = z.object({ firstDay: LocalDate, lastDay: LocalDate })
export type OfferedDays = z.infer<typeof OfferedDays>

export const HostReply = z.enum(['accepted', 'declined'])
export type HostReply = z.infer<typeof HostReply>

/** One answer, kept for good, with the days it was about. `recordedBy` is the planner who heard it. */
export const HostAnswer = z.object({
  firstDay: LocalDate,
  lastDay: LocalDate,
  answer: HostReply,
  reason: z.string().nullable(),
  offered: z.array(OfferedDays),
  means: AnswerMeans,
  answeredBy: z.string(),
  recordedBy: z.string().nullable(),
  answeredAt: Instant,
})
export type HostAnswer = z.infer<typeof HostAnswer>

/** A stop as its centre is asked about it; answers newest first. */
export const HostedStop = z.object({
  stopId: StopId,
  tourId: TourId,
  tourName: z.string(),
  tourState: TourState,
  unitName: z.string(),
  centreId: HostCentreId,
  centreName: z.string(),
  department: DepartmentCode,
  zone: TimeZone,
  firstDay: LocalDate,
  lastDay: LocalDate,
  state: StopState,
  standing: HostStanding,
  answers: z.array(HostAnswer),
})
export type HostedStop = z.infer<typeof HostedStop>

/** The secret address of one centre for one tour: when it was made and until when it opens. The address itself is shown once. */
export const HostLinkView = z.object({ createdAt: Instant, expiresAt: Instant })
export type HostLinkView = z.infer<typeof HostLinkView>

/** What a tour's planner sees of its hosts. */
export const TourHosts = z.object({
  required: z.boolean(),
  changedBy: z.string().nullable(),
  changedAt: Instant.nullable(),
  centres: z.array(
    z.object({
      centreId: HostCentreId,
      centreName: z.string(),
      phone: z.string().nullable(),
      link: HostLinkView.nullable(),
      stops: z.array(HostedStop),
    }),
  ),
})
export type TourHosts = z.infer<typeof TourHosts>

/** An answer as it is given. `name`: whoever speaks for the centre, when they are not the person signed in. */
export const HostAnswerInput = z.object({
  firstDay: LocalDate,
  lastDay: LocalDate,
  answer: HostReply,
  reason: z.string().trim().max(500).nullable(),
  offered: z.array(OfferedDays).max(3),
  name: z.string().trim().max(120).nullable(),
})
export type HostAnswerInput = z.infer<typeof HostAnswerInput>
