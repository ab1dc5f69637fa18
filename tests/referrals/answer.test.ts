import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../server/jobs.ts'
import { composeAnswer } from '../../server/referrals/answer-letter.ts'
import type { SpecialistDay } from '../../shared/roster.ts'
import type { Instant } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { alertsOf, type Caller, must, open, post, problem, read, seat, send, workOn } from './asking.ts'
import { referralOf } from './sample.ts'

describe('the letter of an answer', () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let olive: Caller
  let saturnin: Caller
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    olive = await demo.rawAs('Olive')
    saturnin = await demo.rawAs('Saturnin')
  })
  const visited = async (outcome: object) => {
    demo.ports.clock.moveTo('2026-02-02T08:00:00.000Z' as Instant)
    const sent = await send(olive, referralOf())
    const held = await seat(olive, sent)
    demo.ports.clock.moveTo('2026-02-04T17:00:00.000Z' as Instant)
    const conclude = (body: object) =>
      post(saturnin, '/api/referrals/outcomes', { appointmentId: held.appointmentId, ...body })
    expect((await conclude(outcome)).status).toBe(200)
    return { referralId: sent.referralId, held, conclude }
  }
  const lineOf = async (held: { stopId: string; appointmentId: string }) => {
    const day = await read<SpecialistDay>(saturnin, `/api/referrals/days/${held.stopId}/2026-02-04`)
    return day.visits.find((line) => line.appointmentId === held.appointmentId)!
  }

  test('is written from the answer, sent at once, and read by a named doctor of the centre', async () => {
    const { referralId, held } = await visited({ outcome: 'biopsy_done', report: 'Biopsie du haut du dos.' })
    const [visit] = (await open(olive, referralId)).visits
    for (const part of [
      'Dr Olive Exemple, centre de santé du Mas-d’Agenais',
      'FICTIF',
      'mercredi 4 février 2026',
      'Biopsie faite',
      'Biopsie du haut du dos.',
    ])
      expect(visit!.letter).toContain(part)
    expect(visit!.letter).toContain('Résultat attendu pour le mercredi 25 février 2026')
    expect(visit).toMatchObject({ letterSentAt: '2026-02-04T17:00:00.000Z', letterRead: null })
    expect((await workOn(olive, referralId)).map(({ kind }) => kind)).toEqual(['answer_to_read', 'result_owed'])
    expect((await workOn(await demo.rawAs('Garance'), referralId)).map(({ kind }) => kind)).toEqual(['result_owed'])

    await must(olive, `/api/referrals/visits/${visit!.visitId}/read`)
    await must(olive, `/api/referrals/visits/${visit!.visitId}/read`)
    const record = await open(olive, referralId)
    expect(record.visits[0]!.letterRead).toMatchObject({ by: 'Dr Olive Exemple' })
    expect(record.history.filter(({ kind }) => kind === 'answer_read')).toHaveLength(1)
    expect((await lineOf(held)).visit!.letterReadAt).toBe('2026-02-04T17:00:00.000Z')
    expect((await workOn(olive, referralId)).map(({ kind }) => kind)).toEqual(['result_owed'])
  })

  test('leaves as its author changed it, and may be kept back while the outcome is known', async () => {
    const { referralId, held, conclude } = await visited({
      outcome: 'benign',
      letter: 'Rien d’inquiétant, dit autrement.',
      sendLetter: false,
    })
    const kept = await open(olive, referralId)
    expect(kept).toMatchObject({ state: 'seen', visits: [{ outcome: 'benign', letter: null, letterSentAt: null }] })
    expect(await problem(await post(olive, `/api/referrals/visits/${kept.visits[0]!.visitId}/read`))).toMatchObject({
      code: 'no_letter_sent',
    })
    const { letter } = (await lineOf(held)).visit!
    expect(letter).toBe('Rien d’inquiétant, dit autrement.')
    await conclude({ outcome: 'benign', letter })
    expect((await open(olive, referralId)).visits).toMatchObject([{ letter: 'Rien d’inquiétant, dit autrement.' }])
  })

  test('is shown before it leaves, to the specialist of the visit alone, and nothing is kept', async () => {
    const { held, referralId } = await visited({ outcome: 'watch' })
    const wanted = { appointmentId: held.appointmentId, outcome: 'benign', report: 'Vu.' }
    const preview = await must<{ letter: string }>(saturnin, '/api/referrals/outcomes/letter', wanted)
    expect(preview.letter).toContain('Conclusion : Lésion bénigne.')
    expect((await open(olive, referralId)).visits[0]!.letter).toContain('À surveiller')
    expect((await post(await demo.rawAs('Ondine'), '/api/referrals/outcomes/letter', wanted)).status).toBe(404)
  })

  test('is unread again once the answer was corrected', async () => {
    const { referralId, conclude } = await visited({ outcome: 'benign' })
    const [first] = (await open(olive, referralId)).visits
    await must(olive, `/api/referrals/visits/${first!.visitId}/read`)
    await conclude({ outcome: 'sent_to_hospital' })
    const [second] = (await open(olive, referralId)).visits
    expect(second).toMatchObject({ visitId: first!.visitId, outcome: 'sent_to_hospital', letterRead: null })
    expect((await workOn(olive, referralId)).map(({ kind }) => kind)).toEqual(['answer_to_read'])
  })

  test('says nothing of a patient who did not come', async () => {
    const { referralId } = await visited({ outcome: 'did_not_come' })
    expect((await open(olive, referralId)).visits).toMatchObject([{ outcome: 'did_not_come', letter: null }])
  })
})

