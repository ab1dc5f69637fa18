import { describe, expect, test } from 'vitest'
import { loadProtocols } from '../../server/referrals/protocols.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { Answers } from '../../shared/protocol.ts'
import { ReferralInput } from '../../shared/referral.ts'
import {
  classInForce,
  emptyForm,
  formOfDraft,
  missingFields,
  type ReferValues,
  toRequest,
  unanswered,
} from '../../web/referral/refer-values.ts'
import { background, lesion, MAS } from './sample.ts'

const { protocol } = loadProtocols().current('dermatology')!
const about = {
  centreId: MAS as HostCentreId,
  specialty: 'dermatology',
  draftId: crypto.randomUUID(),
  loweringConfirmed: false,
}

const described = (answers?: Answers) => ({ key: crypto.randomUUID(), ...lesion(answers) })

function filled(change: Partial<ReferValues> = {}): ReferValues {
  const empty = emptyForm()
  return {
    ...empty,
    patient: {
      ...empty.patient,
      familyName: 'Fictif',
      givenName: 'Iris',
      birthDate: '1960-01-01',
      phone: ' 06 39 98 00 00 ',
      commune: { insee: '47159' as never, name: 'Le Mas-d’Agenais' },
    },
    lesions: [described()],
    background: background(),
    attestation: 'none',
    priorityClass: 'P2',
    ...change,
  }
}

describe('the referral form', () => {
  test('names every field still empty by the name the server gives it', () => {
    const missing = missingFields(emptyForm(), protocol, 'declared')
    expect(missing).toEqual(
      expect.arrayContaining([
        'patient.familyName',
        'patient.communeInsee',
        'lesions.0.answers.suspicion',
        'lesions.0.answers.rapidGrowth',
        'background.emergency',
        'attestation',
        'priorityClass',
      ]),
    )
    expect(missing).not.toContain('lesions.0.answers.diameterMm')
    expect(missingFields(filled(), protocol, 'declared')).toEqual([])
  })

  test('asks no attestation in assisted mode', () => {
    expect(missingFields(filled({ attestation: null }), protocol, 'assisted')).toEqual([])
    expect(missingFields(filled({ attestation: null }), protocol, 'declared')).toEqual(['attestation'])
  })

  test('makes a request the server accepts as it is', () => {
    const request = toRequest(filled({ halfDay: 'morning', excludedDates: ['2026-02-04' as never] }), about)
    const parsed = ReferralInput.parse(JSON.parse(JSON.stringify(request)))
    expect(parsed.wishes).toMatchObject({ halfDay: 'morning', maxDriveMinutes: 45, excludedDates: ['2026-02-04'] })
    expect(parsed.patient.interpreter).toBeNull()
  })

  test('an R situation is P1 whatever was chosen before', () => {
    expect(classInForce({ attestation: 'at_least_one', priorityClass: 'P3' })).toBe('P1')
    expect(classInForce({ attestation: 'none', priorityClass: 'P3' })).toBe('P3')
  })

  test('is read back from a draft as it was left, and from an older one with what it lacks empty', () => {
    const form = filled({ note: 'à revoir' })
    expect(formOfDraft(JSON.parse(JSON.stringify(form)))).toEqual(form)
    expect(formOfDraft({ patient: { familyName: 'Fictif' } })).toMatchObject({
      patient: { familyName: 'Fictif', mobility: 'independent' },
      lesions: [{ answers: {} }],
      maxDriveMinutes: 45,
    })
  })

  test('counts a not-assessed answer as given: the server says whether it matters', () => {
    const answers = { ...lesion().answers, border: 'not_assessed' }
    expect(unanswered(protocol, 'lesion', answers)).toEqual([])
  })
})
