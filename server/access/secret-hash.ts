import { createHash } from 'node:crypto'

/** SHA-256 in hexadecimal of a secret of 112 random bits or more: sessions, links, recovery codes. Never of a password. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
