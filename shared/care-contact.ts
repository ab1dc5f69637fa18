import { z } from 'zod'
import { DepartmentCode } from './geo.ts'
import { Specialty } from './unit.ts'

export const CareContactId = z.uuid().brand('CareContactId')
export type CareContactId = z.infer<typeof CareContactId>

/** Who is called: the emergency services, a hospital department, a service that gives an opinion from a distance. */
export const CareContactKind = z.enum(['emergency', 'hospital', 'teleexpertise'])
export type CareContactKind = z.infer<typeof CareContactKind>

/** What an administrator writes of a contact of a department. `specialty` null: for all of them. */
export const CareContactInput = z.object({
  department: DepartmentCode,
  kind: CareContactKind,
  specialty: Specialty.nullable(),
  name: z.string().trim().min(2).max(120),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d .]{2,20}$/)
    .nullable(),
  hours: z.string().trim().max(120).nullable(),
  url: z
    .url({ protocol: /^https$/ })
    .max(300)
    .nullable(),
})
export type CareContactInput = z.infer<typeof CareContactInput>

/** A service to call or write to when the unit comes too late; never a patient's. */
export const CareContact = CareContactInput.extend({ contactId: CareContactId })
export type CareContact = z.infer<typeof CareContact>
