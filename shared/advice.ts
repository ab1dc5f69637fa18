import { z } from 'zod'
import { AppointmentId } from './ids.ts'
import { Instant } from './time.ts'

/** What a specialist proposes after reading a referral ahead of the stop. */
export const AdviceProposal = z.enum(['come', 'no_visit'])
export type AdviceProposal = z.infer<typeof AdviceProposal>

export const AdviceInput = z.object({
  appointmentId: AppointmentId,
  proposal: AdviceProposal,
  text: z.string().trim().min(10).max(4000),
})
export type AdviceInput = z.infer<typeof AdviceInput>

/** An advice as the specialist and the doctors of the centre read it. */
export const AdviceLine = z.object({
  adviceId: z.string(),
  proposal: AdviceProposal,
  text: z.string(),
  specialistName: z.string(),
  givenAt: Instant,
  decision: z.enum(['freed', 'kept']).nullable(),
  decidedBy: z.string().nullable(),
})
export type AdviceLine = z.infer<typeof AdviceLine>
