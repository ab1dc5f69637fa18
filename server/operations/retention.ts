import type { RetentionRules } from '../../shared/operations.ts'
import { type Instant, type LocalDate, localDateOf, PARIS, toInstant } from '../../shared/time.ts'

const DAY_MILLISECONDS = 86_400_000

/** What is older than each of these is ended or erased. */
export type Cutoffs = {
  readonly redirected: Instant
  readonly pictures: Instant
  readonly drafts: Instant
  readonly messages: Instant
  readonly unreadReplies: Instant
  readonly phones: Instant
  readonly phoneDay: LocalDate
  readonly referrals: Instant
  readonly documentDay: LocalDate
  readonly accounts: Instant
  readonly accessLog: Instant
}

/** The limits that a moment gives to the rules; a month before the 31st is the last day of a shorter month. */
export function cutoffsAt(now: Instant, rules: RetentionRules): Cutoffs {
  const daysBefore = (days: number): Instant => toInstant(Date.parse(now) - days * DAY_MILLISECONDS)
  const phones = monthsBefore(now, rules.phoneMonths)
  return {
    redirected: monthsBefore(now, rules.redirectedMonths),
    pictures: daysBefore(rules.pictureDays),
    drafts: daysBefore(rules.draftDays),
    messages: daysBefore(rules.messageDays),
    unreadReplies: daysBefore(rules.unreadReplyDays),
    phones,
    phoneDay: localDateOf(phones, PARIS),
    referrals: monthsBefore(now, rules.referralMonths),
    accounts: monthsBefore(now, rules.accountMonths),
    documentDay: localDateOf(monthsBefore(now, rules.documentMonths), PARIS),
    accessLog: monthsBefore(now, rules.accessLogMonths),
  }
}

/** The same day and hour some months later. */
export const monthsAfter = (from: Instant, months: number): Instant => monthsBefore(from, -months)

/** The same day and hour some months earlier. */
export function monthsBefore(now: Instant, months: number): Instant {
  const date = new Date(now)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return toInstant(date.getTime())
}
