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
  const wall = Temporal.PlainDate.from(date).toPlainDateTime().add({ minutes: minute })
  return toInstant(wall.toZonedDateTime(zone).epochMilliseconds)
}

/** The day and minute a wall clock at a place shows at `instant`. */
export function wallClock(instant: Instant, zone: TimeZone): { date: LocalDate; minute: MinuteOfDay } {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return {
    date: zoned.toPlainDate().toString() as LocalDate,
    minute: (zoned.hour * 60 + zoned.minute) as MinuteOfDay,
  }
}

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