describe(`an answer corrected on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let olive: Caller
  let saturnin: Caller
  beforeEach(async () => {
    demo = await testApp({ seed: 'demo' })
    olive = await demo.rawAs('Olive')
    saturnin = await demo.rawAs('Saturnin')
  })
  const at = (instant: string) => demo.ports.clock.moveTo(instant as Instant)
  async function held() {
    at('2026-02-02T08:00:00.000Z')
    const sent = await send(olive, referralOf({}, { phone: '06 39 98 11 78' }))
    return { referralId: sent.referralId, ...(await seat(olive, sent)) }
  }
  const conclude = (appointmentId: string, outcome: string, more: object = {}) =>
    must<{ visitId: string }>(saturnin, '/api/referrals/outcomes', { appointmentId, outcome, ...more })
  const visitOf = async (referralId: string) => (await open(olive, referralId)).visits[0]!

  test('to a patient who had come after all gives on the place they were given meanwhile, and tells them', async () => {
    const { referralId, appointmentId } = await held()
    at('2026-02-04T17:00:00.000Z')
    await conclude(appointmentId, 'did_not_come')
    const { revision } = await open(olive, referralId)
    const later = await seat(olive, { referralId, revision }, '2026-02-06')
    await runJobs(demo.ports)
    await conclude(appointmentId, 'benign')
    expect(await open(olive, referralId)).toMatchObject({ state: 'seen', held: null })
    const { db } = demo.ports
    const ended = db.selectFrom('appointment').select(['state', 'live']).where('id', '=', later.appointmentId)
    expect(await ended.execute()).toEqual([{ state: 'cancelled', live: 0 }])
    const told = db.selectFrom('message').select('kind').where('appointment_id', '=', later.appointmentId)
    expect((await told.execute()).map(({ kind }) => kind)).toContain('cancellation')
    await runJobs(demo.ports)
    expect(await open(olive, referralId)).toMatchObject({ state: 'seen', held: null })
  })

  test('leaves a patient at the desk of the later visit where they are', async () => {
    const { referralId, appointmentId } = await held()
    at('2026-02-04T17:00:00.000Z')
    await conclude(appointmentId, 'did_not_come')
    const { revision } = await open(olive, referralId)
    const later = await seat(olive, { referralId, revision }, '2026-02-06')
    at('2026-02-06T09:00:00.000Z')
    const arrived = { attendance: 'arrived', revision: 1 }
    await must(await demo.rawAs('Garance'), `/api/appointments/${later.appointmentId}/arrival`, arrived)
    await conclude(appointmentId, 'benign')
    expect(await open(olive, referralId)).toMatchObject({ state: 'booked', held: { date: '2026-02-06' } })
  })

  test('owes the same result for the same day, or none once it came', async () => {
    const { referralId, appointmentId } = await held()
    at('2026-02-04T17:00:00.000Z')
    const { visitId } = await conclude(appointmentId, 'biopsy_done')
    at('2026-02-20T09:00:00.000Z')
    expect(await conclude(appointmentId, 'biopsy_done', { report: 'Biopsie, côté corrigé.' })).toMatchObject({
      visitId,
    })
    expect(await visitOf(referralId)).toMatchObject({ resultDue: '2026-02-25', resultReceivedAt: null })
    expect((await visitOf(referralId)).letter).toContain('mercredi 25 février')
    await must(olive, `/api/referrals/visits/${visitId}/result`)
    await conclude(appointmentId, 'biopsy_done', { report: 'Corrigé encore.' })
    expect(await visitOf(referralId)).toMatchObject({ resultReceivedAt: '2026-02-20T09:00:00.000Z' })
    expect((await workOn(olive, referralId)).map(({ kind }) => kind)).toEqual(['answer_to_read'])
    await conclude(appointmentId, 'excision_to_arrange', { resultOwner: 'Service', resultDue: '2026-03-06' })
    expect(await visitOf(referralId)).toMatchObject({ resultDue: '2026-03-06', resultReceivedAt: null })
  })

  test('neither delays nor ends the alert of a result that does not come', async () => {
    const { referralId, appointmentId } = await held()
    at('2026-02-04T17:00:00.000Z')
    await conclude(appointmentId, 'biopsy_done')
    at('2026-02-24T09:00:00.000Z')
    await conclude(appointmentId, 'biopsy_done', { report: 'Corrigé.' })
    const overdue = async () => (await alertsOf(olive, referralId)).map(({ kind }) => kind)
    at('2026-03-03T22:59:00.000Z')
    await runJobs(demo.ports)
    expect(await overdue()).toEqual([])
    at('2026-03-03T23:00:00.000Z')
    await runJobs(demo.ports)
    expect(await overdue()).toEqual(['result_overdue'])
    await conclude(appointmentId, 'biopsy_done', { report: 'Corrigé encore.' })
    expect(await overdue()).toEqual(['result_overdue'])
    await conclude(appointmentId, 'benign')
    expect(await overdue()).toEqual([])
  })
})

test('what somebody agreed to arrange is late the day after, whatever the laboratory’s delay', async () => {
  const demo = await testApp({ seed: 'demo' })
  const olive = await demo.rawAs('Olive')
  const sent = await send(olive, referralOf())
  const held = await seat(olive, sent)
  demo.ports.clock.moveTo('2026-02-04T17:00:00.000Z' as Instant)
  await must(await demo.rawAs('Saturnin'), '/api/referrals/outcomes', {
    appointmentId: held.appointmentId,
    outcome: 'excision_to_arrange',
    resultOwner: 'Service de dermatologie',
    resultDue: '2026-02-13',
  })
  demo.ports.clock.moveTo('2026-02-13T22:00:00.000Z' as Instant)
  await runJobs(demo.ports)
  expect(await alertsOf(olive, sent.referralId)).toEqual([])
  demo.ports.clock.moveTo('2026-02-13T23:00:00.000Z' as Instant)
  await runJobs(demo.ports)
  expect(await alertsOf(olive, sent.referralId)).toMatchObject([
    { kind: 'result_overdue', dueOn: '2026-02-13', daysLeft: -1, visit: { owner: 'Service de dermatologie' } },
  ])
})

test('a letter leaves out what there is nothing to say of', () => {
  const facts = {
    centreName: 'Centre',
    doctorName: 'Dr Olive Exemple',
    specialistName: 'Dr Saturnin Exemple',
    patientName: 'Fictif Essai',
    birthDay: '4 March 1960',
    visitDay: 'Wednesday 4 February',
    items: '',
    outcome: 'Benign',
    report: '',
    owed: null,
  }
  expect(composeAnswer(facts, 'en').split('\n\n')).toEqual([
    'To Dr Olive Exemple, Centre health centre',
    'Dear colleague,',
    'I saw Fictif Essai, born on 4 March 1960, on Wednesday 4 February, at your request.',
    'Conclusion: Benign.',
    'With kind regards,',
    'Dr Saturnin Exemple',
  ])
})
