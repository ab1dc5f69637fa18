import { z } from 'zod'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'
import { HostCentreId, SessionId, SpecialistId, StopId, TourId, UnitId } from './ids.ts'
import { Instant, LocalDate, MinuteOfDay, TimeZone } from './time.ts'
import { Specialty } from './unit.ts'

/** The life of a tour (PRODUCT.md §3). */
export const TOUR_STATES = ['draft', 'proposed', 'published', 'running', 'done', 'cancelled'] as const
export const TourState = z.enum(TOUR_STATES)
export type TourState = z.infer<typeof TourState>

/** The life of one stop: `planned` until a version that holds it is published; it may be cancelled alone. */
export const STOP_STATES = ['planned', 'published', 'running', 'done', 'cancelled'] as const
export const StopState = z.enum(STOP_STATES)
export type StopState = z.infer<typeof StopState>

/** One dated span of consultations at a stop, in minutes of the centre's own day. */
export const SessionSummary = z.object({
  sessionId: SessionId,
  date: LocalDate,
  start: MinuteOfDay,
  end: MinuteOfDay,
})
export type SessionSummary = z.infer<typeof SessionSummary>

export const RosteredSpecialist = z.object({ specialistId: SpecialistId, name: z.string() })
export type RosteredSpecialist = z.infer<typeof RosteredSpecialist>

/** Who consults on one day of a stop; empty means the day is to be staffed. */
export const StaffedDay = z.object({ date: LocalDate, specialists: z.array(RosteredSpecialist) })
export type StaffedDay = z.infer<typeof StaffedDay>

/** What every professional may know of a stop: where and when a unit receives. Holds nothing of any patient. */
export const StopSummary = z.object({
  stopId: StopId,
  tourId: TourId,
  unitId: UnitId,
  unitName: z.string(),
  specialty: Specialty,
  centreId: HostCentreId,
  centreName: z.string(),
  communeInsee: InseeCode,
  department: DepartmentCode,
  lngLat: LngLat,
  zone: TimeZone,
  firstDay: LocalDate,
  lastDay: LocalDate,
  state: StopState,
  pinned: z.boolean(),
  rooms: z.int().positive(),
  sessions: z.array(SessionSummary),
  staffing: z.array(StaffedDay),
})
export type StopSummary = z.infer<typeof StopSummary>

/** Where and when a stop stands, without its hours or who consults there. */
export type StopOutline = Omit<StopSummary, 'sessions' | 'staffing'>

/** How far the hosts of a tour have answered: live stops not over, those agreed to, those refused. */
export const HostCounts = z.object({ asked: z.int().min(0), accepted: z.int().min(0), declined: z.int().min(0) })
export type HostCounts = z.infer<typeof HostCounts>

/** One line of the list of tours. `toStaffDays` counts stop-days that have no specialist yet. */
export const TourSummary = z.object({
  tourId: TourId,
  name: z.string(),
  unitId: UnitId,
  unitName: z.string(),
  state: TourState,
  fromDate: LocalDate,
  toDate: LocalDate,
  version: z.int().min(0),
  stops: z.int().min(0),
  toStaffDays: z.int().min(0),
  hosts: HostCounts,
  updatedAt: Instant,
})
export type TourSummary = z.infer<typeof TourSummary>

