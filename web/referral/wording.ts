import type { Wording } from '../../shared/protocol.ts'
import { language } from '../i18n/language.ts'

/** A protocol's words in the language on screen. */
export function worded(wording: Wording): string {
  return wording[language.value]
}

/** « EXEMPLE Iris », as everywhere a patient is named; empty while neither name is written. */
export function patientNameOf({ familyName, givenName }: { familyName: string; givenName: string }): string {
  return `${familyName.toLocaleUpperCase('fr')} ${givenName}`.trim()
}
