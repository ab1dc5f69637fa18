import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../shared/problem.ts'
import { SentReferral } from '../../shared/referral.ts'
import type { Instant } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { background, lesion, MAS, MENIGOUTE, referralOf } from './sample.ts'

let demo: Awaited<ReturnType<typeof testApp>>
let olive: Awaited<ReturnType<(typeof demo)['rawAs']>>
beforeAll(async () => {
  demo = await testApp({ seed: 'demo' })
  olive = await demo.rawAs('Olive')
}, 60_000)

const post = (path: string, body: unknown, as = olive) => as(path, { method: 'POST', body: JSON.stringify(body) })
const send = (body: unknown, as = olive) => post('/api/referrals', body, as)
async function sent(body: unknown, as = olive): Promise<SentReferral> {
  const answer = await send(body, as)
  const json = await answer.json()
  expect(answer.status, JSON.stringify(json)).toBe(200)
  return SentReferral.parse(json)
}
async function refused(answer: Response): Promise<Problem & { status: number }> {
  return { status: answer.status, ...((await answer.json()) as Problem) }
}

describe('sending a referral', () => {
  test('answers at once that a place stands in time', async () => {
    expect(await sent(referralOf())).toMatchObject({
      priorityClass: 'P2',
      deadline: '2026-02-16',
      safety: { verdict: 'ok', first: { date: '2026-02-04', centreName: "Le Mas-d'Agenais" } },
    })
  })

  test('says by how many days the next place is too late, what can be done, and alerts the centre', async () => {
    const basile = await demo.rawAs('Basile')
    const home = { communeInsee: '79176' as never }
    const answer = await sent(referralOf({ centreId: MENIGOUTE, priorityClass: 'P1' }, home), basile)
    expect(answer.safety).toMatchObject({
      verdict: 'breach',
      deadline: '2026-02-02',
      withinDays: 14,
      next: { date: '2026-02-17', daysLate: 15 },
      alternatives: ['teleexpertise', 'hospital_call', 'waiting_list'],
    })
    const alerts = (await (await basile('/api/referrals/worklist')).json()) as { referralId: string; kind: string }[]
    expect(alerts).toContainEqual(expect.objectContaining({ referralId: answer.referralId, kind: 'breach' }))
  })

  test('finds the P1 its place once the first stop comes within fourteen days', async () => {
    const later = await testApp({ seed: 'demo' })
    later.ports.clock.moveTo('2026-01-22T09:00:00.000Z' as Instant)
    const answer = await sent(referralOf({ priorityClass: 'P1' }), await later.rawAs('Olive'))
    expect(answer).toMatchObject({ deadline: '2026-02-05', safety: { verdict: 'ok', first: { date: '2026-02-04' } } })
  }, 60_000)

  test('a patient who drives less far than the stop has no place there', async () => {
    const near = await sent(referralOf({}, { communeInsee: '47001' as never }))
    expect(near.safety.verdict).toBe('ok')
    const wishes = { maxDriveMinutes: 10 }
    expect((await sent(referralOf({ wishes }, { communeInsee: '47001' as never }))).safety).toMatchObject({
      verdict: 'breach',
      next: null,
      otherCentres: [{ centreName: "Le Mas-d'Agenais" }, {}, {}],
    })
  })

  test('the same request twice, even at once, is one referral', async () => {
    const body = referralOf()
    const [one, other] = await Promise.all([sent(body), sent(body)])
    expect(other.referralId).toBe(one.referralId)
    expect((await sent(body)).referralId).toBe(one.referralId)
  })

  test('keeps nothing readable of the patient or the lesion in the database', async () => {
    const body = referralOf({ note: 'Tache surveillée' }, { familyName: 'Transparent' })
    await sent(body)
    const tables = ['patient', 'referral', 'referral_event', 'referral_draft', 'access_log', 'alert'] as const
    for (const table of tables) {
      const rows = JSON.stringify(await demo.ports.db.selectFrom(table).selectAll().execute())
      expect(rows).not.toMatch(/Transparent|Tache|0639981122|\+33639981122|upper_back|melanoma/)
    }
  })

  test('takes a landline: the patient will be called', async () => {
    const { referralId } = await sent(referralOf({}, { phone: '05 36 49 00 01', phoneOwner: 'home' }))
    const record = (await (await olive(`/api/referrals/${referralId}`)).json()) as { patient: { channel: string } }
    expect(record.patient.channel).toBe('call')
  })

  test('an R situation is kept as P1 and calls for an acknowledgement by a named person', async () => {
    const answer = await sent(referralOf({ priorityClass: 'P1', attestation: 'at_least_one' }))
    expect(answer.callToday).toBe(true)
    const alerts = (await (await olive('/api/referrals/worklist')).json()) as {
      referralId: string
      kind: string
      alertId: string
    }[]
    const alert = alerts.find((one) => one.referralId === answer.referralId && one.kind === 'call_today')!
    expect((await post(`/api/referrals/alerts/${alert.alertId}/acknowledge`, {})).status).toBe(200)
    const record = (await (await olive(`/api/referrals/${answer.referralId}`)).json()) as {
      history: { kind: string; personName: string }[]
    }
    expect(record.history).toContainEqual(
      expect.objectContaining({ kind: 'acknowledged_call_today', personName: 'Dr Olive Exemple' }),
    )
  })
})

