import type { PlanDrivingPolicy, PlanProblem, PlanUnit } from '../../shared/plan.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { legTimeline } from '../travel/legs.ts'

/** One drive of the matrix. */
export type Drive = { readonly seconds: number; readonly metres: number }

/** The truck's drive between two places of the matrix, or null where no road leads. */
export function driveBetween(problem: PlanProblem, from: number, to: number): Drive | null {
  const seconds = problem.travel.truckSeconds[from]?.[to] ?? null
  const metres = problem.travel.truckMetres[from]?.[to] ?? null
  return seconds === null || metres === null ? null : { seconds, metres }
}

/** A crew sets out at eight, as in its road book. */
const MORNING = (8 * 60) as MinuteOfDay

/** Breaks due on a drive that sets out on a date, as its road book has them: counted afresh each driving day. */
export function breaksOn(
  seconds: number,
  policy: PlanDrivingPolicy,
  date: LocalDate,
): { breaks: number; breakSeconds: number } {
  const { longDayDriveSeconds = policy.maxDriveSecondsPerDay, longDaysPerWeek = 0, dailyRestSeconds = 0 } = policy
  const { steps, breakSeconds } = legTimeline(
    seconds,
    { date, minute: MORNING },
    { ...policy, applied: true, longDayDriveSeconds, longDaysPerWeek, dailyRestSeconds },
  )
  return { breaks: steps.filter(({ kind }) => kind === 'break').length, breakSeconds }
}

/** Whole days given to driving: what the evening after tear-down cannot absorb, at the policy's hours a day. */
export function wholeDrivingDays(seconds: number, policy: PlanDrivingPolicy): number {
  return Math.max(0, Math.ceil((seconds - policy.eveningDriveSeconds) / policy.maxDriveSecondsPerDay))
}

/** Days of the week between two day numbers (Monday is 0), both excluded, on which the unit may drive. */
export function drivableDaysBetween(unit: Pick<PlanUnit, 'drivingPolicy'>, lastDay: number, firstDay: number): number {
  let drivable = 0
  for (let day = lastDay + 1; day < firstDay; day += 1) {
    if (unit.drivingPolicy.drivingDaysOfWeek.includes((((day % 7) + 7) % 7) + 1)) drivable += 1
  }
  return drivable
}
