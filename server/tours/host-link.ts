import { addDays } from '../../shared/days.ts'
import { type Instant, instantAt, localDateOf, type MinuteOfDay, PARIS } from '../../shared/time.ts'

/** Where a centre answers for a tour. The token is the whole secret: 22 characters of base64url, 132 bits. */
export function hostAddress(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, '')}/h/${token}`
}

/** A link opens until the end of the last of its days, in Paris. */
export function hostLinkExpiry(now: Instant, days: number): Instant {
  return instantAt(addDays(localDateOf(now, PARIS), days + 1), 0 as MinuteOfDay, PARIS)
}
