import { randomInt } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, which are read or typed for others. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const RECOVERY_CODES = 10
const GROUPS = 6
const GROUP = 4

/** A recovery code of 120 random bits, written in six groups of four. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return Array.from({ length: GROUPS }, group).join('-')
}

/** A recovery code as it was made, from what somebody typed: spaces, dashes, case and look-alike letters are forgiven. */
export function normalRecoveryCode(typed: string): string {
  const plain = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
  const made = plain.replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return made.match(/.{1,4}/g)?.join('-') ?? ''
}
