import { z } from 'zod'
import { DepartmentCode, LngLat } from './geo.ts'
import { PLAN_CLASSES } from './plan-classes.ts'
import { DaySpan, LocalDate, MinuteOfDay } from './time.ts'
import { USUAL_DRIVING } from './usual-unit.ts'

// The planning problem as one document. It holds counts, never a person. `Plan`, its answer, is in plan-result.ts.

/** A class as the planner counts it. */
export const PlanClass = z.enum(PLAN_CLASSES)
export type PlanClass = z.infer<typeof PlanClass>

/** Days from `from` to `to`, both included. */
export const DateRange = z
  .object({ from: LocalDate, to: LocalDate })
  .refine((range) => range.from <= range.to, { message: 'from_before_to' })
export type DateRange = z.infer<typeof DateRange>

const Id = z.string().min(1).max(80)
const DayOfWeek = z.int().min(1).max(7)
const minute = (value: number) => MinuteOfDay.parse(value)

/** How long a crew may drive; a setting per unit (PRODUCT.md §3: EU 561/2006 as good practice). */
export const PlanDrivingPolicy = z.object({
  maxDriveSecondsPerDay: z.int().positive().default(USUAL_DRIVING.maxDriveSecondsPerDay),
  breakAfterSeconds: z.int().positive().default(USUAL_DRIVING.breakAfterSeconds),
  breakSeconds: z.int().min(0).default(USUAL_DRIVING.breakSeconds),
  /** Driving still allowed in the evening of a stop's last day, after tear-down; what is left takes whole days. */
  eveningDriveSeconds: z.int().min(0).default(USUAL_DRIVING.eveningDriveSeconds),
  drivingDaysOfWeek: z.array(DayOfWeek).default(USUAL_DRIVING.drivingDaysOfWeek),
  /** Where the unit waits: home once a whole week passes without a stop, or home after every stop. */
  returnsToDepot: z.enum(['after_idle_week', 'after_each_stop']).default(USUAL_DRIVING.returnsToDepot),
  maxLegMetres: z.number().positive().nullable().default(null),
  maxMetresFromDepot: z.number().positive().nullable().default(null),
  /** A longer day, so many times a week where it saves a night, and the rest between two days; absent: none. */
  longDayDriveSeconds: z.int().positive().optional(),
  longDaysPerWeek: z.int().min(0).max(7).optional(),
  dailyRestSeconds: z.int().min(0).optional(),
})
export type PlanDrivingPolicy = z.infer<typeof PlanDrivingPolicy>

/** A day of consultation: spans, trimmed on the first day (set-up) and the last (tear-down). Monday to Friday by default. */
export const SessionTemplate = z.object({
  spans: z.array(DaySpan).min(1),
  firstDayFrom: MinuteOfDay.default(minute(0)),
  lastDayUntil: MinuteOfDay.default(minute(1440)),
  slotMinutes: z.int().min(5).max(240).default(20),
  daysOfWeek: z.array(DayOfWeek).min(1).default([1, 2, 3, 4, 5]),
})
export type SessionTemplate = z.infer<typeof SessionTemplate>

export const PlanUnit = z.object({
  id: Id,
  name: z.string(),
  depot: LngLat,
  vehicleProfile: z.string().default('truck'),
  rooms: z.int().min(1).default(1),
  drivingPolicy: PlanDrivingPolicy.prefault({}),
  outOfService: z.array(DateRange).default([]),
  sessionTemplate: SessionTemplate,
})
export type PlanUnit = z.infer<typeof PlanUnit>

export const PlanCentre = z.object({
  id: Id,
  name: z.string(),
  department: DepartmentCode,
  lngLat: LngLat,
  /** Hours the centre is open; a day without a span is closed. Several spans a day are several entries. */
  opening: z.array(z.object({ dayOfWeek: DayOfWeek, span: DaySpan })),
  closed: z.array(DateRange).default([]),
  /** Dates the centre offers; null when it offers every day it is open. */
  offered: z.array(DateRange).nullable().default(null),
  opensOnPublicHolidays: z.boolean().default(false),
  schoolZone: z.string().nullable().default(null),
  difficultAccess: z.array(DateRange).default([]),
  readiness: z.enum(['green', 'amber', 'red']).default('green'),
  minDays: z.int().min(1).max(7).default(2),
  maxDays: z.int().min(1).max(7).default(4),
  /** A centre visited in one week is not visited again before this many weeks have passed. */
  revisitWeeks: z.int().min(1).default(6),
  maxVisits: z.int().min(0).nullable().default(null),
  /** First days of visits before the horizon: they start the revisit interval and spend the department's first visit. */
  earlierVisits: z.array(LocalDate).default([]),
  /** Whether two units may stand here in the same week. */
  mayHostSeveralUnits: z.boolean().default(false),
})
export type PlanCentre = z.infer<typeof PlanCentre>

