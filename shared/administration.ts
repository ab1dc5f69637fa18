import { z } from 'zod'
import { DepartmentCode, InseeCode, LngLat } from './geo.ts'
import { WeekHours } from './host-centre.ts'
import { HostCentreId, PersonId } from './ids.ts'
import { Role } from './person.ts'
import { Wording } from './protocol.ts'
import { Instant, LocalDate } from './time.ts'

export const DutyId = z.uuid().brand('DutyId')
export type DutyId = z.infer<typeof DutyId>

/** Where a dated assignment stands today. */
export const DutyStanding = z.enum(['over', 'current', 'to_come'])
export type DutyStanding = z.infer<typeof DutyStanding>

/** A person's assignment to a centre, both days included; `to` null means until further notice. */
export const Duty = z.object({
  dutyId: DutyId,
  centreId: HostCentreId,
  centreName: z.string(),
  from: LocalDate,
  to: LocalDate.nullable(),
  standing: DutyStanding,
})
export type Duty = z.infer<typeof Duty>

/** An account as an administrator sees it. Only GPs and coordinators have duties. */
export const PersonLine = z.object({
  personId: PersonId,
  name: z.string(),
  role: Role,
  active: z.boolean(),
  duties: z.array(Duty),
  signInName: z.string().nullable(),
  email: z.string().nullable(),
  hasRpps: z.boolean(),
  /** Passkeys, and password with codes, they have set up. */
  waysIn: z.number(),
  /** Until when the link they have not used yet works; in the past when it no longer does. */
  invitedUntil: Instant.nullable(),
})
export type PersonLine = z.infer<typeof PersonLine>

/** An account to open. The e-mail address is shown to administrators and used for nothing. */
export const NewPerson = z.object({
  name: z.string().trim().min(2).max(120),
  role: Role,
  email: z.email().max(200).nullable(),
  /** 11 digits: lets a doctor sign in through Pro Santé Connect. */
  rpps: z.string().trim().max(20).nullable(),
})
export type NewPerson = z.infer<typeof NewPerson>

/** A single-use link to hand to somebody, shown once. */
export const Invited = z.object({
  personId: PersonId,
  signInName: z.string(),
  link: z.string(),
  expiresAt: Instant,
})
export type Invited = z.infer<typeof Invited>

export const DutyInput = z.object({
  personId: PersonId,
  centreId: HostCentreId,
  from: LocalDate,
  to: LocalDate.nullable(),
})
export type DutyInput = z.infer<typeof DutyInput>

/** What an administrator writes of a centre beside its commune and its hours; `null` means not known. */
export const CentreFacts = z.object({
  name: z.string().trim().min(2).max(120),
  /** Doctors on duty at once. */
  lines: z.int().min(1).max(20),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d .]{2,20}$/)
    .nullable(),
  address: z.string().trim().min(1).max(200).nullable(),
  directions: z.string().trim().min(1).max(500).nullable(),
  minDays: z.int().min(1).max(7),
  maxDays: z.int().min(1).max(7),
  revisitDays: z.int().min(0).max(366),
})
export type CentreFacts = z.infer<typeof CentreFacts>

/** A centre to open: its position, department and zone are its commune's. */
export const NewCentre = z.object({
  communeInsee: InseeCode,
  facts: CentreFacts,
  openingHours: WeekHours,
  /** True until the centre has confirmed these hours itself. */
  openingHoursAssumed: z.boolean(),
  closedWeeks: z.array(LocalDate).max(60),
})
export type NewCentre = z.infer<typeof NewCentre>

/** What an administrator may change of a centre. Hours that are saved are the centre's own, no longer assumed. */
export const CentreEdit = z.object({
  facts: CentreFacts.optional(),
  /** Where the unit stands, once it is better known than by its commune. */
  lngLat: LngLat.optional(),
  openingHours: WeekHours.optional(),
  /** Mondays of the weeks the centre is closed. */
  closedWeeks: z.array(LocalDate).max(60).optional(),
  active: z.boolean().optional(),
})
export type CentreEdit = z.infer<typeof CentreEdit>

/** A stop that stands in a week or on a day its centre is now closed. */
export const StopInClosedTime = z.object({
  stopId: z.string(),
  firstDay: LocalDate,
  lastDay: LocalDate,
  department: DepartmentCode,
})
export type StopInClosedTime = z.infer<typeof StopInClosedTime>

/** Where a figure comes from: a proposal to be validated, a regulation or guidance, evidence, a founding document. */
export const FigureSource = z.enum(['proposal', 'regulation', 'evidence', 'founding'])
export type FigureSource = z.infer<typeof FigureSource>

/** One figure the application works with: its value today and its default, under the name the code gives it. */
export const SettingLine = z.object({
  group: z.enum(['places', 'offers', 'wishes', 'deadlines', 'reach', 'pictures', 'planning', 'driving', 'messages']),
  key: z.string(),
  /** What it holds for, when it differs from one specialty or unit to another. */
  about: Wording.nullable(),
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  default: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  unit: z.enum([
    ...(['minutes', 'hours', 'days', 'weeks', 'seconds', 'share', 'points', 'count', 'text'] as const),
    ...(['pixels', 'megapixels', 'megabytes'] as const),
  ]),
  source: FigureSource,
})
export type SettingLine = z.infer<typeof SettingLine>

/** What a line of the access log may say was done. */
export const AccessAction = z.enum([
  'read',
  'create',
  'update',
  'delete',
  'export',
  'sign_in',
  'sign_in_refused',
  'sign_out',
  'upload_refused',
])
export type AccessAction = z.infer<typeof AccessAction>

/**
 * The lines of the access log that are wanted: of a person, about a record (and, where it is a patient's, about everything
 * else of that patient), of an action, between two days of Paris, both included.
 */
export const AccessWanted = z.object({
  person: PersonId.optional(),
  record: z.uuid().optional(),
  action: AccessAction.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
})
export type AccessWanted = z.infer<typeof AccessWanted>

/** One line of the access log: who did what to which record, never what the record says. */
export const AccessLine = z.object({
  sequence: z.int().positive(),
  at: Instant,
  personName: z.string().nullable(),
  role: Role.nullable(),
  action: z.string(),
  resource: z.string(),
  resourceId: z.string().nullable(),
  purpose: z.string(),
})
export type AccessLine = z.infer<typeof AccessLine>
