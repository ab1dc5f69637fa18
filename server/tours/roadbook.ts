import { addDays, dayOfWeek, daysBetween, daysFromTo } from '../../shared/days.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { DrivingPolicy } from '../../shared/unit.ts'
import { type LegStep, type LegTimeline, legTimeline, type WallTime } from '../travel/legs.ts'

/** [P] A crew that slept at home or at its stop leaves at eight. */
const MORNING = (8 * 60) as MinuteOfDay
/** [P] A crew leaving after tear-down should be there by this hour. */
const EVENING_END = 20 * 60
/** [P] Past a weekend between two stops, a crew leaves for the next one as late as it can instead of the same evening. */
const WEEKEND_DAYS = 3
/** No journey from the depot starts earlier than this before its stop. */
const LONGEST_JOURNEY_DAYS = 31

/** What a journey starts after and must be over before: tear-down, null from the depot; first day, null on the way back. */
export type JourneyFrame =
  | { readonly tearDown: WallTime; readonly firstDay: LocalDate | null }
  | { readonly tearDown: null; readonly firstDay: LocalDate }

/**
 * When a crew leaves for a stop, and the journey hour by hour. The evening of tear-down when the stop follows within a
 * weekend, the policy's evening driving covers the road and it ends by 20:00; otherwise 8:00 on the latest driving day that still arrives the day before the
 * stop; otherwise the evening's share then mornings. Where nothing arrives in time, the soonest: see its `arrival`.
 */
export function roadbookOf(driveSeconds: number, policy: DrivingPolicy, frame: JourneyFrame): LegTimeline {
  const { tearDown, firstDay } = frame
  if (tearDown === null) return fromDepot(driveSeconds, policy, addDays(firstDay, -1))
  const evening = legTimeline(driveSeconds, tearDown, policy)
  const isShort = driveSeconds <= policy.eveningDriveSeconds
  const isOverByNight = evening.arrival.date === tearDown.date && evening.arrival.minute <= EVENING_END
  const days = firstDay && daysBetween(tearDown.date, firstDay)
  const isSoon = days === null || (days > 0 && days <= WEEKEND_DAYS)
  const soonest = morningOf(driveSeconds, policy, nextDrivingDay(tearDown.date, policy))
  if (isShort && isOverByNight && isSoon) return evening
  if (firstDay === null) return soonest
  const eve = addDays(firstDay, -1)
  return (
    latestMorning(driveSeconds, policy, addDays(tearDown.date, 1), eve) ??
    [eveningThenMornings(driveSeconds, tearDown, policy), evening].find(({ arrival }) => arrival.date <= eve) ??
    soonest
  )
}

/** As late as possible: nothing keeps a crew from leaving its depot on the day it must. */
function fromDepot(driveSeconds: number, policy: DrivingPolicy, eve: LocalDate): LegTimeline {
  const earliest = addDays(eve, -LONGEST_JOURNEY_DAYS)
  return latestMorning(driveSeconds, policy, earliest, eve) ?? morningOf(driveSeconds, policy, earliest)
}

function morningOf(driveSeconds: number, policy: DrivingPolicy, date: LocalDate): LegTimeline {
  return legTimeline(driveSeconds, { date, minute: MORNING }, policy)
}

/** The journey leaving on the latest driving day that still arrives by the end of the eve, or null. */
function latestMorning(driveSeconds: number, policy: DrivingPolicy, earliest: LocalDate, eve: LocalDate) {
  for (const date of daysFromTo(earliest, eve).reverse()) {
    if (!isDrivingDay(date, policy)) continue
    const journey = morningOf(driveSeconds, policy, date)
    if (journey.arrival.date <= eve) return journey
  }
  return null
}

/** What the policy lets a crew drive after tear-down, a night, and the rest from the next driving day on. */
function eveningThenMornings(driveSeconds: number, tearDown: WallTime, policy: DrivingPolicy): LegTimeline {
  const tonight = legTimeline(Math.min(driveSeconds, policy.eveningDriveSeconds), tearDown, policy)
  const left = driveSeconds - tonight.driveSeconds
  if (left <= 0) return tonight
  const minutesOf = (time: WallTime) => daysBetween(tearDown.date, time.date) * 1440 + time.minute
  const slept = minutesOf(tonight.arrival)
  const wakes = Math.max(
    minutesOf({ date: nextDrivingDay(tearDown.date, policy), minute: MORNING }),
    slept + Math.ceil(policy.dailyRestSeconds / 60),
  )
  const departure: WallTime = {
    date: addDays(tearDown.date, Math.floor(wakes / 1440)),
    minute: (wakes % 1440) as MinuteOfDay,
  }
  const after = legTimeline(left, departure, policy)
  const rest: LegStep = { kind: 'rest', start: tonight.arrival, end: departure, seconds: (wakes - slept) * 60 }
  return {
    steps: [...tonight.steps, rest, ...after.steps],
    arrival: after.arrival,
    driveSeconds: tonight.driveSeconds + after.driveSeconds,
    breakSeconds: tonight.breakSeconds + after.breakSeconds,
    nights: tonight.nights + 1 + after.nights,
  }
}

function isDrivingDay(date: LocalDate, policy: DrivingPolicy): boolean {
  return policy.drivingDaysOfWeek.includes(dayOfWeek(date))
}

function nextDrivingDay(date: LocalDate, policy: DrivingPolicy): LocalDate {
  let next = addDays(date, 1)
  for (let tries = 0; tries < 6 && !isDrivingDay(next, policy); tries++) next = addDays(next, 1)
  return next
}
