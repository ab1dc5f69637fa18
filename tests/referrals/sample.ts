import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { noBackground, noSigns } from '../../server/demo/cases.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Answers } from '../../shared/protocol.ts'
import type { ReferralInput } from '../../shared/referral.ts'

export const MAS = '00047159-0000-4000-8000-000000047159' as HostCentreId
export const MENIGOUTE = '00079176-0000-4000-8000-000000079176' as HostCentreId

let patients = 0

/** A lesion with every sign answered no, but for those given. */
export function lesion(answers: Answers = {}): { answers: Answers } {
  return {
    answers: {
      ...noSigns,
      suspicion: 'melanoma',
      bodySite: 'upper_back',
      laterality: 'left',
      diameterMm: 5,
      ...answers,
    },
  }
}

/** A background with every question answered no, but for those given. */
export function background(answers: Answers = {}): Answers {
  return { ...noBackground, ...answers }
}

type Input = z.input<typeof ReferralInput>

/** A complete referral of a patient nobody else bears the name of: P2 from Le Mas-d'Agenais unless told otherwise. */
export function referralOf(changes: Partial<Input> = {}, patient: Partial<Input['patient']> = {}): Input {
  patients += 1
  return {
    idempotencyKey: randomUUID(),
    centreId: MAS,
    specialty: 'dermatology',
    patient: {
      familyName: 'Fictif',
      givenName: `Essai${'abcdefghij'[patients % 10]}${'abcdefghij'[Math.floor(patients / 10) % 10]}${'abcdefghij'[Math.floor(patients / 100) % 10]}`,
      birthDate: '1960-05-04' as Input['patient']['birthDate'],
      phone: '06 39 98 11 22',
      phoneOwner: 'patient',
      communeInsee: '47159' as Input['patient']['communeInsee'],
      mobility: 'independent',
      interpreter: null,
      language: 'fr',
      smsInformed: true,
      ...patient,
    },
    lesions: [lesion()],
    background: background(),
    attestation: 'none',
    priorityClass: 'P2',
    ...changes,
  }
}
