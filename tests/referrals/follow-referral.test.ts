import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { runJobs } from '../../server/jobs.ts'
import { Handover, type QueueLine } from '../../shared/referral.ts'
import type { Instant } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { alertsOf, type Caller, open, post, problem, read, send } from './asking.ts'
import { MAS, MENIGOUTE, referralOf } from './sample.ts'

let demo: Awaited<ReturnType<typeof testApp>>
let olive: Caller
let basile: Caller
let garance: Caller

beforeAll(async () => {
  demo = await testApp({ seed: 'demo' })
  olive = await demo.rawAs('Olive')
  basile = await demo.rawAs('Basile')
  garance = await demo.rawAs('Garance')
}, 60_000)

const reason = { code: 'newFinding', text: '' }
const inMenigoute = () => referralOf({ centreId: MENIGOUTE, priorityClass: 'P1' }, { communeInsee: '79176' as never })

describe('a breach', () => {
  test('cannot be acknowledged away: it ends with a place in time or a recorded choice', async () => {
    const { referralId, revision } = await send(basile, inMenigoute())
    const [alert] = await alertsOf(basile, referralId)
    expect(await problem(await post(basile, `/api/referrals/alerts/${alert!.alertId}/acknowledge`))).toMatchObject({
      status: 409,
      code: 'breach_not_covered',
    })
    const choose = (choice: object) =>
      post(basile, `/api/referrals/${referralId}/alternatives`, { revision, ...choice })
    expect(await problem(await choose({ kind: 'waiting_list' }))).toMatchObject({
      status: 422,
      code: 'waiting_list_alone_refused',
    })
    const chosen = (await (await choose({ kind: 'teleexpertise', text: 'Avis demandé ce jour' })).json()) as {
      revision: number
    }
    expect(await alertsOf(basile, referralId)).toEqual([])
    expect(await open(basile, referralId)).toMatchObject({
      state: 'redirected',
      revision: chosen.revision,
      alternatives: [{ kind: 'teleexpertise', chosenBy: 'Dr Basile Exemple', detail: 'Avis demandé ce jour' }],
    })
    const back = await post(basile, `/api/referrals/${referralId}/alternatives`, {
      revision: chosen.revision,
      kind: 'waiting_list',
    })
    expect(back.status).toBe(200)
    expect((await open(basile, referralId)).state).toBe('waiting')
    expect(await alertsOf(basile, referralId)).toEqual([])
  })

  test('is escalated after one working day', async () => {
    const later = await testApp({ seed: 'demo' })
    const gp = await later.rawAs('Basile')
    const { referralId } = await send(gp, inMenigoute())
    later.ports.clock.moveTo('2026-01-20T06:59:00.000Z' as Instant)
    await runJobs(later.ports)
    expect((await alertsOf(gp, referralId))[0]!.escalatedAt).toBeNull()
    later.ports.clock.moveTo('2026-01-20T07:01:00.000Z' as Instant)
    await runJobs(later.ports)
    expect((await alertsOf(gp, referralId))[0]!.escalatedAt).toBe('2026-01-20T07:01:00.000Z')
  }, 60_000)

  test('offers a place beyond the agenda only with its reason, on a day before the deadline', async () => {
    const { referralId, revision } = await send(olive, referralOf())
    const [stop] = await read<{ stopId: string }[]>(olive, `/api/referrals/stops?centreId=${MAS}`)
    const choose = (choice: object) =>
      post(olive, `/api/referrals/${referralId}/alternatives`, { revision, kind: 'overbooked', ...choice })
    expect(await problem(await choose({}))).toMatchObject({ code: 'alternative_incomplete', field: 'stopId' })
    const place = { stopId: stop!.stopId, date: '2026-02-05' }
    expect(await problem(await choose(place))).toMatchObject({ code: 'reason_needed', field: 'text' })
    const late = { ...place, date: '2026-02-17', text: 'Ne peut venir un autre jour' }
    expect(await problem(await choose(late))).toMatchObject({ code: 'not_in_time', field: 'date' })
    expect((await choose({ ...place, text: 'Ne peut venir un autre jour' })).status).toBe(200)
    const record = await open(olive, referralId)
    expect(record).toMatchObject({ state: 'booked', held: { date: '2026-02-05' }, safety: { verdict: 'held' } })
  })

  test('offers a place in time at another centre, which is booked in one act', async () => {
    const far = referralOf({ wishes: { maxDriveMinutes: 5 } }, { communeInsee: '47001' as never })
    const { referralId, revision, safety } = await send(olive, far)
    if (safety.verdict !== 'breach') throw new Error('a breach was expected')
    const [place] = safety.otherCentres
    const body = { revision, kind: 'other_centre', slotId: place!.slotId }
    expect((await post(olive, `/api/referrals/${referralId}/alternatives`, body)).status).toBe(200)
    expect(await open(olive, referralId)).toMatchObject({
      state: 'booked',
      held: { date: place!.date, start: place!.start },
    })
    const second = await send(olive, referralOf())
    const taken = { revision: second.revision, kind: 'other_centre', slotId: place!.slotId }
    expect(await problem(await post(olive, `/api/referrals/${second.referralId}/alternatives`, taken))).toMatchObject({
      status: 409,
      code: 'slot_taken',
    })
  })
})

