/** An RPPS number: 11 digits, the last a Luhn check digit. Directories also write it after an 8 (identifier type). */
export function normalRpps(text: string): string | null {
  const digits = text.replaceAll(/[\s.]/g, '')
  if (/^8\d{11}$/.test(digits)) return digits.slice(1)
  return /^\d{11}$/.test(digits) ? digits : null
}

/** Whether the check digit is right, to catch a slip of the hand. */
export function hasRightCheckDigit(rpps: string): boolean {
  const sum = [...rpps].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? Number(digit) : Number(digit) * 2
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** What an RPPS number is looked up by: pass it to the vault's fingerprint. */
export function rppsKey(rpps: string): string {
  return `rpps ${rpps}`
}
