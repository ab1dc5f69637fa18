import type { WorkLine } from '../../shared/queue.ts'

/** Fewest days left first, the more urgent class, what has waited longest; identifiers last, so that the order is total. */
export function compareWork(one: WorkLine, other: WorkLine): number {
  return (
    one.daysLeft - other.daysLeft ||
    byText(one.priorityClass, other.priorityClass) ||
    byText(one.raisedAt, other.raisedAt) ||
    byText(one.referralId, other.referralId) ||
    byText(one.kind, other.kind)
  )
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