describe('a change of priority', () => {
  test('raises with a reason, gives a new deadline and judges it at once', async () => {
    const { referralId, revision } = await send(olive, referralOf({ priorityClass: 'P3' }))
    const change = (body: object) => post(olive, `/api/referrals/${referralId}/priority`, { revision, ...body })
    expect(await problem(await change({ priorityClass: 'P1' }))).toMatchObject({ status: 400, field: 'reason' })
    const raised = await change({ priorityClass: 'P1', reason })
    expect(await raised.json()).toMatchObject({
      priorityClass: 'P1',
      deadline: '2026-02-02',
      safety: { verdict: 'breach', next: { daysLate: 2 } },
    })
    expect(await alertsOf(olive, referralId)).toMatchObject([{ kind: 'breach', priorityClass: 'P1' }])
  })

  test('asks twice before lowering a P1, and keeps the whole history', async () => {
    const { referralId, revision } = await send(olive, referralOf({ priorityClass: 'P1' }))
    const body = { revision, priorityClass: 'P2', reason: { code: 'specialistAdvice', text: '' } }
    expect(await problem(await post(olive, `/api/referrals/${referralId}/priority`, body))).toMatchObject({
      status: 409,
      code: 'confirm_lowering',
    })
    expect((await post(olive, `/api/referrals/${referralId}/priority`, { ...body, confirmed: true })).status).toBe(200)
    const { history, priorityClass, deadline } = await open(olive, referralId)
    expect({ priorityClass, deadline }).toEqual({ priorityClass: 'P2', deadline: '2026-02-16' })
    expect(history.map((line) => line.kind)).toEqual(['sent', 'priority_changed', 'alert_raised', 'alert_ended'])
    expect(history[1]).toMatchObject({
      personName: 'Dr Olive Exemple',
      facts: { from: 'P1', to: 'P2', reason: 'specialistAdvice' },
    })
  })

  test('to a higher class undoes a redirection chosen at the lower one', async () => {
    const sent = await send(basile, { ...inMenigoute(), priorityClass: 'P2' })
    const chosen = await post(basile, `/api/referrals/${sent.referralId}/alternatives`, {
      revision: sent.revision,
      kind: 'hospital_call',
    })
    const { revision } = (await chosen.json()) as { revision: number }
    await post(basile, `/api/referrals/${sent.referralId}/priority`, { revision, priorityClass: 'P1', reason })
    expect(await open(basile, sent.referralId)).toMatchObject({ state: 'waiting', alerts: [{ kind: 'breach' }] })
  })

  test('of two at once loses neither: the second is told what the first did', async () => {
    const { referralId, revision } = await send(olive, referralOf())
    const raise = { revision, priorityClass: 'P1', reason }
    const close = { revision, reason: 'withdrawn' }
    const answers = await Promise.all([
      post(olive, `/api/referrals/${referralId}/priority`, raise),
      post(garance, `/api/referrals/${referralId}/close`, close),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    const late = await problem(answers.find((answer) => answer.status === 409)!)
    expect(late).toMatchObject({
      code: 'changed_meanwhile',
      details: { revision: 2, changes: [{ personName: expect.any(String) }] },
    })
  })
})

describe('who sees what', () => {
  test('a GP of another centre, or whose duty is over, gets the answer of a patient who does not exist', async () => {
    const { referralId, revision } = await send(olive, referralOf())
    const prune = await demo.rawAs('Prune')
    const nobody = await problem(await olive(`/api/referrals/${randomUUID()}`))
    for (const stranger of [basile, prune]) {
      expect(await problem(await stranger(`/api/referrals/${referralId}`))).toEqual(nobody)
      const acts = [
        ['priority', { revision, priorityClass: 'P1', reason }],
        ['close', { revision, reason: 'withdrawn' }],
        ['alternatives', { revision, kind: 'teleexpertise' }],
      ] as const
      for (const [act, body] of acts) {
        expect(await problem(await post(stranger, `/api/referrals/${referralId}/${act}`, body))).toEqual(nobody)
      }
      expect((await stranger(`/api/referrals/queue?centreId=${MAS}`)).status).toBe(404)
      expect((await stranger(`/api/referrals/handover?centreId=${MAS}`)).status).toBe(404)
    }
  })

  test('a coordinator reads identity and class, nothing clinical', async () => {
    const { referralId } = await send(olive, referralOf({ note: 'Note du médecin' }))
    expect((await garance(`/api/referrals/${referralId}`)).status).toBe(403)
    const desk = await read<Record<string, unknown>>(garance, `/api/referrals/${referralId}/desk`)
    expect(desk).toMatchObject({
      patient: { familyName: 'Fictif', phoneDisplay: '06 39 98 11 22' },
      priorityClass: 'P2',
    })
    const lines = await read<QueueLine[]>(garance, `/api/referrals/queue?centreId=${MAS}`)
    expect(lines.map((line) => line.reason)).toContain('clinical')
    expect(JSON.stringify([desk, lines])).not.toMatch(
      /"clinical":|summary|melanoma|Mélanome|Note du médecin|"score"|major_?[rR]isk/,
    )
  })

  test('a planner reads counts alone', async () => {
    const perle = await demo.rawAs('Perle')
    for (const path of ['queue', 'handover', 'stops']) {
      expect((await perle(`/api/referrals/${path}?centreId=${MAS}`)).status).toBe(403)
    }
    const counts = await read<Record<string, unknown>[]>(perle, '/api/referrals/demand')
    expect(counts).toContainEqual(expect.objectContaining({ centreId: MAS, priorityClass: 'P1' }))
    for (const count of counts) {
      expect(Object.keys(count).sort()).toEqual([
        'booked',
        'breaches',
        'centreId',
        'pastDeadline',
        'priorityClass',
        'waiting',
      ])
    }
  })

  test('the queue of a centre is in total order and says why each rank', async () => {
    const lines = await read<QueueLine[]>(olive, `/api/referrals/queue?centreId=${MAS}`)
    for (const { summary } of lines) expect(summary?.en).not.toBe(summary?.fr)
    const classes = lines.map((line) => line.priorityClass)
    expect(classes).toEqual([...classes].sort())
    expect(lines.map((line) => line.rank)).toEqual(lines.map((_, index) => index + 1))
    expect(lines[0]!.reason).toBe('first')
    expect(lines.filter((line) => line.reason === 'priority_class').length).toBe(new Set(classes).size - 1)
  })
})

describe('closing', () => {
  test.each(['withdrawn', 'seen_elsewhere', 'moved_away', 'died', 'unreachable'])(
    'as %s frees the place and ends alerts',
    async (why) => {
      const { referralId, revision } = await send(olive, referralOf({ priorityClass: 'P1' }))
      expect(await alertsOf(olive, referralId)).toHaveLength(1)
      expect((await post(garance, `/api/referrals/${referralId}/close`, { revision, reason: why })).status).toBe(200)
      expect(await alertsOf(olive, referralId)).toEqual([])
      const record = await open(olive, referralId)
      expect(record).toMatchObject({ state: 'closed', closedReason: why })
      const again = await post(olive, `/api/referrals/${referralId}/priority`, {
        revision: record.revision,
        priorityClass: 'P2',
        reason,
      })
      expect(await problem(again)).toMatchObject({ status: 409, code: 'referral_over' })
    },
  )
})

describe('the answer of the specialist', () => {
  test('is theirs to give for patients of their own stops, once the day has come; a result owed is tracked and overdue alerts', async () => {
    const later = await testApp({ seed: 'demo' })
    const gp = await later.rawAs('Olive')
    const saturnin = await later.rawAs('Saturnin')
    const ondine = await later.rawAs('Ondine')
    const { referralId, revision } = await send(gp, referralOf())
    const [stop] = await read<{ stopId: string }[]>(gp, `/api/referrals/stops?centreId=${MAS}`)
    const place = {
      revision,
      kind: 'overbooked',
      stopId: stop!.stopId,
      date: '2026-02-04',
      text: 'Place ajoutée pour essai',
    }
    await post(gp, `/api/referrals/${referralId}/alternatives`, place)
    const { held } = await open(gp, referralId)
    const outcome = { appointmentId: held!.appointmentId, outcome: 'biopsy_done', report: 'Biopsie du dos' }
    expect(await problem(await post(saturnin, '/api/referrals/outcomes', outcome))).toMatchObject({
      status: 409,
      code: 'appointment_not_for_outcome',
    })
    expect((await post(ondine, '/api/referrals/outcomes', outcome)).status).toBe(404)
    expect((await ondine(`/api/referrals/${referralId}`)).status).toBe(404)
    later.ports.clock.moveTo('2026-02-04T17:00:00.000Z' as Instant)
    expect(
      await problem(await post(saturnin, '/api/referrals/outcomes', { ...outcome, outcome: 'excision_to_arrange' })),
    ).toMatchObject({
      status: 422,
      code: 'owner_and_deadline_required',
      field: 'resultOwner',
    })
    expect((await post(saturnin, '/api/referrals/outcomes', outcome)).status).toBe(200)
    const seen = await open(gp, referralId)
    expect(seen).toMatchObject({
      state: 'seen',
      held: null,
      visits: [{ outcome: 'biopsy_done', resultDue: '2026-02-25', report: 'Biopsie du dos' }],
    })
    later.ports.clock.moveTo('2026-03-03T12:00:00.000Z' as Instant)
    await runJobs(later.ports)
    expect(await alertsOf(gp, referralId)).toEqual([])
    later.ports.clock.moveTo('2026-03-04T12:00:00.000Z' as Instant)
    await runJobs(later.ports)
    expect(await alertsOf(gp, referralId)).toMatchObject([{ kind: 'result_overdue' }])
    const monday = Handover.parse(await read(gp, `/api/referrals/handover?centreId=${MAS}`))
    expect(monday.owed).toMatchObject([{ referralId, outcome: 'biopsy_done', daysLeft: -7 }])
    expect((await post(gp, `/api/referrals/visits/${seen.visits[0]!.visitId}/result`)).status).toBe(200)
    expect(await alertsOf(gp, referralId)).toEqual([])
  }, 60_000)

  test('that the patient did not come puts them back in the queue, under the safety rule', async () => {
    const later = await testApp({ seed: 'demo', now: '2026-02-02T08:00:00.000Z' as Instant })
    const gp = await later.rawAs('Olive')
    const saturnin = await later.rawAs('Saturnin')
    const { referralId, revision } = await send(gp, referralOf({ priorityClass: 'P1' }))
    const [stop] = await read<{ stopId: string }[]>(gp, `/api/referrals/stops?centreId=${MAS}`)
    const place = {
      revision,
      kind: 'overbooked',
      stopId: stop!.stopId,
      date: '2026-02-06',
      text: 'Place ajoutée pour essai',
    }
    await post(gp, `/api/referrals/${referralId}/alternatives`, place)
    const { held } = await open(gp, referralId)
    later.ports.clock.moveTo('2026-02-06T18:00:00.000Z' as Instant)
    const outcome = { appointmentId: held!.appointmentId, outcome: 'did_not_come' }
    expect((await post(saturnin, '/api/referrals/outcomes', outcome)).status).toBe(200)
    expect(await open(gp, referralId)).toMatchObject({ state: 'waiting', alerts: [{ kind: 'breach' }] })
  }, 60_000)
})

test('a referral without deadline is looked at again after 180 days, once', async () => {
  const later = await testApp({ seed: 'demo' })
  const gp = await later.rawAs('Olive')
  const { referralId } = await send(
    gp,
    referralOf({
      priorityClass: 'P4',
      lesions: [{ answers: { ...referralOf().lesions[0]!.answers, suspicion: 'none' } }],
    }),
  )
  later.ports.clock.moveTo('2026-05-20T09:00:00.000Z' as Instant)
  await runJobs(later.ports)
  expect(await alertsOf(gp, referralId)).toEqual([])
  later.ports.clock.moveTo('2026-07-20T09:00:00.000Z' as Instant)
  await runJobs(later.ports)
  await runJobs(later.ports)
  const standing = await later.ports.db.selectFrom('alert').selectAll().where('referral_id', '=', referralId).execute()
  expect(standing.map((alert) => alert.kind)).toEqual(['review_due'])
}, 60_000)

describe('a draft', () => {
  const put = (as: Caller, draftId: string, body: object) =>
    as(`/api/referrals/drafts/${draftId}`, { method: 'PUT', body: JSON.stringify({ centreId: MAS, ...body }) })

  test('is kept as typed, read back elsewhere, and never overwritten by an older screen', async () => {
    const draftId = randomUUID()
    expect(await (await put(olive, draftId, { body: { step: 1 }, revision: 0 })).json()).toEqual({ revision: 1 })
    expect(await (await put(olive, draftId, { body: { step: 2 }, revision: 1 })).json()).toEqual({ revision: 2 })
    expect(await problem(await put(olive, draftId, { body: { step: 0 }, revision: 1 }))).toMatchObject({
      status: 409,
      code: 'changed_meanwhile',
      details: { revision: 2 },
    })
    const drafts = await read<{ draftId: string; body: unknown }[]>(olive, '/api/referrals/drafts')
    expect(drafts.find((draft) => draft.draftId === draftId)).toMatchObject({ body: { step: 2 } })
  })

  test('belongs to its author alone, in a centre where they are on duty', async () => {
    const draftId = randomUUID()
    await put(olive, draftId, { body: {}, revision: 0 })
    expect((await put(basile, draftId, { body: {}, revision: 1 })).status).toBe(404)
    expect(await problem(await put(olive, randomUUID(), { centreId: MENIGOUTE, body: {}, revision: 0 }))).toMatchObject(
      {
        status: 404,
        field: 'centreId',
      },
    )
  })
})

test('a session that has ended is told in words that what was typed is kept', async () => {
  const stranger = await demo.rawAs()
  const refused = await problem(await post(stranger, '/api/referrals', referralOf()))
  expect(refused).toMatchObject({ status: 401, code: 'not_signed_in' })
  expect(refused.message).toContain('conservée')
})

test('opening a patient is written in the access log', async () => {
  const { referralId } = await send(olive, referralOf())
  await open(olive, referralId)
  const rows = await demo.ports.db.selectFrom('access_log').selectAll().where('resource_id', '=', referralId).execute()
  expect(rows.map((row) => [row.action, row.purpose])).toEqual([
    ['create', 'refer'],
    ['read', 'open_referral'],
  ])
})
