import { z } from 'zod'
import { Instant } from './time.ts'

/** How long each kind of personal data is kept [P]; PRODUCT.md §6 fixes the first three, the others are proposed with them. */
export const RetentionRules = z.object({
  /** After the answer of the specialist, or the closing. */
  pictureDays: z.int().min(1).max(3650).default(90),
  /** After the last appointment, or the closing of the last referral. */
  phoneMonths: z.int().min(1).max(120).default(12),
  /** After the answer or the closing: what is left is counted and names nobody. */
  referralMonths: z.int().min(1).max(240).default(24),
  /** A referral handed over, to a hospital or for an opinion, ends by itself when nothing was written of it for so long. */
  redirectedMonths: z.int().min(1).max(120).default(12),
  /** After the last keystroke. */
  draftDays: z.int().min(1).max(365).default(30),
  /** Text and number of SMS, and of replies, after they were last of use. */
  messageDays: z.int().min(1).max(3650).default(90),
  /** Text and number of replies nobody read, after they came. */
  unreadReplyDays: z.int().min(1).max(3650).default(180),
  /** Papers of a checklist, which may name people, after the last day of their stop. */
  documentMonths: z.int().min(1).max(240).default(24),
  /** Address, RPPS number and ways in of a closed account, after the last line of the access log by or about it; its name stays on what it signed. */
  accountMonths: z.int().min(1).max(120).default(12),
  /** After a session or a link for signing in has ended. */
  sessionDays: z.int().min(1).max(365).default(30),
  accessLogMonths: z.int().min(6).max(240).default(36),
})
export type RetentionRules = z.infer<typeof RetentionRules>

/** What is ended (`redirected`) or erased, one rule each; the order is the one in which they run. */
export const RetentionKind = z.enum([
  'redirected',
  'pictures',
  'drafts',
  'messages',
  'replies',
  'unreadReplies',
  'links',
  'phones',
  'referrals',
  'patients',
  'documents',
  'sessions',
  'accounts',
  'accessLog',
])
export type RetentionKind = z.infer<typeof RetentionKind>

/** How many of each were erased, or would be. */
export const RetentionCounts = z.partialRecord(RetentionKind, z.int().min(0))
export type RetentionCounts = z.infer<typeof RetentionCounts>

/** One run of retention, as an administrator reads it: numbers only. */
export const RetentionRun = z.object({ startedAt: Instant, finishedAt: Instant, counts: RetentionCounts })
export type RetentionRun = z.infer<typeof RetentionRun>
