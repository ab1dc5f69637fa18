// No run-time import here: the web bundles this file.

/** At least 15 characters, as ASVS 5.0 §6.2.1 advises; beyond 128 nobody types one. */
export const PASSWORD_MIN = 15
export const PASSWORD_MAX = 128

/** Words of this product and of those around it: a password may hold them, but they count for nothing in its length. */
const CONTEXT_WORDS = [
  'escale',
  'mobilderm',
  'dermatologie',
  'medecin',
  'solidaires',
  'password',
  'motdepasse',
  'sante',
]
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
]
const LEFT_AT_LEAST = 8
const DIFFERENT_AT_LEAST = 6

export type PasswordFault = 'too_short' | 'too_long' | 'too_simple' | 'too_close'

/**
 * What makes a password easy to guess, or null: its length, one block repeated, few different characters, nothing left
 * of it once sequences of the keyboard are taken out (`too_simple`), or once words of the context and of the person's
 * own name are (`too_close`). No rule on the kinds of characters.
 */
export function passwordFault(password: string, ownWords: readonly string[]): PasswordFault | null {
  if (password.length < PASSWORD_MIN) return 'too_short'
  if (password.length > PASSWORD_MAX) return 'too_long'
  const plain = plainOf(password)
  if (new Set(plain).size < DIFFERENT_AT_LEAST || /^(.{1,7}?)\1+.{0,6}$/.test(plain)) return 'too_simple'
  const unsequenced = sequences.reduce((text, sequence) => text.replaceAll(sequence, ''), plain)
  if (unsequenced.length < LEFT_AT_LEAST) return 'too_simple'
  const words = [...CONTEXT_WORDS, ...ownWords.flatMap((word) => plainOf(word).split(/[^a-z0-9]+/))]
  const left = words.filter((word) => word.length > 2).reduce((text, word) => text.replaceAll(word, ''), unsequenced)
  return left.replaceAll(/[^a-z0-9]/g, '').length < LEFT_AT_LEAST && left.length < plain.length ? 'too_close' : null
}

const plainOf = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Runs of four to ten neighbours on a keyboard or in the alphabet, both ways, the longest first. */
const sequences = [10, 9, 8, 7, 6, 5, 4].flatMap((length) =>
  ROWS.flatMap((row) => [row, [...row].reverse().join('')]).flatMap((row) =>
    Array.from({ length: Math.max(0, row.length - length + 1) }, (_, at) => row.slice(at, at + length)),
  ),
)
