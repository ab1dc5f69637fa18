import { z } from 'zod'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'
import { StopId, UnitId } from './ids.ts'
import { PlanDrivingPolicy, SessionTemplate } from './plan.ts'
import { DaySpan, LocalDate } from './time.ts'
import { TravelProfile } from './travel.ts'
import { DRIVING_LICENCES, USUAL_DRIVING } from './usual-unit.ts'

/** What a unit is for. A specialty is configuration: its protocol, its session template and its words hang on this code. */
export const Specialty = z.string().regex(/^[a-z_]+$/)
export type Specialty = z.infer<typeof Specialty>

/** The licence the driver needs, by French category. */
export const DrivingLicence = z.enum(DRIVING_LICENCES)

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
  /** What the vehicle may or can do at most, which only slows it down; `null`: as the default truck. */
  motorwayKmh: z.number().positive().nullable().default(null),
  otherKmh: z.number().positive().nullable().default(null),
})
export type Vehicle = z.infer<typeof Vehicle>

/**
 * Good practice for whoever drives, a setting per vehicle: EU 561/2006 excludes specialised medical vehicles (art. 3 e),
 * so it binds us only because the operator chose it. The first figures are those the planner reads; the others are the
 * regulation's: 10 h twice a week, 11 h of rest.
 */
export const DrivingPolicy = PlanDrivingPolicy.extend({
  applied: z.boolean().default(USUAL_DRIVING.applied),
  longDayDriveSeconds: z.int().positive().default(USUAL_DRIVING.longDayDriveSeconds),
  longDaysPerWeek: z.int().min(0).max(7).default(USUAL_DRIVING.longDaysPerWeek),
  dailyRestSeconds: z.int().min(0).default(USUAL_DRIVING.dailyRestSeconds),
})
export type DrivingPolicy = z.infer<typeof DrivingPolicy>

/** Where a unit sleeps between tours. */
export const Depot = z.object({ name: z.string().min(1), lngLat: LngLat })
export type Depot = z.infer<typeof Depot>

/** Days a unit cannot drive or receive, and why. */
export const OutOfService = z.object({ from: LocalDate, to: LocalDate, reason: z.string() })
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

/** A unit as administrators keep it. `revision` moves on at every change; a unit out of service is offered to no tour. */
export const KeptUnit = Unit.extend({ revision: z.int().positive(), inService: z.boolean() })
export type KeptUnit = z.infer<typeof KeptUnit>

const metres = z.number().positive().max(30).nullable()
const kilometresAnHour = z.int().min(20).max(130).nullable().default(null)
const daySeconds = z.int().min(0).max(86_400)

/** What an administrator writes of a unit. `depotInsee` null keeps the depot it has. */
export const UnitEdit = z.object({
  name: z.string().trim().min(2).max(120),
  specialty: Specialty.max(40),
  rooms: z.int().min(1).max(10),
  depotInsee: InseeCode.nullable(),
  profile: TravelProfile,
  vehicle: Vehicle.extend({
    lengthMetres: metres,
    widthMetres: metres,
    heightMetres: metres,
    weightTonnes: z.number().positive().max(60).nullable(),
    power: z.string().trim().min(1).max(80).nullable(),
    equipment: z.array(z.string().trim().min(1).max(120)).max(40),
    motorwayKmh: kilometresAnHour,
    otherKmh: kilometresAnHour,
  }),
  sessionTemplate: SessionTemplate.extend({ spans: z.array(DaySpan).min(1).max(6) }),
  drivingPolicy: DrivingPolicy.extend({
    maxDriveSecondsPerDay: daySeconds.positive(),
    breakAfterSeconds: daySeconds.positive(),
    breakSeconds: daySeconds,
    eveningDriveSeconds: daySeconds,
    longDayDriveSeconds: daySeconds.positive(),
    dailyRestSeconds: daySeconds,
  }),
  outOfService: z.array(OutOfService.extend({ reason: z.string().trim().min(1).max(200) })).max(60),
})
export type UnitEdit = z.infer<typeof UnitEdit>

/** A change to a unit, whole. `revision` is the one its author had read. */
export const UnitChange = UnitEdit.extend({ revision: z.int().positive() })
export type UnitChange = z.infer<typeof UnitChange>

/** Whether a unit is in service, from the revision its author had read. */
export const UnitService = z.object({ revision: z.int().positive(), inService: z.boolean() })
export type UnitService = z.infer<typeof UnitService>

/** A stop a unit still has before it. */
export const StopOfUnit = z.object({
  stopId: StopId,
  tourName: z.string(),
  centreName: z.string(),
  department: DepartmentCode,
  firstDay: LocalDate,
  lastDay: LocalDate,
  state: z.string(),
})
export type StopOfUnit = z.infer<typeof StopOfUnit>

/** A unit to put on the road: it has a depot from the first day. */
export const NewUnit = UnitEdit.extend({ depotInsee: InseeCode })
export type NewUnit = z.infer<typeof NewUnit>
