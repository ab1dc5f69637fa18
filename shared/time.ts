import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** A calendar day, `2026-02-10`. */
export const LocalDate = z.iso.date().brand('LocalDate')
export type LocalDate = z.infer<typeof LocalDate>

/** Minutes since midnight in the place's own zone, 0 to 1 440. */
export const MinuteOfDay = z.int().min(0).max(1440).brand('MinuteOfDay')
export type MinuteOfDay = z.infer<typeof MinuteOfDay>

/** A point in time, UTC, `2026-02-10T13:20:00.000Z`: sorts as text. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .brand('Instant')
export type Instant = z.infer<typeof Instant>

/** IANA name of a place's time zone. */
export const TimeZone = z
  .string()
  .regex(/^[A-Za-z_]+(\/[A-Za-z_-]+)*$/)
  .brand('TimeZone')
export type TimeZone = z.infer<typeof TimeZone>

export const PARIS = 'Europe/Paris' as TimeZone

/** A half-open span of one day in minutes, `[start, end)`. */
export const DaySpan = z
  .object({ start: MinuteOfDay, end: MinuteOfDay })
  .refine((span) => span.start < span.end, { message: 'start_before_end' })
export type DaySpan = z.infer<typeof DaySpan>

/** The point in time a wall clock at a place shows; in a spring gap the later one, in an autumn overlap the earlier. */
export function instantAt(date: LocalDate, minute: MinuteOfDay, zone: TimeZone): Instant {
  const midnight = Date.parse(date)
  // Wherever it is, the day lies within these three of Greenwich.
  const offset = steadyOffset(midnight, zone)
  const isSteady = [-DAY_MS, DAY_MS].every((around) => steadyOffset(midnight + around, zone) === offset)
  if (offset !== null && isSteady) return toInstant(midnight + minute * MINUTE_MS - offset)
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute })
  return toInstant(wall.toZonedDateTime(zone).epochMilliseconds)
}

/** The day and minute a wall clock at a place shows at `instant`. */
export function wallClock(instant: Instant, zone: TimeZone): { date: LocalDate; minute: MinuteOfDay } {
  const at = Date.parse(instant)
  const offset = steadyOffset(at, zone)
  if (offset !== null) {
    const wall = new Date(at + offset).toISOString()
    return {
      date: wall.slice(0, 10) as LocalDate,
      minute: (Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16))) as MinuteOfDay,
    }
  }
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return {
    date: zoned.toPlainDate().toString() as LocalDate,
    minute: (zoned.hour * 60 + zoned.minute) as MinuteOfDay,
  }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** More days than one application asks of at once; beyond, they are asked again. */
const MOST_DAYS = 20_000

/** The offset of each zone on each day of Greenwich asked for: the library takes a hundred times as long to say it. */
const offsets = new Map<TimeZone, Map<number, number | null>>()

/** Milliseconds the clocks of a zone are ahead on the day of Greenwich around `at`; null when they are changed on it. */
function steadyOffset(at: number, zone: TimeZone): number | null {
  const day = Math.floor(at / DAY_MS)
  const known = offsets.get(zone) ?? new Map<number, number | null>()
  const told = known.get(day)
  if (told !== undefined) return told
  const [from, to] = [day, day + 1].map((one) => offsetAt(one * DAY_MS, zone))
  const offset = from === to ? from! : null
  if (known.size >= MOST_DAYS) known.clear()
  offsets.set(zone, known.set(day, offset))
  return offset
}

const offsetAt = (at: number, zone: TimeZone): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

/** The day it is at a place at `instant`. */
export function localDateOf(instant: Instant, zone: TimeZone): LocalDate {
  return wallClock(instant, zone).date
}

/** An instant from milliseconds since 1970. */
export function toInstant(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString() as Instant
}

/** The instant `minutes` later (negative: earlier). */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return toInstant(Date.parse(instant) + minutes * 60_000)
}

/** The instant `seconds` later (negative: earlier). */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return addMinutes(instant, seconds / 60)
}
