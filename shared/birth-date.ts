import type { LocalDate } from './time.ts'

const OLDEST_YEARS = 120

/** What is wrong with a birth date: to come, or more than 120 years ago; null when nothing is. */
export function birthDateFault(birthDate: LocalDate, today: LocalDate): 'future' | 'impossible' | null {
  if (birthDate > today) return 'future'
  const oldest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`
  return birthDate < oldest ? 'impossible' : null
}
