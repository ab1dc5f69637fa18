import { z } from 'zod'

/** The one shape of a refusal on the wire: a code for programs, a sentence a person can act on, and what was wrong where. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  /** Path of the offending input, for example `patient.phone`. Never holds the value itself. */
  field: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof Problem>

/** An expected refusal, returned (never thrown) by pure code and use cases. */
export type Refusal = {
  readonly refusal: string
  readonly field?: string | undefined
  readonly details?: Readonly<Record<string, unknown>> | undefined
}

/** Builds a refusal: its code, the field at fault and facts a screen may show (nothing personal). */
export function refuse(refusal: string, about: { field?: string; details?: Record<string, unknown> } = {}): Refusal {
  return { refusal, ...about }
}

/** Tells a refusal from a result. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusal' in value && typeof value.refusal === 'string'
}
