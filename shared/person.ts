import { z } from 'zod'
import { HostCentreId, PersonId, SpecialistId } from './ids.ts'
import { Wording } from './protocol.ts'

/** What a person comes to do (PRODUCT.md §1). One person has one role. */
export const Role = z.enum(['planner', 'gp', 'coordinator', 'specialist', 'administrator'])
export type Role = z.infer<typeof Role>

/** The person behind a request. `centreIds` are the centres where they are on duty today; empty for the others. */
export const SignedInPerson = z.object({
  personId: PersonId,
  name: z.string(),
  role: Role,
  centreIds: z.array(HostCentreId),
  specialistId: SpecialistId.nullable(),
})
export type SignedInPerson = z.infer<typeof SignedInPerson>

/** A fictitious account one may take in demo mode, as the sign-in page lists it. */
export const DemoPerson = z.object({
  personId: PersonId,
  name: z.string(),
  role: Role,
  description: Wording,
})
export type DemoPerson = z.infer<typeof DemoPerson>