describe('the same patient referred twice', () => {
  test('is noticed before sending, whatever the accents and case, and sent when wanted', async () => {
    const first = await sent(referralOf({}, { familyName: 'Dupré-Modèle', givenName: 'Élise' }))
    const again = referralOf({}, { familyName: 'DUPRE MODELE', givenName: 'elise' })
    const { patient } = again
    const noticed = await post('/api/referrals/duplicates', {
      centreId: MAS,
      identity: { familyName: patient.familyName, givenName: patient.givenName, birthDate: patient.birthDate },
    })
    expect(await noticed.json()).toMatchObject([{ referralId: first.referralId }])
    expect(await refused(await send(again))).toMatchObject({
      status: 409,
      code: 'duplicate_referral',
      details: { referralId: first.referralId },
    })
    const wanted = await sent({ ...again, duplicateSeen: true })
    expect(wanted.referralId).not.toBe(first.referralId)
  })
})

describe('bad input is refused in words, with its field', () => {
  const answers = lesion().answers
  test.each<[string, unknown, number, string, string]>([
    [
      'a birth date in the future',
      referralOf({}, { birthDate: '2026-01-20' as never }),
      422,
      'birth_date_in_future',
      'patient.birthDate',
    ],
    [
      'a birth date too long ago',
      referralOf({}, { birthDate: '1890-01-20' as never }),
      422,
      'birth_date_impossible',
      'patient.birthDate',
    ],
    [
      'a birth date that is no day',
      referralOf({}, { birthDate: '2025-02-30' as never }),
      400,
      'bad_request',
      'patient.birthDate',
    ],
    ['an impossible phone', referralOf({}, { phone: '12' }), 422, 'invalid_phone', 'patient.phone'],
    ['no phone', referralOf({}, { phone: null }), 422, 'phone_required', 'patient.phone'],
    [
      'a commune that does not exist',
      referralOf({}, { communeInsee: '47999' as never }),
      422,
      'unknown_commune',
      'patient.communeInsee',
    ],
    ['an empty name', referralOf({}, { familyName: '  ' }), 400, 'bad_request', 'patient.familyName'],
    ['no lesion', referralOf({ lesions: [] }), 400, 'bad_request', 'lesions'],
    ['four lesions', referralOf({ lesions: [lesion(), lesion(), lesion(), lesion()] }), 400, 'bad_request', 'lesions'],
    ['an unknown specialty', referralOf({ specialty: 'cardiology' }), 400, 'unknown_specialty', 'specialty'],
    [
      'an answer the protocol does not know',
      referralOf({ lesions: [lesion({ suspicion: 'wart' })] }),
      422,
      'answer_unknown',
      'lesions.0.answers.suspicion',
    ],
    [
      'a diameter of half a metre and more',
      referralOf({ lesions: [lesion({ diameterMm: 600 })] }),
      422,
      'answer_unknown',
      'lesions.0.answers.diameterMm',
    ],
    [
      'a missing site',
      referralOf({ lesions: [{ answers: { ...answers, bodySite: undefined } as never }] }),
      422,
      'answer_required',
      'lesions.0.answers.bodySite',
    ],
    [
      'a not-assessed sign where it matters',
      referralOf({ lesions: [lesion({ dermoscopySuspicious: 'not_assessed' })] }),
      422,
      'not_assessed_blocks',
      'lesions.0.answers.dermoscopySuspicious',
    ],
    [
      'a background not assessed where it matters',
      referralOf({ background: background({ immunosuppression: 'not_assessed' }) }),
      422,
      'not_assessed_blocks',
      'background.immunosuppression',
    ],
    [
      'contradictory answers',
      referralOf({ lesions: [lesion(), lesion({ suspicion: 'none', uglyDuckling: 'yes' })] }),
      422,
      'incoherent_answers',
      'lesions.1.answers.suspicion',
    ],
    ['no attestation', referralOf({ attestation: null }), 422, 'attestation_required', 'attestation'],
    [
      'an attestation the answers contradict',
      referralOf({ lesions: [lesion({ palpableNode: 'yes' })] }),
      422,
      'contradictory_attestation',
      'attestation',
    ],
    ['an R situation below P1', referralOf({ attestation: 'at_least_one' }), 422, 'red_flag_is_p1', 'priorityClass'],
    ['a centre where the GP is not on duty', referralOf({ centreId: MENIGOUTE }), 404, 'not_found', 'centreId'],
    [
      'a reach beyond two hours',
      referralOf({ wishes: { maxDriveMinutes: 300 } }),
      400,
      'bad_request',
      'wishes.maxDriveMinutes',
    ],
  ])('%s', async (_, body, status, code, field) => {
    const problem = await refused(await send(body))
    expect(problem).toMatchObject({ status, code, field })
    expect(problem.message).toMatch(/^[A-ZÉ«].+[.»?]$/)
  })

  test('nothing of it is kept, and the draft still stands', async () => {
    const draftId = randomUUID()
    const body = referralOf({ draftId }, { birthDate: '2030-01-01' as never })
    const put = await olive(`/api/referrals/drafts/${draftId}`, {
      method: 'PUT',
      body: JSON.stringify({ centreId: MAS, body: { familyName: 'Fictif' }, revision: 0 }),
    })
    expect(put.status).toBe(200)
    const before = await demo.ports.db.selectFrom('referral').select('id').execute()
    await send(body)
    expect(await demo.ports.db.selectFrom('referral').select('id').execute()).toHaveLength(before.length)
    const drafts = (await (await olive('/api/referrals/drafts')).json()) as { draftId: string }[]
    expect(drafts.map((draft) => draft.draftId)).toContain(draftId)
    await sent({ ...body, patient: { ...body.patient, birthDate: '1960-01-01' } })
    const after = (await (await olive('/api/referrals/drafts')).json()) as { draftId: string }[]
    expect(after.map((draft) => draft.draftId)).not.toContain(draftId)
  })
})

