import { z } from 'zod'
import { LngLat } from './geo.ts'
import { UnitId } from './ids.ts'
import { DaySpan, LocalDate } from './time.ts'
import { TravelProfile } from './travel.ts'

/** What a unit is for. A specialty is configuration: its protocol, its session template and its words hang on this code. */
export const Specialty = z.string().regex(/^[a-z_]+$/)
export type Specialty = z.infer<typeof Specialty>

/** A span of whole days, both included. */
export const DayRange = z
  .object({ from: LocalDate, to: LocalDate })
  .refine((range) => range.from <= range.to, { message: 'from_after_to', path: ['to'] })
export type DayRange = z.infer<typeof DayRange>

/** The licence the driver needs, by French category. */
export const DrivingLicence = z.enum(['B', 'C1', 'C', 'CE', 'D'])

/** The vehicle as the pitch and the road see it. `null` means not known yet, which is shown as such and never guessed. */
export const Vehicle = z.object({
  lengthMetres: z.number().positive().nullable(),
  widthMetres: z.number().positive().nullable(),
  heightMetres: z.number().positive().nullable(),
  weightTonnes: z.number().positive().nullable(),
  licence: DrivingLicence.nullable(),
  /** Supply the pitch must offer, in the operator's words: « 230 V 32 A ». */
  power: z.string().nullable(),
  equipment: z.array(z.string()),
})
export type Vehicle = z.infer<typeof Vehicle>

/** How consultations fall in a day [P]. Set-up shortens the first day of a stop, tear-down the last one. */
export const SessionTemplate = z.object({
  spans: z.array(DaySpan).min(1),
  setUpMinutes: z.int().min(0),
  tearDownMinutes: z.int().min(0),
  /** ISO days of the week the unit works, 1 Monday to 7 Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1),
  /** What is left of a session after the centre's hours is dropped when shorter than this. */
  shortestSessionMinutes: z.int().positive(),
})
export type SessionTemplate = z.infer<typeof SessionTemplate>

/**
 * Good practice for whoever drives, a setting per vehicle: EU 561/2006 excludes specialised medical vehicles (art. 3 e),
 * so it binds us only because the operator chose it. Minutes of driving unless said otherwise.
 */
export const DrivingPolicy = z.object({
  applied: z.boolean(),
  driveBeforeBreakMinutes: z.int().positive(),
  breakMinutes: z.int().min(0),
  dailyDriveMinutes: z.int().positive(),
  longDayDriveMinutes: z.int().positive(),
  longDaysPerWeek: z.int().min(0).max(7),
  dailyRestMinutes: z.int().min(0),
})
export type DrivingPolicy = z.infer<typeof DrivingPolicy>

/** Where a unit sleeps between tours. */
export const Depot = z.object({ name: z.string().min(1), lngLat: LngLat })
export type Depot = z.infer<typeof Depot>

/** Days a unit cannot drive or receive, and why. */
export const OutOfService = DayRange.and(z.object({ reason: z.string() }))
export type OutOfService = z.infer<typeof OutOfService>

/** A mobile unit: what it carries, where it lives, how its days run. */
export const Unit = z.object({
  unitId: UnitId,
  name: z.string().min(1),
  specialty: Specialty,
  rooms: z.int().positive(),
  vehicle: Vehicle,
  depot: Depot,
  sessionTemplate: SessionTemplate,
  drivingPolicy: DrivingPolicy,
  profile: TravelProfile,
  outOfService: z.array(OutOfService),
})
export type Unit = z.infer<typeof Unit>

/** EU 561/2006 figures: 4 h 30 then 45 min, 9 h a day and 10 h twice a week, 11 h of rest. */
export const DEFAULT_DRIVING_POLICY: DrivingPolicy = {
  applied: true,
  driveBeforeBreakMinutes: 270,
  breakMinutes: 45,
  dailyDriveMinutes: 540,
  longDayDriveMinutes: 600,
  longDaysPerWeek: 2,
  dailyRestMinutes: 660,
}

export const UNKNOWN_VEHICLE: Vehicle = {
  lengthMetres: null,
  widthMetres: null,
  heightMetres: null,
  weightTonnes: null,
  licence: null,
  power: null,
  equipment: [],
}
