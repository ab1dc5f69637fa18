import { z } from 'zod'
import { PriorityClass } from './appointment.ts'
import { DepartmentCode, LngLat } from './geo.ts'
import { HostCentreId, TourId, UnitId } from './ids.ts'
import { OutcomeCode } from './protocol.ts'
import { Instant, LocalDate } from './time.ts'
import { Specialty } from './unit.ts'

// What a society achieved, in counts: never a person, nothing clinical but outcomes over a whole scope.

/** What is reported: one tour, or every promised stop of a period, of one unit or specialty where given. */
export const ImpactQuery = z.object({
  tourId: TourId.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  unitId: UnitId.optional(),
  specialty: Specialty.optional(),
})
export type ImpactQuery = z.infer<typeof ImpactQuery>

/** Patients of one class: followed in the period, sent in it, seen, seen with a deadline, and of these seen in time. */
export const ClassImpact = z.object({
  priorityClass: PriorityClass,
  referred: z.int().min(0),
  sent: z.int().min(0),
  seen: z.int().min(0),
  withDeadline: z.int().min(0),
  inTime: z.int().min(0),
})
export type ClassImpact = z.infer<typeof ClassImpact>

/** Ways of care chosen for a patient for whom no place stood in time. */
export const REDIRECTIONS = ['teleexpertise', 'hospital_call', 'other_centre', 'overbooked'] as const
export const Redirection = z.enum(REDIRECTIONS)
export type Redirection = z.infer<typeof Redirection>

/** Counts over a whole scope, a department or a centre. `lost` places were given up before the visit; `refilled` found somebody else. */
export const ImpactMeasures = z.object({
  classes: z.array(ClassImpact),
  stops: z.int().min(0),
  days: z.int().min(0),
  medianDelayDays: z.number().nullable(),
  excused: z.int().min(0),
  unexcused: z.int().min(0),
  places: z.int().min(0),
  lost: z.int().min(0),
  refilled: z.int().min(0),
  redirected: z.record(Redirection, z.int().min(0)),
})
export type ImpactMeasures = z.infer<typeof ImpactMeasures>

/** A department: its people, its specialists where somebody counted them, and its counts. */
export const DepartmentImpact = z.object({
  department: DepartmentCode,
  population: z.int().min(0),
  specialistsPer100000: z.number().min(0).nullable(),
  seenPer100000: z.number().min(0),
  measures: ImpactMeasures,
})
export type DepartmentImpact = z.infer<typeof DepartmentImpact>

export const CentreImpact = z.object({
  centreId: HostCentreId,
  centreName: z.string(),
  department: DepartmentCode,
  lngLat: LngLat,
  measures: ImpactMeasures,
})
export type CentreImpact = z.infer<typeof CentreImpact>

/**
 * Outcomes of the tours that are settled: counted once, `settleDays` after a tour's last day, and never again, so that two
 * readings at two dates cannot be subtracted. `withheld`: why none is told. The scope is neither a tour nor whole months, or
 * it takes only a part of a tour: two readings could be subtracted, and tell a few visits apart.
 */
export const OutcomeImpact = z.object({
  threshold: z.int().min(1),
  settleDays: z.int().min(1),
  withheld: z.enum(['not_whole_months', 'cuts_a_tour']).nullable(),
  settled: z.int().min(0),
  /** Tours whose outcomes are still to be counted, and the day the next of them is, as its stops now stand. */
  pending: z.object({ tours: z.int().min(0), nextOn: LocalDate.nullable() }),
  total: z.int().min(0),
  /** `count` null: kept back, this cell or another being too small. `isAtLeast`: some of its tours keep theirs back. */
  rows: z.array(z.object({ outcome: OutcomeCode, count: z.int().min(0).nullable(), isAtLeast: z.boolean() })),
})
export type OutcomeImpact = z.infer<typeof OutcomeImpact>

/** The report of a tour or a season, as things stand at `asOf`. */
export const ImpactReport = z.object({
  scope: z.object({
    tourId: TourId.nullable(),
    tourName: z.string().nullable(),
    unitName: z.string().nullable(),
    specialty: Specialty.nullable(),
    from: LocalDate,
    to: LocalDate,
  }),
  asOf: Instant,
  progress: z.object({
    stops: z.int().min(0),
    begun: z.int().min(0),
    done: z.int().min(0),
    /** Never took place. */
    cancelled: z.int().min(0),
    /** Cancelled after patients were seen on its first days, which count; they are among `stops`. */
    cutShort: z.int().min(0),
    firstDay: LocalDate.nullable(),
    lastDay: LocalDate.nullable(),
  }),
  total: ImpactMeasures,
  departments: z.array(DepartmentImpact),
  centres: z.array(CentreImpact),
  months: z.array(z.object({ month: z.string(), seen: z.record(PriorityClass, z.int().min(0)) })),
  outcomes: OutcomeImpact,
  reach: z.object({ minutes: z.int().positive(), people: z.int().min(0), newPeople: z.int().min(0) }),
  road: z.object({
    km: z.number().min(0),
    driveMinutes: z.number().min(0),
    consultationMinutes: z.number().min(0),
    estimate: z.boolean(),
    /** Legs nobody could tell the length of. */
    unknownLegs: z.int().min(0),
  }),
  equity: z.object({
    index: z.number().nullable(),
    departments: z.int().min(0),
    source: z.string(),
    year: z.int(),
  }),
})
export type ImpactReport = z.infer<typeof ImpactReport>

/**
 * [P] Below how many people a cell of the outcomes is kept back, and how many days after its last one a tour's outcomes are
 * counted for good; an operator may only be more careful than the first default.
 */
export const SmallCells = z.object({
  threshold: z.int().min(5).max(50).default(5),
  settleDays: z.int().min(1).max(180).default(14),
})
export type SmallCells = z.infer<typeof SmallCells>