describe('assisted mode', () => {
  test('proposes a class with its code, and asks a reason to depart from it', async () => {
    const assisted = await testApp({ seed: 'demo', env: { TRIAGE_MODE: 'assisted' } })
    const gp = await assisted.rawAs('Olive')
    const lesions = [lesion({ colour: 'yes', diameterMm: 8 })]
    const proposal = await post(
      '/api/referrals/assess',
      { specialty: 'dermatology', lesions, background: background() },
      gp,
    )
    expect(await proposal.json()).toMatchObject({
      proposal: { priorityClass: 'P1', code: 'A3' },
      open: [],
      incoherent: [],
    })
    const lower = referralOf({ lesions, attestation: null, priorityClass: 'P2' })
    expect(await refused(await send(lower, gp))).toMatchObject({ code: 'reason_required', field: 'override' })
    const reasoned = { ...lower, override: { code: 'other', text: 'court' } }
    expect(await refused(await send(reasoned, gp))).toMatchObject({
      code: 'reason_text_required',
      field: 'override.text',
    })
    const explained = { ...lower, override: { code: 'specialistAdvice', text: '' } }
    expect(await refused(await send(explained, gp))).toMatchObject({ status: 409, code: 'confirm_lowering' })
    const { referralId } = await sent({ ...explained, loweringConfirmed: true }, gp)
    const record = (await (await gp(`/api/referrals/${referralId}`)).json()) as Record<string, unknown>
    expect(record).toMatchObject({
      mode: 'assisted',
      priorityClass: 'P2',
      proposedClass: 'P1',
      proposedCode: 'A3',
      history: [{ kind: 'sent', facts: { proposedCode: 'A3', reason: 'specialistAdvice', protocolVersion: '0.1' } }],
    })
  }, 60_000)

  test('declared mode computes no class: none is answered and none is kept', async () => {
    const lesions = [lesion({ colour: 'yes', diameterMm: 8 })]
    const assessed = await post('/api/referrals/assess', {
      specialty: 'dermatology',
      lesions,
      background: background(),
    })
    expect(await assessed.json()).toEqual({ proposal: null, lesions: null, open: [], incoherent: [] })
    const { referralId } = await sent(referralOf({ lesions }))
    const record = (await (await olive(`/api/referrals/${referralId}`)).json()) as Record<string, unknown>
    expect(record).toMatchObject({ mode: 'declared', proposedClass: null, proposedCode: null, score: 3 })
  })
})

test('a second specialty is referred by the same form, judged by its own protocol', async () => {
  const answers = Object.fromEntries(
    ['trauma', 'within48h', 'flashesOrCurtain', 'painfulRed', 'acuityFallen', 'pressureHigh', 'overdue'].map((id) => [
      id,
      'no',
    ]),
  )
  const eyes = referralOf({
    specialty: 'ophthalmology',
    lesions: [{ answers: { ...answers, complaint: 'cataract', eye: 'both' } }],
    background: { onlyEye: 'no', pregnancy: 'no', dailyLife: 'yes' },
    priorityClass: 'P3',
  })
  expect(await sent(eyes)).toMatchObject({
    deadline: '2026-05-19',
    safety: { verdict: 'breach', withinDays: 120, next: null },
  })
})
