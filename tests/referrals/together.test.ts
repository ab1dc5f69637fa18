import { beforeAll, describe, expect, test } from 'vitest'
import { referralJobs } from '../../server/referrals/jobs.ts'
import type { BulkResult, QueueChange } from '../../shared/queue.ts'
import type { QueueLine } from '../../shared/referral.ts'
import { changesBy } from '../../web/queue/queue-changes.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { alertsOf, type Caller, must, open, post, problem, read, seat, send, workOn } from './asking.ts'
import { MAS, referralOf } from './sample.ts'

describe(`two people in one queue, on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let olive: Caller
  let garance: Caller
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    olive = await demo.rawAs('Olive')
    garance = await demo.rawAs('Garance')
  })
  const act = (as: Caller, body: object) => must<BulkResult[]>(as, '/api/referrals/queue/act', body)
  const version = async (as: Caller, known?: string) => {
    const headers = known ? { 'If-None-Match': `"${known}"` } : {}
    const answer = await as(`/api/referrals/queue/version?centreId=${MAS}`, { headers })
    return {
      status: answer.status,
      version: answer.status === 200 ? ((await answer.json()) as { version: string }).version : known,
    }
  }

  test('lose no edit of many made at once: each is done on what was read, or told what a colleague did', async () => {
    const sent = []
    for (let patient = 0; patient < 6; patient++) sent.push(await send(olive, referralOf({ priorityClass: 'P3' })))
    const items = sent.map(({ referralId, revision }) => ({ referralId, revision }))
    const raises = sent.map(({ referralId, revision }) =>
      post(olive, `/api/referrals/${referralId}/priority`, {
        revision,
        priorityClass: 'P4',
        reason: { code: 'newFinding', text: '' },
      }),
    )
    const [closing, ...changes] = await Promise.all([
      act(garance, { act: 'close', reason: 'unreachable', items }),
      ...raises,
    ])
    for (const [index, line] of closing.entries()) {
      const isClosed = line.done
      const isChanged = changes[index]!.status === 200
      const record = await open(olive, line.referralId)
      const kinds = record.history
        .map(({ kind }) => kind)
        .filter((kind) => ['closed', 'priority_changed'].includes(kind))
      // Whoever came second was refused with what the first did: exactly one of the two is in the history.
      expect([isClosed, isChanged].filter(Boolean), line.referralId).toHaveLength(1)
      expect(kinds).toEqual([isClosed ? 'closed' : 'priority_changed'])
      if (!isClosed) {
        expect(line).toMatchObject({ code: 'changed_meanwhile', revision: record.revision })
        expect(line.changes).toMatchObject([{ kind: 'priority_changed', personName: 'Dr Olive Exemple' }])
        const [again] = await act(garance, {
          act: 'close',
          reason: 'unreachable',
          items: [{ referralId: line.referralId, revision: line.revision }],
        })
        expect(again!.done).toBe(true)
      } else {
        expect(await problem(changes[index]!)).toMatchObject({ status: 409 })
      }
    }
  })

  test('hear of a change by a version that differs, and of nothing by one that does not', async () => {
    const first = await version(garance)
    expect(await version(garance, first.version)).toMatchObject({ status: 304 })
    const sent = await send(olive, referralOf())
    const second = await version(garance, first.version)
    expect(second.status).toBe(200)
    await seat(olive, sent)
    expect((await version(garance, second.version)).status).toBe(200)
    expect((await (await demo.rawAs('Basile'))(`/api/referrals/queue/version?centreId=${MAS}`)).status).toBe(404)
  })

  test('answer each line of a bulk act alone, and take a closing back', async () => {
    const one = await send(olive, referralOf())
    const other = await send(olive, referralOf())
    const held = await seat(olive, one)
    const results = await act(garance, {
      act: 'close',
      reason: 'moved_away',
      items: [
        { referralId: one.referralId, revision: held.referralRevision },
        { referralId: other.referralId, revision: 99 },
      ],
    })
    expect(results).toMatchObject([
      { done: true, undo: { act: 'reopen' } },
      { done: false, code: 'changed_meanwhile', undo: null },
    ])
    expect(results[1]!.message).toMatch(/\w/)
    const { undo } = results[0]!
    expect(await act(garance, { act: undo!.act, items: [undo!.item] })).toMatchObject([{ done: true }])
    const reopened = await open(olive, one.referralId)
    expect(reopened).toMatchObject({ state: 'waiting', closedReason: null, held: null })
    expect(reopened.history.map(({ kind }) => kind)).toContain('reopened')
    const again = await post(olive, `/api/referrals/${one.referralId}/reopen`, { revision: reopened.revision })
    expect(await problem(again)).toMatchObject({ status: 409, code: 'referral_not_closed' })
    await must(olive, `/api/referrals/${one.referralId}/close`, {
      revision: reopened.revision,
      reason: 'moved_away',
    })
    const erased = { referral_id: one.referralId as never, at: demo.ports.clock.now() }
    await demo.ports.db.insertInto('erased_referral').values(erased).execute()
    const { revision } = await open(olive, one.referralId)
    const empty = await post(olive, `/api/referrals/${one.referralId}/reopen`, { revision })
    expect(await problem(empty)).toMatchObject({ status: 409, code: 'referral_erased' })
  })

  test('place patients at another stop within reach, and put them back', async () => {
    const sent = await send(
      olive,
      referralOf({ priorityClass: 'P3', wishes: { maxDriveMinutes: 120 } }, { communeInsee: '47159' as never }),
    )
    const held = await seat(olive, sent)
    const stops = await read<{ stopId: string; centreId: string; driveMinutes: number | null }[]>(
      olive,
      `/api/referrals/stops?centreId=${MAS}`,
    )
    const elsewhere = stops.filter((stop) => stop.centreId !== MAS)
    const items = [{ referralId: sent.referralId, revision: held.referralRevision }]
    const results = await Promise.all(elsewhere.map((stop) => act(olive, { act: 'move', stopId: stop.stopId, items })))
    expect(
      results
        .flat()
        .every((line) => line.done || line.code === 'stop_out_of_reach' || line.code === 'changed_meanwhile'),
    ).toBe(true)
    const full = await act(olive, { act: 'move', stopId: held.stopId, items })
    expect(full).toMatchObject([{ done: false, code: 'already_at_stop' }])
  })

  test('take note of alerts together, except a breach, which asks for a choice', async () => {
    const call = await send(olive, referralOf({ priorityClass: 'P1', attestation: 'at_least_one' }))
    const { revision } = await must(olive, `/api/referrals/${call.referralId}/alternatives`, {
      revision: call.revision,
      kind: 'hospital_call',
      text: 'Service prévenu',
    })
    const none = await send(olive, referralOf({ priorityClass: 'P3' }))
    const breach = await send(olive, referralOf({ priorityClass: 'P1' }))
    const results = await act(olive, {
      act: 'acknowledge',
      items: [
        { referralId: call.referralId, revision },
        { referralId: none.referralId, revision: none.revision },
        { referralId: breach.referralId, revision: breach.revision },
      ],
    })
    expect(await alertsOf(olive, call.referralId)).toEqual([])
    expect(results[0]).toMatchObject({ done: true })
    expect(results.slice(1)).toMatchObject([
      { done: false, code: 'nothing_to_acknowledge' },
      { done: false, code: 'breach_not_covered' },
    ])
  })

  test('leave the waiting list of an urgent patient to their doctor, and refuse a whole request about nobody of theirs', async () => {
    const sent = await send(olive, referralOf({ priorityClass: 'P3' }))
    const items = [{ referralId: sent.referralId, revision: sent.revision }]
    expect(await act(garance, { act: 'waiting_list', items })).toMatchObject([{ done: false, code: 'not_allowed' }])
    expect(await act(olive, { act: 'waiting_list', items })).toMatchObject([{ done: true }])
    const stranger = await post(await demo.rawAs('Basile'), '/api/referrals/queue/act', { act: 'reopen', items })
    expect(stranger.status).toBe(404)
    const { status } = await post(olive, '/api/referrals/queue/act', { act: 'close', items })
    expect(status).toBe(400)
  })

  test('read what happened, latest first, page by page, without what was typed', async () => {
    const path = `/api/referrals/queue/changes?centreId=${MAS}`
    for (let patient = 0; patient < 70; patient++) await send(olive, referralOf())
    const first = await read<{ changes: QueueChange[]; more: boolean }>(garance, path)
    expect(first.more).toBe(true)
    const instants = first.changes.map(({ at }) => at)
    expect(instants).toEqual(instants.toSorted().toReversed())
    expect(JSON.stringify(first)).not.toMatch(/Place ajoutée|melanoma|facts/)
    const { at, sequence, eventId } = first.changes.at(-1)!
    const next = await read<typeof first>(garance, `${path}&before=${at}&sequence=${sequence}&eventId=${eventId}`)
    const shown = [...first.changes, ...next.changes].map((change) => change.eventId)
    expect(new Set(shown).size).toBe(shown.length)
    expect(next.changes[0]!.at).toBe(at)
  })

  test('read what a process of an earlier version wrote beside this one, once the jobs have looked', async () => {
    await send(olive, referralOf())
    const path = `/api/referrals/queue/changes?centreId=${MAS}`
    const before = await read<{ changes: QueueChange[] }>(garance, path)
    expect(before.changes).not.toEqual([])
    await demo.ports.db.updateTable('referral_event').set({ centre_id: null }).execute()
    expect((await read<typeof before>(garance, path)).changes).toEqual([])
    await referralJobs.run(demo.ports)
    expect(await read(garance, path)).toEqual(before)
  })
})

describe('advice before the stop', () => {
  test('frees the place only once a doctor of the centre decides so, tells the patient and records who chose', async () => {
    const demo = await testApp({ seed: 'demo' })
    const olive = await demo.rawAs('Olive')
    const saturnin = await demo.rawAs('Saturnin')
    const sent = await send(olive, referralOf())
    const held = await seat(olive, sent)
    const advice = { appointmentId: held.appointmentId, proposal: 'no_visit', text: 'La photo suffit : surveillance.' }
    const path = `/api/referrals/${sent.referralId}/advice`
    expect((await post(await demo.rawAs('Ondine'), path, advice)).status).toBe(404)
    const { adviceId } = await must<{ adviceId: string }>(saturnin, path, advice)
    expect(await problem(await post(saturnin, path, advice))).toMatchObject({ status: 409, code: 'advice_pending' })
    const told = await open(olive, sent.referralId)
    expect(told).toMatchObject({ state: 'booked', advice: [{ decision: null, text: advice.text }] })

    const decide = (revision: number, decision: string) =>
      post(olive, `/api/referrals/advice/${adviceId}/decision`, { revision, decision })
    expect(await problem(await decide(told.revision - 1, 'freed'))).toMatchObject({ code: 'changed_meanwhile' })
    expect((await decide(told.revision, 'freed')).status).toBe(200)
    const freed = await open(olive, sent.referralId)
    expect(freed).toMatchObject({
      state: 'redirected',
      held: null,
      advice: [{ decision: 'freed', decidedBy: 'Dr Olive Exemple' }],
      alerts: [],
    })
    expect(freed.alternatives.find(({ kind }) => kind === 'teleexpertise')?.chosenBy).toBe('Dr Olive Exemple')
    const messages = await demo.ports.db
      .selectFrom('message')
      .select('kind')
      .where('referral_id', '=', sent.referralId)
      .execute()
    expect(messages.map(({ kind }) => kind)).toContain('cancellation')
    expect(await problem(await decide(freed.revision, 'kept'))).toMatchObject({ code: 'advice_decided' })
  })

  test('waits for no decision once the doctor chose otherwise by themselves', async () => {
    const demo = await testApp({ seed: 'demo' })
    const olive = await demo.rawAs('Olive')
    const sent = await send(olive, referralOf())
    const held = await seat(olive, sent)
    const advice = { appointmentId: held.appointmentId, proposal: 'no_visit', text: 'La photo suffit.' }
    await must(await demo.rawAs('Saturnin'), `/api/referrals/${sent.referralId}/advice`, advice)
    const waits = async () => (await workOn(olive, sent.referralId)).some(({ kind }) => kind === 'advice_to_decide')
    expect(await waits()).toBe(true)
    const { revision } = await open(olive, sent.referralId)
    await must(olive, `/api/referrals/${sent.referralId}/alternatives`, { revision, kind: 'hospital_call' })
    expect(await waits()).toBe(false)
    expect(await open(olive, sent.referralId)).toMatchObject({ advice: [{ decision: 'kept', decidedBy: null }] })
  })

  test('is refused once the visit has taken place', async () => {
    const demo = await testApp({ seed: 'demo' })
    const olive = await demo.rawAs('Olive')
    const sent = await send(olive, referralOf())
    const held = await seat(olive, sent)
    demo.ports.clock.moveTo('2026-02-05T08:00:00.000Z' as never)
    const advice = { appointmentId: held.appointmentId, proposal: 'come', text: 'À voir comme prévu.' }
    const refused = await post(await demo.rawAs('Saturnin'), `/api/referrals/${sent.referralId}/advice`, advice)
    expect(await problem(refused)).toMatchObject({ status: 409, code: 'advice_too_late' })
  })
})

test('what a colleague changed is told from what one changed oneself', () => {
  const line = (referralId: string, revision: number, personName: string | null) =>
    ({
      referralId,
      revision,
      lastChange: { personName, at: '', kind: '' },
      held: null,
      alert: null,
    }) as unknown as QueueLine
  const before = [line('a', 1, 'moi'), line('b', 1, 'moi'), line('c', 1, 'moi')]
  const after = [line('a', 2, 'moi'), line('b', 2, 'autre'), line('d', 1, null)]
  expect(changesBy(before, after, 'moi').map((one) => one.referralId)).toEqual(['b', 'd', 'c'])
  expect(changesBy(after, after, 'moi')).toEqual([])
})
