import { dayOfWeek, daysBetween } from '../../shared/days.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { Unit } from '../../shared/unit.ts'
import { type Drive, drivableDaysBetween, wholeDrivingDays } from '../planning/legs.ts'
import type { LegTimeline, WallTime } from '../travel/legs.ts'
import { type JourneyFrame, roadbookOf } from './roadbook.ts'

/** The drive to a stop from the stop before it or from the depot, or the way back. Seconds of driving, breaks apart; metres. */
export type Road = {
  readonly driveSeconds: number
  readonly metres: number
  /** The journey hour by hour: the only place its breaks are counted. */
  readonly roadbook: LegTimeline
  /** Days given to driving alone: what the evening after tear-down cannot absorb. */
  readonly wholeDays: number
  /** The planner's rule: those days exist between the two stops. Always true from the depot and on the way back. */
  readonly fits: boolean
  /** When the crew arrives the evening before, minutes of the day; null when there is a day between. */
  readonly arrivalMinute: MinuteOfDay | null
}

/** What a road depends on of the unit that takes it. */
export type DrivenUnit = Pick<Unit, 'drivingPolicy' | 'sessionTemplate'>

/** The road to a stop under the unit's driving policy. `leavesAfter` is the last day of the stop before, null from the depot. */
export function roadOf(drive: Drive, unit: DrivenUnit, leavesAfter: LocalDate | null, firstDay: LocalDate): Road {
  if (leavesAfter === null) return freeRoad(drive, unit, { tearDown: null, firstDay })
  const road = freeRoad(drive, unit, { tearDown: tearDownOn(leavesAfter, unit), firstDay })
  const monday = dayOfWeek(leavesAfter) - 1
  const between = daysBetween(leavesAfter, firstDay)
  const fits = between > 0 && road.wholeDays <= drivableDaysBetween(unit, monday, monday + between)
  const { arrival } = road.roadbook
  const arrivalMinute = arrival.date === leavesAfter ? arrival.minute : (1440 as MinuteOfDay)
  return { ...road, fits, arrivalMinute: between === 1 ? arrivalMinute : null }
}

/** The road home from the last stop, whose last day is `leavesAfter`. */
export function wayBackOf(drive: Drive, unit: DrivenUnit, leavesAfter: LocalDate): Road {
  return freeRoad(drive, unit, { tearDown: tearDownOn(leavesAfter, unit), firstDay: null })
}

function freeRoad({ seconds, metres }: Drive, unit: DrivenUnit, frame: JourneyFrame): Road {
  return {
    driveSeconds: seconds,
    metres,
    roadbook: roadbookOf(seconds, unit.drivingPolicy, frame),
    wholeDays: wholeDrivingDays(seconds, unit.drivingPolicy),
    fits: true,
    arrivalMinute: null,
  }
}

function tearDownOn(date: LocalDate, { sessionTemplate }: DrivenUnit): WallTime {
  const closing = Math.max(...sessionTemplate.spans.map((span) => span.end))
  return { date, minute: Math.min(closing, sessionTemplate.lastDayUntil) as MinuteOfDay }
}
