import { beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../server/jobs.ts'
import { applyReply } from '../../server/messages/apply-reply.ts'
import { receiveReceipt } from '../../server/messages/receive-receipt.ts'
import { isSafetyStale } from '../../server/referrals/recheck-safety.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import type { StopId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { alertsOf, type Caller, must, open, post, problem, read, seat, send } from './asking.ts'
import { MAS, referralOf } from './sample.ts'

const reason = { code: 'newFinding', text: '' }
/** Patients have a telephone each, so that a reply is theirs. */
const PHONE = '06 39 98 11 77'
const numbered = { phone: PHONE }

describe(`the continuous re-check of the safety rule on ${ENGINE}`, () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let olive: Caller
  let garance: Caller
  let camelia: Caller
  let perle: Caller
  let stopId: StopId
  beforeEach(async () => {
    demo = await testApp({ seed: 'demo' })
    olive = await demo.rawAs('Olive')
    garance = await demo.rawAs('Garance')
    camelia = await demo.rawAs('Camélia')
    perle = await demo.rawAs('Perle')
    stopId = (await listStops(demo.ports.db, { centreIds: [MAS], states: ['published'] }))[0]!.stopId
  })
  const at = async (instant: string) => {
    demo.ports.clock.moveTo(instant as Instant)
    await runJobs(demo.ports)
  }
  const kinds = async (id: string) => (await alertsOf(olive, id)).map(({ kind }) => kind)

  test('a stop moved beyond the deadline alerts whoever counted on it, in the same request', async () => {
    const { referralId, safety } = await send(olive, referralOf())
    expect(safety.verdict).toBe('ok')
    const stop = (await listStops(demo.ports.db, { stopIds: [stopId] }))[0]!
    const tour = await read<{ tour: { revision: number } }>(perle, `/api/tours/${stop.tourId}`)
    await must(perle, `/api/stops/${stopId}/move`, {
      revision: tour.tour.revision,
      firstDay: '2026-02-25',
      lastDay: '2026-02-27',
    })
    expect(await alertsOf(olive, referralId)).toMatchObject([{ kind: 'breach', daysLeft: 28 }])
  })

  test('the last places lost alert those who hold one and those who counted on one', async () => {
    const counting = await send(olive, referralOf())
    const holding = await send(olive, referralOf())
    const held = await seat(olive, holding, '2026-02-05')
    for (const date of ['2026-02-04', '2026-02-05', '2026-02-06']) {
      const saturnin = await demo.rawAs('Saturnin')
      const answer = await saturnin(`/api/stops/${stopId}/days`, { method: 'DELETE', body: JSON.stringify({ date }) })
      expect(answer.status, await answer.text()).toBeLessThan(300)
    }
    expect(await kinds(counting.referralId)).toEqual(['breach'])
    expect(held.date).toBe('2026-02-05')
    expect(await kinds(holding.referralId)).toEqual(['breach'])
  })

  test('a round of jobs puts right what nobody said, both ways', async () => {
    const { db } = demo.ports
    const excludedDates = ['2026-02-04', '2026-02-05', '2026-02-06'] as never
    const breaching = await send(olive, referralOf({ wishes: { excludedDates } }))
    const placed = await send(olive, referralOf())
    const inBreach = async () => {
      const open = db.selectFrom('alert').select('referral_id').where('kind', '=', 'breach')
      return (await open.where('resolved_at', 'is', null).execute()).map(({ referral_id }) => referral_id).sort()
    }
    const right = await inBreach()
    expect(right).toContain(breaching.referralId)
    await db
      .updateTable('alert')
      .set({ referral_id: placed.referralId as never })
      .where('referral_id', '=', breaching.referralId as never)
      .execute()
    expect(await isSafetyStale(db, demo.ports.clock.now())).toBe(true)
    await runJobs(demo.ports)
    expect(await inBreach()).toEqual(right)
    expect(await isSafetyStale(db, demo.ports.clock.now())).toBe(false)
  })

  test('a NON frees the place, alerts the centre when no other comes in time, and asks for a call', async () => {
    // On the eve of the last day nothing else comes before the deadline, and the added place goes with its patient.
    const sent = await send(
      olive,
      referralOf({ wishes: { excludedDates: ['2026-02-04', '2026-02-05'] as never } }, numbered),
    )
    await seat(olive, sent, '2026-02-06')
    await fillStop()
    await at('2026-01-19T09:00:00.000Z')
    expect(await kinds(sent.referralId)).toEqual([])
    await applyReply(demo.ports, { from: '+33639981177', body: 'NON', gatewayReference: 'reply-1' })
    expect(await open(olive, sent.referralId)).toMatchObject({ state: 'waiting', held: null })
    expect(await kinds(sent.referralId)).toEqual(['breach'])
    const calls = await read<{ referralId: string; reasons: string[] }[]>(garance, '/api/messages/calls')
    expect(calls.find((one) => one.referralId === sent.referralId)?.reasons).toContain('declined_urgent')
  })

  test('a NON to a place given after an opinion was asked alerts again: the place had replaced the opinion', async () => {
    const wishes = { excludedDates: ['2026-02-04', '2026-02-05'] as never }
    const sent = await send(olive, referralOf({ wishes }, numbered))
    await fillStop()
    const { revision } = await must(olive, `/api/referrals/${sent.referralId}/alternatives`, {
      revision: sent.revision,
      kind: 'teleexpertise',
    })
    expect(await open(olive, sent.referralId)).toMatchObject({ state: 'redirected' })
    await seat(olive, { referralId: sent.referralId, revision }, '2026-02-06')
    await at('2026-01-19T09:00:00.000Z')
    expect(await kinds(sent.referralId)).toEqual([])
    await applyReply(demo.ports, { from: '+33639981177', body: 'NON', gatewayReference: 'reply-1' })
    expect(await open(olive, sent.referralId)).toMatchObject({ state: 'waiting', held: null })
    expect(await kinds(sent.referralId)).toEqual(['breach'])
  })

  test('a class raised above the date of the place held alerts at once', async () => {
    const sent = await send(olive, referralOf({ priorityClass: 'P3' }))
    const { referralRevision: revision } = await seat(olive, sent, '2026-02-06')
    await must(olive, `/api/referrals/${sent.referralId}/priority`, { revision, priorityClass: 'P1', reason })
    expect(await alertsOf(olive, sent.referralId)).toMatchObject([{ kind: 'breach', dueOn: '2026-02-02' }])
  })

  test('a centre closed for the week of a stop alerts whoever counted on its places, in the same request', async () => {
    const { referralId } = await send(olive, referralOf())
    const close = (closedWeeks: string[]) =>
      camelia(`/api/admin/centres/${MAS}`, { method: 'PATCH', body: JSON.stringify({ closedWeeks }) })
    const answer = await close(['2026-02-02'])
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ inClosedTime: [{ stopId }] })
    expect(await kinds(referralId)).toEqual(['breach'])
    await close([])
    expect(await kinds(referralId)).toEqual([])
  })

  describe('an SMS that is not delivered to an urgent patient', () => {
    /** A patient with a place whose confirmation was accepted, then reported lost. */
    async function losing(priorityClass: 'P2' | 'P3') {
      const sent = await send(olive, referralOf({ priorityClass }, numbered))
      await seat(olive, sent, '2026-02-06')
      await at('2026-01-19T09:00:00.000Z')
      const message = await demo.ports.db
        .selectFrom('message')
        .selectAll()
        .where('referral_id', '=', sent.referralId as never)
        .executeTakeFirstOrThrow()
      await receiveReceipt(demo.ports, { ...referenceOf(message), delivered: false })
      return sent.referralId
    }
    const referenceOf = (message: { gateway: string | null; gateway_reference: string | null }) => ({
      gateway: message.gateway!,
      gatewayReference: message.gateway_reference!,
    })
    const line = async (id: string) => (await alertsOf(olive, id)).find(({ kind }) => kind === 'not_reached')
    const callOf = async (id: string) =>
      (
        await read<{ callTaskId: string; referralId: string; urgent: boolean; attempts: number }[]>(
          garance,
          '/api/messages/calls',
        )
      ).find(({ referralId }) => referralId === id)

    test('alerts the centre at once, with the day by which they must be reached', async () => {
      const id = await losing('P2')
      expect(await line(id)).toMatchObject({ dueOn: '2026-01-20', takenBy: null, escalatedAt: null })
      expect(await callOf(id)).toMatchObject({ urgent: true })
    })

    test('is somebody’s by name once taken, stands until the call, and is escalated all the same', async () => {
      const id = await losing('P2')
      await must(garance, `/api/referrals/alerts/${(await line(id))!.alertId}/acknowledge`)
      expect(await line(id)).toMatchObject({ takenBy: 'Garance Exemple' })
      await at('2026-01-20T09:00:00.000Z')
      expect(await line(id)).toMatchObject({ takenBy: 'Garance Exemple', escalatedAt: '2026-01-20T09:00:00.000Z' })
      expect((await open(olive, id)).alerts).toMatchObject([{ kind: 'not_reached', takenBy: 'Garance Exemple' }])
    })

    test('ends with the call', async () => {
      const called = await losing('P2')
      const { callTaskId, attempts } = (await callOf(called))!
      await must(garance, `/api/messages/calls/${callTaskId}`, { outcome: 'agreed', attempts })
      expect(await line(called)).toBeUndefined()
    })

    test('ends by itself when the telephone had it after all, and the call with it', async () => {
      const id = await losing('P2')
      const message = await demo.ports.db
        .selectFrom('message')
        .selectAll()
        .where('referral_id', '=', id as never)
        .executeTakeFirstOrThrow()
      await receiveReceipt(demo.ports, { ...referenceOf(message), delivered: true })
      expect(await line(id)).toBeUndefined()
      expect(await callOf(id)).toBeUndefined()
      await runJobs(demo.ports)
      expect(await line(id)).toBeUndefined()
    })

    test('ends when a named doctor says they told the patient, who leaves the call list', async () => {
      const id = await losing('P2')
      const { alertId } = (await line(id))!
      expect((await post(await demo.rawAs('Basile'), `/api/referrals/alerts/${alertId}/reached`)).status).toBe(404)
      await must(olive, `/api/referrals/alerts/${alertId}/reached`)
      expect(await line(id)).toBeUndefined()
      expect(await callOf(id)).toBeUndefined()
      const { history } = await open(olive, id)
      expect(history.find(({ kind }) => kind === 'patient_reached')?.personName).toBe('Dr Olive Exemple')
      await runJobs(demo.ports)
      expect(await line(id)).toBeUndefined()
    })

    test('asks for a call without an alert when nothing presses, and for the alert once the class is raised', async () => {
      const id = await losing('P3')
      expect(await line(id)).toBeUndefined()
      expect(await callOf(id)).toMatchObject({ urgent: false })
      const { revision } = await open(olive, id)
      await must(olive, `/api/referrals/${id}/priority`, { revision, priorityClass: 'P2', reason })
      expect(await line(id)).toBeDefined()
    })

    test('a call that was the only way to tell them alerts after one working day', async () => {
      const sent = await send(olive, referralOf({}, { phone: '05 36 49 11 77', phoneOwner: 'home' }))
      await seat(olive, sent, '2026-02-06')
      await at('2026-01-20T06:59:00.000Z')
      expect(await line(sent.referralId)).toBeUndefined()
      await at('2026-01-20T07:00:00.000Z')
      expect(await line(sent.referralId)).toBeDefined()
    })

    test('an alert of another kind does not end by a call', async () => {
      const { referralId } = await send(
        olive,
        referralOf(
          { priorityClass: 'P1', slotKind: 'procedure', wishes: { maxDriveMinutes: 5 } },
          { communeInsee: '47001' as never },
        ),
      )
      const [alert] = await alertsOf(olive, referralId)
      expect(await problem(await post(olive, `/api/referrals/alerts/${alert!.alertId}/reached`))).toMatchObject({
        status: 409,
        code: 'not_about_a_call',
      })
    })
  })

  /** Gives every free place of the stop to somebody else. */
  async function fillStop() {
    const filler = await send(olive, referralOf())
    const free = async () =>
      (
        await read<{ slots: { slotId: string }[] }>(
          garance,
          `/api/appointments/free?${new URLSearchParams({ referralId: filler.referralId, stopId })}`,
        )
      ).slots
    for (const { slotId } of await free()) {
      const { referralId } = await send(olive, referralOf())
      await must(garance, '/api/appointments', { referralId, slotId })
    }
    expect(await free()).toEqual([])
  }
})

