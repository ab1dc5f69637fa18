import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import { type Refusal, refuse } from '../../shared/problem.ts'

/** A number someone can be reached on: by SMS, or only by a call. `display` is how people write it. */
export type ReachablePhone = {
  /** `+33612345678`. */
  readonly e164: string
  readonly channel: 'sms' | 'call'
  readonly display: string
}

/** France first; the others because a number of overseas France is often typed with a plain 0. */
const REGIONS: readonly CountryCode[] = ['FR', 'GP', 'GF', 'MQ', 'RE', 'YT']
const SMS_CALLING_CODES: ReadonlySet<string> = new Set(['33', '590', '594', '596', '262'])
/** Numbers the regulator keeps for fiction (Arcep): no real telephone answers. */
const FICTIONAL = /^\+3363998\d{4}$/

/**
 * Reads a telephone number as typed. French and overseas mobiles receive SMS; any other number that can be dialled goes to
 * the call list; refuses `invalid_phone` what cannot. Fictional numbers (06 39 98 xx xx) receive SMS in demo mode only.
 */
export function readPhone(typed: string, options: { demo: boolean }): ReachablePhone | Refusal {
  for (const region of REGIONS) {
    const parsed = parsePhoneNumberFromString(typed, region)
    if (parsed?.isValid() && SMS_CALLING_CODES.has(parsed.countryCallingCode))
      return { e164: parsed.number, channel: 'sms', display: displayed(parsed) }
  }
  const parsed = parsePhoneNumberFromString(typed, 'FR')
  if (!parsed || parsed.ext || !parsed.isPossible() || parsed.nationalNumber.startsWith('0'))
    return refuse('invalid_phone', { field: 'phone' })
  const channel = options.demo && FICTIONAL.test(parsed.number) ? 'sms' : 'call'
  return { e164: parsed.number, channel, display: displayed(parsed) }
}

/** « 06 39 98 12 34 » for France, `+41 79 123 45 67` for another country. */
function displayed(phone: PhoneNumber): string {
  if (!SMS_CALLING_CODES.has(phone.countryCallingCode)) return phone.formatInternational()
  return inPairs(phone.nationalNumber)
}

const inPairs = (nationalNumber: string) => `0${nationalNumber}`.replace(/(\d\d)(?=\d)/g, '$1 ')

/** How people write a stored number of metropolitan France, without the reading of one as typed; null for any other. */
export function displayFrench(e164: string): string | null {
  return /^\+33[1-9]\d{8}$/.test(e164) ? inPairs(e164.slice(3)) : null
}
