import { z } from 'zod'
import { PriorityClass } from './appointment.ts'
import { CatchmentBand } from './catchment.ts'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'
import { HostStanding } from './host.ts'
import { HostCentreId, StopId } from './ids.ts'
import { PlanRates } from './plan.ts'
import { Instant, LocalDate, MinuteOfDay } from './time.ts'
import {
  ReadinessItem,
  ReadinessState,
  StopObstacle,
  StopSummary,
  StopWarning,
  TourState,
  TourSummary,
  TourVersion,
  VersionedStop,
} from './tour.ts'
import { TravelSource } from './travel.ts'
import { Specialty } from './unit.ts'

// What a planner reads of a tour. Of patients: counts by class, nothing else.

/** A time on the wall clock of the road. */
export const RoadTime = z.object({ date: LocalDate, minute: MinuteOfDay })

/** A stretch of a journey: at the wheel, on a break, or off until the next driving day. */
export const RoadStep = z.object({ kind: z.enum(['drive', 'break', 'rest']), start: RoadTime, end: RoadTime })
export type RoadStep = z.infer<typeof RoadStep>

/** The road to a stop. Minutes of driving, breaks apart; kilometres; the journey in order, and its nights. */
export const RoadView = z.object({
  fromName: z.string(),
  fromDepot: z.boolean(),
  fromLngLat: LngLat,
  driveMinutes: z.int().min(0),
  km: z.number().min(0),
  breaks: z.int().min(0),
  breakMinutes: z.int().min(0),
  steps: z.array(RoadStep),
  nights: z.int().min(0),
  wholeDays: z.int().min(0),
  fits: z.boolean(),
  arrivalMinute: MinuteOfDay.nullable(),
  estimate: z.boolean(),
})
export type RoadView = z.infer<typeof RoadView>

/** The way to a stop on the map; `toStopId` null for the way back to the depot. */
export const RoadPath = z.object({
  toStopId: StopId.nullable(),
  seconds: z.number().min(0),
  metres: z.number().min(0),
  path: z.array(LngLat),
})
export type RoadPath = z.infer<typeof RoadPath>

/** A stop of a tour as its planner sees it in the list. `places` are consultations of the unit's slot length. */
export const TourStop = StopSummary.extend({
  places: z.int().min(0),
  road: RoadView.nullable(),
  warnings: z.array(StopWarning),
  readiness: ReadinessState,
  host: HostStanding,
})
export type TourStop = z.infer<typeof TourStop>

/** A tour whole: its stops in order, what breaks or keeps it from being published, its published versions. */
export const TourDetail = z.object({
  tour: TourSummary.extend({ revision: z.int(), hasPlan: z.boolean() }),
  depot: z.object({ name: z.string(), lngLat: LngLat }),
  stops: z.array(TourStop),
  wayBack: RoadView.nullable(),
  obstacles: z.array(StopObstacle),
  versions: z.array(TourVersion.omit({ snapshot: true })),
})
export type TourDetail = z.infer<typeof TourDetail>

/** What a change of stops would break, before anything is written. */
export const TourCheck = z.object({ stops: z.array(TourStop), obstacles: z.array(StopObstacle) })
export type TourCheck = z.infer<typeof TourCheck>

/** Patients of one class within reach of a stop: waiting, those whose deadline it meets, those it has places for. Counts. */
export const ClassDemand = z.object({
  priorityClass: PriorityClass,
  waiting: z.int().min(0),
  inTime: z.int().min(0),
  seen: z.int().min(0),
})
export type ClassDemand = z.infer<typeof ClassDemand>

export const NamedCommune = z.object({
  insee: InseeCode,
  name: z.string(),
  department: DepartmentCode,
  population: z.int().min(0),
  minutes: z.number().min(0),
  approximate: z.boolean(),
  lngLat: LngLat,
})
export type NamedCommune = z.infer<typeof NamedCommune>

/** Who can drive to a centre: population per cumulative band, communes by name, nearest first. */
export const CatchmentView = z.object({
  source: TravelSource,
  bands: z.array(CatchmentBand),
  communes: z.array(NamedCommune),
})
export type CatchmentView = z.infer<typeof CatchmentView>

/** Everything a planner may know of one stop. `demandReachMinutes` says how far patients are counted. */
export const StopDetail = z.object({
  stop: TourStop,
  tour: z.object({ name: z.string(), state: TourState, revision: z.int() }),
  obstacles: z.array(StopObstacle),
  checklist: z.array(ReadinessItem),
  catchment: CatchmentView,
  demand: z.array(ClassDemand),
  demandReachMinutes: z.int().positive(),
})
export type StopDetail = z.infer<typeof StopDetail>

/** A host centre as the planner's map and lists show it. */
export const CentreView = z.object({
  centreId: HostCentreId,
  name: z.string(),
  department: DepartmentCode,
  lngLat: LngLat,
  openingHoursAssumed: z.boolean(),
  minDays: z.int(),
  maxDays: z.int(),
})
export type CentreView = z.infer<typeof CentreView>

/** A stop as two tours are compared by it. */
export const ComparedStop = z.object({
  centreId: HostCentreId,
  centreName: z.string(),
  department: DepartmentCode,
  lngLat: LngLat,
  firstDay: LocalDate,
  lastDay: LocalDate,
  places: z.int().min(0),
})
export type ComparedStop = z.infer<typeof ComparedStop>

/** Sums over a tour or a department. `population`: people within reach of a stop, each once. `seenInTime`: waiting patients. */
export const TourTotals = z.object({
  stops: z.int().min(0),
  days: z.int().min(0),
  places: z.int().min(0),
  population: z.int().min(0),
  seenInTime: z.record(PriorityClass, z.int().min(0)),
})
export type TourTotals = z.infer<typeof TourTotals>

export const ComparedTour = z.object({
  name: z.string(),
  /** What a proposal's plan says of itself, and the rates its points are counted by; null of a tour. */
  plan: z
    .object({ score: z.number(), bound: z.number(), gap: z.number(), isOptimal: z.boolean(), rates: PlanRates })
    .nullable(),
  stops: z.array(ComparedStop),
  totals: TourTotals,
  km: z.number().min(0),
  driveMinutes: z.int().min(0),
  departments: z.array(z.object({ department: DepartmentCode, name: z.string(), totals: TourTotals })),
})
export type ComparedTour = z.infer<typeof ComparedTour>

/** Two tours measured the same way, at one reach in minutes. */
export const TourComparison = z.object({ left: ComparedTour, right: ComparedTour, reachMinutes: z.int().positive() })
export type TourComparison = z.infer<typeof TourComparison>

/** The dated, versioned programme of a tour in one department, for the Ordre and the public. */
export const Programme = z.object({
  tourName: z.string(),
  unitName: z.string(),
  specialty: Specialty,
  department: DepartmentCode,
  departmentName: z.string(),
  version: z.int().positive(),
  publishedAt: Instant,
  publishedBy: z.string().nullable(),
  stops: z.array(VersionedStop.omit({ stopId: true }).extend({ address: z.string().nullable() })),
})
export type Programme = z.infer<typeof Programme>

/** A calendar one may subscribe to; whoever knows the address reads it, until it is revoked. */
export const CalendarLink = z.object({
  kind: z.enum(['unit', 'centre', 'specialist']),
  id: z.string(),
  name: z.string(),
  url: z.string(),
})
export type CalendarLink = z.infer<typeof CalendarLink>
