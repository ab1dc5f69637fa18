import { birthDateFault } from '../../shared/birth-date.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { PatientIdentity } from '../../shared/referral.ts'
import type { LocalDate } from '../../shared/time.ts'

const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '')

/** Name and birth date in one form: accents, case, hyphens, spaces and apostrophes make no other patient. */
export function normalisedIdentity(identity: PatientIdentity): string {
  return `${plain(identity.familyName)}|${plain(identity.givenName)}|${identity.birthDate}`
}

/** Refuses a birth date in the future or more than 120 years ago. */
export function checkBirthDate(birthDate: LocalDate, today: LocalDate): Refusal | null {
  const field = 'patient.birthDate'
  const fault = birthDateFault(birthDate, today)
  if (fault === null) return null
  return refuse(fault === 'future' ? 'birth_date_in_future' : 'birth_date_impossible', { field })
}

/** « EXEMPLE Iris »: how a patient is named on every list, letter and sheet. */
export function displayName(identity: Pick<PatientIdentity, 'familyName' | 'givenName'>): string {
  return `${identity.familyName.toLocaleUpperCase('fr')} ${identity.givenName}`
}