export const PlanSpecialist = z.object({
  id: Id,
  label: z.string(),
  /** The unit this person works in; may be null only when there is one unit. */
  unitId: Id.nullable().default(null),
  departments: z.array(DepartmentCode),
  available: z.array(DateRange),
})
export type PlanSpecialist = z.infer<typeof PlanSpecialist>

/** Who consults: named people, or so many still to be recruited for every unit and day (the stop is then *to be staffed*). */
export const PlanStaffing = z.discriminatedUnion('policy', [
  z.object({ policy: z.literal('to_be_recruited'), specialistsPerUnit: z.int().min(1).default(1) }),
  z.object({
    policy: z.literal('named'),
    specialists: z.array(PlanSpecialist),
    /** A stop nobody named can staff is planned with one person to be recruited, and flagged. */
    allowToBeStaffed: z.boolean().default(true),
  }),
])
export type PlanStaffing = z.infer<typeof PlanStaffing>

/** Where patients live. `carSeconds` lists `[index in centres, seconds by car]` for the centres within reach; a centre not listed is out of reach. */
export const PlanCommune = z.object({
  id: Id,
  name: z.string().default(''),
  /** People who would become newly reachable. */
  population: z.number().min(0),
  needWeight: z.number().min(0).default(1),
  carSeconds: z.array(z.tuple([z.int().min(0), z.number().min(0)])),
})
export type PlanCommune = z.infer<typeof PlanCommune>

/** Referrals of one commune, class and time window, waiting or already foreseen. */
export const PlanReferrals = z.object({
  communeId: Id,
  priorityClass: PlanClass,
  /** First day they may be seen; null when that is any day. */
  from: LocalDate.nullable().default(null),
  /** Last day in time; null when the class has none. */
  deadline: LocalDate.nullable(),
  reachMinutes: z.number().positive(),
  count: z.number().positive(),
})
export type PlanReferrals = z.infer<typeof PlanReferrals>

/** Referrals still to come from a commune: `perWeek` of them, over the horizon unless `during` says less. */
export const PlanExpectedReferrals = z.object({
  communeId: Id,
  perWeek: z.number().min(0),
  classMix: z.object({ P1: z.number().min(0), P2: z.number().min(0), P3: z.number().min(0), P4: z.number().min(0) }),
  probability: z.number().min(0).max(1).default(1),
  reachMinutes: z.number().positive(),
  during: DateRange.nullable().default(null),
})
export type PlanExpectedReferrals = z.infer<typeof PlanExpectedReferrals>

/** A stop that must be in the plan: this centre, and the unit and days where given. */
export const PlanPin = z.object({
  id: Id,
  centreId: Id,
  unitId: Id.nullable().default(null),
  first: LocalDate.nullable().default(null),
  last: LocalDate.nullable().default(null),
})
export type PlanPin = z.infer<typeof PlanPin>

/** Stops that must not be in the plan: any that meets all the given parts (dates by overlap). */
export const PlanBan = z.object({
  id: Id,
  centreId: Id.nullable().default(null),
  unitId: Id.nullable().default(null),
  during: DateRange.nullable().default(null),
})
export type PlanBan = z.infer<typeof PlanBan>

/** A published stop. */
export const FrozenStop = z.object({ unitId: Id, centreId: Id, first: LocalDate, last: LocalDate })
export type FrozenStop = z.infer<typeof FrozenStop>

/** What to do with the published stops: keep all (a conflict is refused), or replan around those that broke. */
export const Replanning = z.object({
  mode: z.enum(['keep', 'repair', 'nearby', 'optimise']).default('keep'),
  maxChangedStops: z.int().min(0).nullable().default(null),
})
export type Replanning = z.infer<typeof Replanning>

const Matrix = z.array(z.array(z.number().nullable()))

