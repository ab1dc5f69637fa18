import { addDays, dayOfWeek, mondayOf } from '../../shared/days.ts'
import type { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import type { DrivingPolicy } from '../../shared/unit.ts'

/** A point in time on the wall clock of the road. */
export type WallTime = { readonly date: LocalDate; readonly minute: MinuteOfDay }

/** A stretch of a leg: at the wheel, on a break, or off until the next driving day. */
export type LegStep = {
  readonly kind: 'drive' | 'break' | 'rest'
  readonly start: WallTime
  readonly end: WallTime
  readonly seconds: number
}

export type LegTimeline = {
  readonly steps: readonly LegStep[]
  readonly arrival: WallTime
  readonly driveSeconds: number
  readonly breakSeconds: number
  readonly nights: number
}

const DAY_SECONDS = 86_400
/** After a night on the road, the crew leaves at seven at the earliest. */
const MORNING = 7 * 3600

/**
 * Turns a drive into a timeline under a driving policy: a break after so much driving, so much driving a day, a rest
 * between two days (regulation EU 561/2006, articles 6 to 8, by default). The policy's long day is used when it saves a
 * night, as often a week as it allows. Days nobody drives are waited through. A policy that is not applied drives on.
 */
export function legTimeline(driveSeconds: number, departure: WallTime, policy: DrivingPolicy): LegTimeline {
  const steps: LegStep[] = []
  const longDays = new Map<LocalDate, number>()
  let now = departure.minute * 60
  let left = Math.round(driveSeconds)
  let driven = 0
  let sinceBreak = 0

  const dateAt = (seconds: number) => addDays(departure.date, Math.floor(seconds / DAY_SECONDS))
  const wall = (seconds: number): WallTime => ({
    date: dateAt(seconds),
    minute: Math.ceil((seconds % DAY_SECONDS) / 60) as MinuteOfDay,
  })
  const step = (kind: LegStep['kind'], seconds: number) => {
    if (seconds <= 0) return
    steps.push({ kind, start: wall(now), end: wall(now + seconds), seconds })
    now += seconds
  }
  const limitToday = () => {
    if (!policy.applied) return Number.POSITIVE_INFINITY
    const usual = policy.maxDriveSecondsPerDay
    const long = Math.max(usual, policy.longDayDriveSeconds)
    const used = longDays.get(mondayOf(dateAt(now))) ?? 0
    return driven + left > usual && driven + left <= long && used < policy.longDaysPerWeek ? long : usual
  }

  while (left > 0) {
    const limit = limitToday()
    const untilBreak = policy.applied ? policy.breakAfterSeconds - sinceBreak : Number.POSITIVE_INFINITY
    const stretch = Math.min(left, untilBreak, limit - driven)
    step('drive', stretch)
    left -= stretch
    driven += stretch
    sinceBreak += stretch
    if (left === 0) {
      const monday = mondayOf(dateAt(now))
      if (driven > policy.maxDriveSecondsPerDay) longDays.set(monday, (longDays.get(monday) ?? 0) + 1)
    } else if (driven >= limit) {
      step('rest', restSeconds(now, dateAt, policy))
      driven = 0
      sinceBreak = 0
    } else {
      step('break', policy.breakSeconds)
      sinceBreak = 0
    }
  }
  const total = (kind: LegStep['kind']) => steps.reduce((sum, one) => sum + (one.kind === kind ? one.seconds : 0), 0)
  return {
    steps,
    arrival: wall(now),
    driveSeconds: total('drive'),
    breakSeconds: total('break'),
    nights: steps.filter((one) => one.kind === 'rest').length,
  }
}

function restSeconds(now: number, dateAt: (seconds: number) => LocalDate, policy: DrivingPolicy): number {
  let morning = Math.floor(now / DAY_SECONDS) * DAY_SECONDS + DAY_SECONDS + MORNING
  for (let day = 0; day < 7 && !policy.drivingDaysOfWeek.includes(dayOfWeek(dateAt(morning))); day++) {
    morning += DAY_SECONDS
  }
  return Math.max(now + policy.dailyRestSeconds, morning) - now
}
