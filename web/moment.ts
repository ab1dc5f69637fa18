import type { Instant } from '../shared/time.ts'
import { serverClock } from './clock.ts'
import { clockAt, formatDate, formatInstant } from './format.ts'

/** A point in time in the server's own zone, for what happens in no place: « mardi 10 février à 14 h 20 ». */
export function formatMoment(instant: Instant): string {
  const zone = serverClock.value?.zone
  return zone ? formatInstant(instant, zone) : ''
}

/** Its day alone: « mardi 10 février », with the year when asked. */
export function formatMomentDay(instant: Instant, options: { year?: boolean } = {}): string {
  const zone = serverClock.value?.zone
  return zone ? formatDate(clockAt(instant, zone).date, options) : ''
}