/** Explicit travel: a square truck matrix over depots (in the order of `units`), then centres (in theirs); null where no road leads. */
export const PlanTravel = z.object({
  provider: z.string(),
  isEstimate: z.boolean(),
  dataDate: z.string().nullable().default(null),
  truckSeconds: Matrix,
  truckMetres: Matrix,
})
export type PlanTravel = z.infer<typeof PlanTravel>

/** Rates of the score in patient-equivalents [P] (PRODUCT.md §3). The last three are deducted. */
export const PlanRates = z.object({
  preset: z.enum(['balanced', 'urgent_first']).default('balanced'),
  seenInTime: z
    .object({ P1: z.number().min(0), P2: z.number().min(0), P3: z.number().min(0), P4: z.number().min(0) })
    .default({ P1: 10, P2: 4, P3: 1, P4: 1 }),
  perThousandNewlyReachable: z.number().min(0).default(1),
  departmentFirstVisit: z.number().min(0).default(5),
  perDayOnRoad: z.number().min(0).default(1),
  perSetUp: z.number().min(0).default(2),
  perKilometre: z.number().min(0).default(0.02),
})
export type PlanRates = z.infer<typeof PlanRates>

/** Expected referrals: days until their deadline, days before a stop when their class stops being taken, weeks of a block. */
export const PlanDelays = z.object({
  deadlineDays: z
    .object({ P1: z.int(), P2: z.int(), P3: z.int(), P4: z.int().nullable() })
    .default({ P1: 14, P2: 28, P3: 90, P4: null }),
  closingDays: z
    .object({ P1: z.int(), P2: z.int(), P3: z.int(), P4: z.int() })
    .default({ P1: 0, P2: 0, P3: 10, P4: 10 }),
  /** Expected referrals come in blocks of so many weeks, all on the block's middle day. */
  arrivalWeeks: z
    .object({ P1: z.int().min(1), P2: z.int().min(1), P3: z.int().min(1), P4: z.int().min(1) })
    .default({ P1: 1, P2: 2, P3: 4, P4: 4 }),
})
export type PlanDelays = z.infer<typeof PlanDelays>

export const PlanCalendars = z.object({
  /** Days off unless the centre opens on them; `departments` null means everywhere. */
  publicHolidays: z.array(z.object({ date: LocalDate, departments: z.array(DepartmentCode).nullable().default(null) })),
  schoolHolidays: z.array(z.object({ zone: z.string(), from: LocalDate, to: LocalDate })),
})
export type PlanCalendars = z.infer<typeof PlanCalendars>

/** Budget of the search. The plan is the same for one seed and iteration budget; a time budget alone does not promise it. */
export const PlanOptions = z.object({
  seed: z.int().min(0).default(1),
  seconds: z.number().positive().default(10),
  iterations: z.int().positive().nullable().default(null),
  method: z.enum(['auto', 'exact', 'search']).default('auto'),
})
export type PlanOptions = z.infer<typeof PlanOptions>

/** One planning problem, whole: solving it needs nothing else. A unit makes at most one stop in an ISO week. */
export const PlanProblem = z.object({
  version: z.literal(1),
  name: z.string(),
  horizon: z.object({ from: LocalDate, to: LocalDate }),
  units: z.array(PlanUnit),
  centres: z.array(PlanCentre),
  staffing: PlanStaffing.prefault({ policy: 'to_be_recruited' }),
  communes: z.array(PlanCommune),
  /** People count as newly reachable within this many minutes of a stop. */
  coverageMinutes: z.number().positive().default(30),
  referrals: z.array(PlanReferrals).default([]),
  expected: z.array(PlanExpectedReferrals).default([]),
  delays: PlanDelays.prefault({}),
  calendars: PlanCalendars.default({ publicHolidays: [], schoolHolidays: [] }),
  pins: z.array(PlanPin).default([]),
  bans: z.array(PlanBan).default([]),
  frozen: z.array(FrozenStop).default([]),
  replanning: Replanning.prefault({}),
  travel: PlanTravel,
  rates: PlanRates.prefault({}),
  options: PlanOptions.prefault({}),
})
export type PlanProblem = z.infer<typeof PlanProblem>
/** What a caller may write: defaults not filled in. */
export type PlanProblemInput = z.input<typeof PlanProblem>
