import type { QueueEntry, RankReason } from '../../shared/referral.ts'

export type Ranked = Pick<QueueEntry, 'priorityClass' | 'deadline' | 'majorRisk' | 'score' | 'sentAt' | 'referralId'>

const NO_DEADLINE = '9999-12-31'
const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** The criteria of the order, the first that differs decides (PRODUCT.md §4). */
const criteria: readonly { reason: RankReason; compare: (one: Ranked, other: Ranked) => number }[] = [
  { reason: 'priority_class', compare: (one, other) => byText(one.priorityClass, other.priorityClass) },
  { reason: 'deadline', compare: (one, other) => byText(one.deadline ?? NO_DEADLINE, other.deadline ?? NO_DEADLINE) },
  { reason: 'major_risk', compare: (one, other) => Number(other.majorRisk) - Number(one.majorRisk) },
  { reason: 'score', compare: (one, other) => other.score - one.score },
  { reason: 'sent_at', compare: (one, other) => byText(one.sentAt, other.sentAt) },
  { reason: 'identifier', compare: (one, other) => byText(one.referralId, other.referralId) },
]

/** Negative when `one` comes first. Zero only for the same referral: two people always see the same order. */
export function compareInQueue(one: Ranked, other: Ranked): number {
  for (const { compare } of criteria) {
    const difference = compare(one, other)
    if (difference !== 0) return difference
  }
  return 0
}

/** The entries in the order of the queue, whatever order they came in. */
export function orderQueue<T extends Ranked>(entries: readonly T[]): T[] {
  return [...entries].sort(compareInQueue)
}

/** What puts an entry after the one before it; `first` at the head of the queue. */
export function rankReason(entry: Ranked, before: Ranked | undefined): RankReason {
  if (!before) return 'first'
  return criteria.find(({ compare }) => compare(before, entry) !== 0)?.reason ?? 'identifier'
}
