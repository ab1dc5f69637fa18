import type { Duty, DutyInput, DutyStanding } from '../../shared/administration.ts'
import type { Role } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'

type Dates = Pick<Duty, 'from' | 'to'>

/** Where an assignment stands on `today`; both its days count. */
export function standingOf({ from, to }: Dates, today: LocalDate): DutyStanding {
  if (from > today) return 'to_come'
  return to !== null && to < today ? 'over' : 'current'
}

/** Whether two assignments share a day. */
export function overlaps(one: Dates, other: Dates): boolean {
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to)
}

/**
 * Accepts a new assignment, or says why not: only GPs and coordinators work in a centre (`duty_role`), it ends on or
 * after its first day (`duty_ends_before_start`), and never twice in the same centre at once (`duty_overlaps`).
 */
export function checkDuty(
  duty: DutyInput,
  role: Role,
  others: readonly Pick<Duty, 'centreId' | 'from' | 'to'>[],
): Refusal | null {
  if (role !== 'gp' && role !== 'coordinator') return refuse('duty_role', { field: 'personId' })
  if (duty.to !== null && duty.to < duty.from) return refuse('duty_ends_before_start', { field: 'to' })
  const held = others.find((other) => other.centreId === duty.centreId && overlaps(other, duty))
  return held ? refuse('duty_overlaps', { field: 'from', details: { from: held.from, to: held.to } }) : null
}

/**
 * Accepts ending an assignment after `lastDay`: not before its first day (`duty_ends_before_start`), and never later
 * than it already ends (`duty_already_ends`): prolonging is a new assignment.
 */
export function checkEnd(duty: Dates, lastDay: LocalDate): Refusal | null {
  if (lastDay < duty.from) return refuse('duty_ends_before_start', { field: 'lastDay' })
  return duty.to !== null && lastDay >= duty.to ? refuse('duty_already_ends', { field: 'lastDay' }) : null
}
