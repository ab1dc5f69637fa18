import { addDays } from '../../shared/days.ts'
import { type Instant, instantAt, type LocalDate, type MinuteOfDay, type TimeZone } from '../../shared/time.ts'

/** A single-purpose secret: 22 characters of base64url, 132 bits, the first of a longer random token. */
export function linkToken(randomToken: string): string {
  return randomToken.slice(0, 22)
}

/** [P] A link opens until the end of the day after the visit. */
export function linkExpiry(visitDate: LocalDate, zone: TimeZone): Instant {
  return instantAt(addDays(visitDate, 2), 0 as MinuteOfDay, zone)
}

/** Where a patient opens their page. */
export function linkAddress(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, '')}/r/${token}`
}