/** What is fragile about a stop and never blocks it [E]. `facts` fill the sentence a screen writes. */
export const StopWarning = z.object({
  code: z.enum([
    'school_holidays',
    'beside_public_holiday',
    'winter_access',
    'late_arrival',
    'hours_assumed',
    'to_be_staffed',
    'readiness_amber',
    'no_coordinator',
    'host_to_ask',
  ]),
  dates: z.array(LocalDate),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type StopWarning = z.infer<typeof StopWarning>

/** What stands against a stop: a broken hard rule, or a condition of publication that is not met. */
export const StopObstacle = z.object({
  code: z.enum([
    'no_stop',
    'overlap',
    'closed_day',
    'no_session',
    'outside_horizon',
    'out_of_service',
    'travel_does_not_fit',
    'unreachable',
    'revisit_too_soon',
    'centre_met_by_other_unit',
    'to_be_staffed',
    'authorisation_missing',
    'readiness_red',
    'host_not_confirmed',
    'patients_past_deadline',
  ]),
  stopId: StopId.nullable(),
  centreName: z.string().nullable(),
  dates: z.array(LocalDate),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type StopObstacle = z.infer<typeof StopObstacle>

/** How ready one point of a stop's checklist is: red blocks publication, amber warns. Not known yet is amber. */
export const ReadinessState = z.enum(['red', 'amber', 'green'])
export type ReadinessState = z.infer<typeof ReadinessState>

export const READINESS_ITEMS = [
  'pitch',
  'power',
  'water',
  'network',
  'step_free_access',
  'waiting_room',
  'spare_room',
  'mayor_permission',
  'lodging',
  'contacts',
] as const

/** A paper attached to a point: an agreement, a booking, a plan. Pictures are kept as JPEG. */
export const ReadinessDocument = z.object({
  documentId: z.uuid(),
  name: z.string(),
  mediaType: z.enum(['application/pdf', 'image/jpeg']),
  sizeBytes: z.int().min(0),
  addedBy: z.string().nullable(),
  addedAt: Instant,
})
export type ReadinessDocument = z.infer<typeof ReadinessDocument>

/**
 * One point of the checklist. `item` is one of READINESS_ITEMS, `lodging:2026-02-04` for the night after that day, or a
 * unit's own point, named by its `label`.
 */
export const ReadinessItem = z.object({
  item: z.string(),
  label: z.string().nullable(),
  documents: z.array(ReadinessDocument),
  state: ReadinessState,
  owner: z.string().nullable(),
  dueDate: LocalDate.nullable(),
  note: z.string().nullable(),
  late: z.boolean(),
})
export type ReadinessItem = z.infer<typeof ReadinessItem>

/** One difference between two versions of a tour, in facts a screen puts into words. */
export const VersionChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stop_added'), centreName: z.string(), firstDay: LocalDate, lastDay: LocalDate }),
  z.object({ kind: z.literal('stop_removed'), centreName: z.string(), firstDay: LocalDate, lastDay: LocalDate }),
  z.object({
    kind: z.literal('stop_moved'),
    centreName: z.string(),
    before: z.object({ firstDay: LocalDate, lastDay: LocalDate }),
    after: z.object({ firstDay: LocalDate, lastDay: LocalDate }),
  }),
  z.object({
    kind: z.literal('hours_changed'),
    centreName: z.string(),
    date: LocalDate,
    minutesBefore: z.int(),
    minutesAfter: z.int(),
  }),
  z.object({ kind: z.literal('specialist_joined'), centreName: z.string(), date: LocalDate, specialist: z.string() }),
  z.object({ kind: z.literal('specialist_left'), centreName: z.string(), date: LocalDate, specialist: z.string() }),
  z.object({ kind: z.literal('unit_changed'), before: z.string(), after: z.string() }),
  z.object({ kind: z.literal('renamed'), before: z.string(), after: z.string() }),
])
export type VersionChange = z.infer<typeof VersionChange>

/** What is kept of a stop in a published version. */
export const VersionedStop = z.object({
  stopId: StopId,
  centreId: HostCentreId,
  centreName: z.string(),
  department: DepartmentCode,
  firstDay: LocalDate,
  lastDay: LocalDate,
  sessions: z.array(z.object({ date: LocalDate, start: MinuteOfDay, end: MinuteOfDay })),
  staffing: z.array(StaffedDay),
})
export type VersionedStop = z.infer<typeof VersionedStop>

/** A published version: the document that must have existed in advance (art. R.4127-74 CSP). */
export const TourSnapshot = z.object({
  tourName: z.string(),
  unitName: z.string(),
  stops: z.array(VersionedStop),
})
export type TourSnapshot = z.infer<typeof TourSnapshot>

export const TourVersion = z.object({
  version: z.int().positive(),
  publishedAt: Instant,
  publishedBy: z.string().nullable(),
  snapshot: TourSnapshot,
  changes: z.array(VersionChange),
})
export type TourVersion = z.infer<typeof TourVersion>
