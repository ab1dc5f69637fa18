import { beforeEach, describe, expect, test } from 'vitest'
import { referralsAsked } from '../../server/appointments/appointment-store.ts'
import { appointmentJobs } from '../../server/appointments/jobs.ts'
import { setSending } from '../../server/messages/change-settings.ts'
import { receiveReceipt } from '../../server/messages/receive-receipt.ts'
import type { SendResult, SmsGateway } from '../../server/messages/sms-gateway.ts'
import type { CallTask } from '../../shared/message.ts'
import type { Instant } from '../../shared/time.ts'
import { ENGINE } from '../support/test-database.ts'
import { administrator, type Clinic, clinic } from './clinic.ts'

type Booked = Awaited<ReturnType<Clinic['book']>>

describe(`the hold of an offer on ${ENGINE}`, () => {
  let here: Clinic
  let garance: Awaited<ReturnType<Clinic['rawAs']>>
  let answer: (messageId: string) => SendResult
  const taken = (messageId: string): SendResult => ({ result: 'accepted', gatewayReference: `ref-${messageId}` })
  beforeEach(async () => {
    answer = taken
    const sms: SmsGateway = {
      name: 'twilio',
      send: async ({ messageId }) => answer(messageId),
      lookUp: async () => ({ found: 'unknown' }),
      readWebhook: async () => [],
      collectReplies: async () => [],
    }
    here = await clinic({ ports: { sms } })
    garance = await here.rawAs('Garance')
  })

  /** Every job of the two rooms, in the order in which they run. */
  const tick = async (instant?: string) => {
    if (instant) here.ports.clock.moveTo(instant as Instant)
    await appointmentJobs.run(here.ports)
    await here.run()
  }
  const offer = (given: Parameters<Clinic['book']>[0] = {}) =>
    here.book({ state: 'offered', heldUntil: '2026-01-21T09:00:00.000Z', ...given })
  const stored = async ({ appointmentId }: Booked) =>
    here.ports.db
      .selectFrom('appointment')
      .select(['state', 'held_until as heldUntil', 'ended_reason as endedReason'])
      .where('id', '=', appointmentId)
      .executeTakeFirstOrThrow()
  const calls = async () => (await (await garance('/api/messages/calls')).json()) as CallTask[]
  const isAsked = async ({ referralId }: Booked) => (await referralsAsked(here.ports.db, here.stopId)).has(referralId)
  const tryToCall = async (outcome: string) => {
    const [task] = await calls()
    const body = JSON.stringify({ outcome, attempts: task!.attempts })
    expect((await garance(`/api/messages/calls/${task!.callTaskId}`, { method: 'POST', body })).status).toBe(200)
  }
  test('runs out on a patient whose SMS left, who is then one that was asked', async () => {
    const offered = await offer()
    await tick()
    await tick('2026-01-21T08:59:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'offered', heldUntil: '2026-01-21T09:00:00.000Z' })
    // Twenty-four hours in which people answer, from the minute the SMS left.
    await tick('2026-01-21T09:00:00.000Z')
    await tick('2026-01-21T11:00:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'expired', endedReason: 'offer_expired' })
    expect(await isAsked(offered)).toBe(true)
  })

  test('goes on while the SMS was refused, with a call at once, and runs from the call', async () => {
    answer = () => ({ result: 'refused', reason: 'number' })
    const offered = await offer()
    await tick()
    expect(await calls()).toMatchObject([{ reasons: ['not_delivered'] }])
    await tick('2026-01-21T09:00:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'offered', heldUntil: '2026-01-23T11:00:00.000Z' })
    expect(await calls()).toHaveLength(1)
    await tick('2026-01-23T10:00:00.000Z')
    await tryToCall('call_later')
    await tick('2026-01-23T11:00:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'offered', heldUntil: '2026-01-26T12:00:00.000Z' })
    await tick('2026-01-26T12:00:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'expired', endedReason: 'offer_expired' })
    expect(await isAsked(offered)).toBe(true)
  })

  test('goes on when the SMS was taken, then said lost', async () => {
    const offered = await offer()
    await tick()
    const [message] = await here.messages()
    await receiveReceipt(here.ports, { gateway: 'twilio', gatewayReference: `ref-${message!.id}`, delivered: false })
    await tick('2026-01-22T09:00:00.000Z')
    expect((await stored(offered)).state).toBe('offered')
  })

  test('runs from the minute the provider took the SMS, however late', async () => {
    answer = () => ({ result: 'postponed', cause: 'throttled' })
    const offered = await offer({ heldUntil: '2026-01-21T11:00:00.000Z' })
    await tick()
    answer = taken
    await tick('2026-01-20T09:00:00.000Z')
    await tick('2026-01-21T11:00:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'offered', heldUntil: '2026-01-22T11:00:00.000Z' })
    await tick('2026-01-22T11:00:00.000Z')
    expect((await stored(offered)).state).toBe('expired')
  })

  test('switched off, sending asks for a call at once, and keeps the place for whoever heard nothing', async () => {
    await setSending(here.ports, administrator, false)
    const offered = await offer()
    await tick()
    await tick()
    expect(await calls()).toMatchObject([{ reasons: ['not_delivered'] }])
    expect((await here.messages()).map(({ state }) => state)).toEqual(['queued'])
    await tick('2026-01-21T09:00:00.000Z')
    expect((await stored(offered)).state).toBe('offered')
    expect(await calls()).toHaveLength(1)
  })

  test('with no mobile runs from the first call tried', async () => {
    const offered = await offer({ phone: null })
    await tick('2026-01-21T09:00:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'offered', heldUntil: '2026-01-23T11:00:00.000Z' })
    expect(await calls()).toMatchObject([{ reasons: ['no_mobile'] }])
  })

  test('ends all the same when the place is near, and leaves the patient as one never asked', async () => {
    answer = () => ({ result: 'refused', reason: 'number' })
    const offered = await offer()
    await tick()
    // Two hours before the place itself nobody can be asked by message any more.
    await tick('2026-02-05T11:20:00.000Z')
    expect(await stored(offered)).toMatchObject({ state: 'expired', endedReason: 'offer_unreached', heldUntil: null })
    expect(await isAsked(offered)).toBe(false)
  })

  test('an urgent patient it was kept for unheard of alerts their centre', async () => {
    await setSending(here.ports, administrator, false)
    const { referralId } = await offer({ priorityClass: 'P1' })
    await tick()
    const alerts = here.ports.db.selectFrom('alert').select('kind').where('referral_id', '=', referralId)
    expect(await alerts.execute()).toContainEqual({ kind: 'not_reached' })
    expect(await calls()).toMatchObject([{ reasons: ['urgent_offer', 'not_delivered'] }])
  })
})
