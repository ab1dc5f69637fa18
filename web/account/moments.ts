import type { Instant, TimeZone } from '../../shared/time.ts'
import { clockAt, formatDate, formatInstant } from '../format.ts'

const ZONE = 'Europe/Paris' as TimeZone

/** The day of an instant in words, with its year. */
export function dayOf(instant: Instant): string {
  return formatDate(clockAt(instant, ZONE).date, { weekday: false, year: true })
}

/** An instant in words: « mardi 10 février à 14 h 20 ». */
export function momentOf(instant: Instant): string {
  return formatInstant(instant, ZONE)
}
