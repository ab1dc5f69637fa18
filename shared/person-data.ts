import { z } from 'zod'
import { Instant } from './time.ts'

/** What may be erased of somebody who asks, each counted; nothing here serves their care any more. */
export const ErasureCounts = z.object({
  pictures: z.int().min(0),
  phones: z.int().min(0),
  interpreters: z.int().min(0),
  /** Text and number of SMS sent. */
  messages: z.int().min(0),
  replies: z.int().min(0),
  /** Addresses of the patient's page. */
  links: z.int().min(0),
})
export type ErasureCounts = z.infer<typeof ErasureCounts>

/** What an erasure would do, before it does anything. */
export const ErasurePlan = z.object({
  /** A referral is open, a place is held or a result is owed: nothing is erased before that is over. */
  careUnderWay: z.boolean(),
  erasable: ErasureCounts,
  /** Identity, referrals and letters are a doctor's record, kept until then; null while care is under way. */
  recordKeptUntil: Instant.nullable(),
  smsStopped: z.boolean(),
})
export type ErasurePlan = z.infer<typeof ErasurePlan>