describe('a breach nobody answers for', () => {
  const MENIGOUTE_P1 = () =>
    referralOf(
      { centreId: '00079176-0000-4000-8000-000000079176' as never, priorityClass: 'P1' },
      { communeInsee: '79176' as never },
    )
  test.each([
    ['over a weekend', '2026-01-23T16:00:00.000Z', '2026-01-26T15:59:00.000Z', '2026-01-26T16:00:00.000Z'],
    ['over Easter Monday', '2026-04-03T08:00:00.000Z', '2026-04-07T07:59:00.000Z', '2026-04-07T08:00:00.000Z'],
    ['over the bridge of 1 May', '2026-04-30T08:00:00.000Z', '2026-05-04T07:59:00.000Z', '2026-05-04T08:00:00.000Z'],
  ])('is escalated after one working day %s', async (_, sent, before, after) => {
    const demo = await testApp({ seed: 'demo', now: sent as Instant })
    const basile = await demo.rawAs('Basile')
    const { referralId } = await send(basile, MENIGOUTE_P1())
    const escalated = async (instant: string) => {
      demo.ports.clock.moveTo(instant as Instant)
      await runJobs(demo.ports)
      return (await alertsOf(basile, referralId)).find(({ kind }) => kind === 'breach')!.escalatedAt
    }
    expect(await escalated(before)).toBeNull()
    expect(await escalated(after)).toBe(after)
  })
})
