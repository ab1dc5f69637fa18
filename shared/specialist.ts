import { z } from 'zod'
import { DepartmentCode, InseeCode } from './geo.ts'
import { SpecialistId } from './ids.ts'
import { LocalDate } from './time.ts'
import { Specialty } from './unit.ts'

/** How a specialist practises: it decides which cover and which papers apply. */
export const PracticeStatus = z.enum(['hospital', 'private', 'retired'])
export type PracticeStatus = z.infer<typeof PracticeStatus>

/** Where the personal authorisation to consult in a mobile unit stands, per department (art. R.4127-74 CSP). */
export const AuthorisationState = z.enum(['requested', 'granted', 'refused'])
export type AuthorisationState = z.infer<typeof AuthorisationState>

/** `from` and `to` bound a granted authorisation; null leaves that side open. */
export const Authorisation = z.object({
  department: DepartmentCode,
  state: AuthorisationState,
  from: LocalDate.nullable(),
  to: LocalDate.nullable(),
})
export type Authorisation = z.infer<typeof Authorisation>

/** A specialist as the roster sees them. `baseInsee` is the commune they travel from, null when not given. */
export const Specialist = z.object({
  specialistId: SpecialistId,
  name: z.string().min(1),
  specialty: Specialty,
  status: PracticeStatus,
  baseInsee: InseeCode.nullable(),
  maxDaysPerMonth: z.int().positive(),
  authorisations: z.array(Authorisation),
})
export type Specialist = z.infer<typeof Specialist>

/** What is kept of a specialist beside their account. A department has one authorisation. */
export const SpecialistProfile = Specialist.omit({ specialistId: true, name: true }).extend({
  maxDaysPerMonth: z.int().min(1).max(31),
  authorisations: z
    .array(Authorisation)
    .max(110)
    .refine((all) => new Set(all.map(({ department }) => department)).size === all.length, { message: 'listed_twice' })
    .refine((all) => all.every(({ from, to }) => from === null || to === null || from <= to), {
      message: 'from_before_to',
    }),
})
export type SpecialistProfile = z.infer<typeof SpecialistProfile>

/** A specialist's profile as an administrator reads it; null until somebody fills it in, and no day can be chosen before. */
export const SpecialistFile = z.object({
  profile: SpecialistProfile.nullable(),
  baseName: z.string().nullable(),
  specialties: z.array(Specialty),
})
export type SpecialistFile = z.infer<typeof SpecialistFile>
