import { Secret, TOTP } from 'otpauth'
import type { OneTimeSecret } from '../../shared/sign-in.ts'
import type { Instant } from '../../shared/time.ts'

const STEP_SECONDS = 30
const SECRET_BYTES = 20
const ISSUER = 'Escale'

const totpOf = (secret: Secret, label?: string) =>
  new TOTP({ issuer: ISSUER, secret, digits: 6, period: STEP_SECONDS, algorithm: 'SHA1', ...(label ? { label } : {}) })

/** A fresh secret of 160 random bits for an application of one-time codes, with the address its QR code draws. */
export function newOneTimeSecret(label: string): OneTimeSecret {
  const secret = new Secret({ size: SECRET_BYTES })
  return { secret: secret.base32, address: totpOf(secret, label).toString() }
}

/**
 * The 30-second step for which a code is right at `now`, or null (RFC 6238). The step before is taken as well, for whoever
 * reads slowly; a step to come is not. Whether the step was used already is the store's to say.
 */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const timestamp = Date.parse(now)
  const totp = totpOf(Secret.fromBase32(secret))
  const delta = totp.validate({ token: code, timestamp, window: 1 })
  return delta === null || delta > 0 ? null : totp.counter({ timestamp }) + delta
}
