import { dayOfWeek, daysBetween } from '../../shared/days.ts'
import type { PlanUnit } from '../../shared/plan.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { breaksOn, type Drive, drivableDaysBetween, wholeDrivingDays } from '../planning/legs.ts'

/** The drive to a stop from the stop before it, or from the depot. Seconds of driving, breaks apart; metres. */
export type Road = {
  readonly driveSeconds: number
  readonly metres: number
  readonly breaks: number
  readonly breakSeconds: number
  /** Days given to driving alone: what the evening after tear-down cannot absorb. */
  readonly wholeDays: number
  /** Whether those days exist between the two stops. Always true from the depot, whose departure is free. */
  readonly fits: boolean
  /** When the crew arrives the evening before, minutes of the day; null when there is a day between. */
  readonly arrivalMinute: MinuteOfDay | null
}

/** The road to a stop under the unit's driving policy. `leavesAfter` is the last day of the stop before, null from the depot. */
export function roadOf(drive: Drive, unit: PlanUnit, leavesAfter: LocalDate | null, firstDay: LocalDate): Road {
  const policy = unit.drivingPolicy
  const breaks = breaksOn(drive.seconds, policy)
  const wholeDays = wholeDrivingDays(drive.seconds, policy)
  const road = {
    driveSeconds: drive.seconds,
    metres: drive.metres,
    breaks,
    breakSeconds: breaks * policy.breakSeconds,
    wholeDays,
  }
  if (leavesAfter === null) return { ...road, fits: true, arrivalMinute: null }
  const monday = dayOfWeek(leavesAfter) - 1
  const between = daysBetween(leavesAfter, firstDay)
  const fits = between > 0 && wholeDays <= drivableDaysBetween(unit, monday, monday + between)
  return { ...road, fits, arrivalMinute: between === 1 ? eveningArrival(road, unit) : null }
}

function eveningArrival(road: { driveSeconds: number; breakSeconds: number }, unit: PlanUnit): MinuteOfDay {
  const closing = Math.max(...unit.sessionTemplate.spans.map((span) => span.end))
  const leaves = Math.min(closing, unit.sessionTemplate.lastDayUntil)
  return Math.min(1440, leaves + Math.ceil((road.driveSeconds + road.breakSeconds) / 60)) as MinuteOfDay
}
