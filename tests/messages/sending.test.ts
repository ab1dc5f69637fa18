import { beforeEach, describe, expect, test } from 'vitest'
import { cancelAppointment } from '../../server/appointments/cancel-appointment.ts'
import { setSending } from '../../server/messages/change-settings.ts'
import { receiveReceipt } from '../../server/messages/receive-receipt.ts'
import { sendMessages } from '../../server/messages/send-messages.ts'
import type { LookUp, OutgoingSms, SendResult, SmsGateway } from '../../server/messages/sms-gateway.ts'
import { writeMessage } from '../../server/messages/write-message.ts'
import { transaction } from '../../server/store/database.ts'
import type { AppointmentId } from '../../shared/ids.ts'
import { administrator, type Clinic, clinic } from './clinic.ts'

/** A provider whose answers a test chooses, and which remembers what it was given. */
function provider() {
  const taken: OutgoingSms[] = []
  const answers: { send: (sms: OutgoingSms) => Promise<SendResult>; lookUp: () => Promise<LookUp> } = {
    send: async ({ messageId }) => ({ result: 'accepted', gatewayReference: `ref-${messageId}` }),
    lookUp: async () => ({ found: 'unknown' }),
  }
  const gateway: SmsGateway = {
    name: 'twilio',
    send: (sms) => {
      taken.push(sms)
      return answers.send(sms)
    },
    lookUp: () => answers.lookUp(),
    readWebhook: async () => [],
    collectReplies: async () => [],
  }
  return { gateway, taken, answers }
}

let here: Clinic
let sms: ReturnType<typeof provider>
beforeEach(async () => {
  sms = provider()
  here = await clinic({ ports: { sms: sms.gateway } })
})
const cancel = ({ appointmentId }: { appointmentId: AppointmentId }) =>
  transaction(here.ports.db, (trx) => {
    const moment = { now: here.ports.clock.now(), personId: null }
    return cancelAppointment(trx, here.ports, { appointmentId, reason: 'centre_cancelled' }, moment)
  })
const states = async () => (await here.messages()).map(({ kind, state }) => `${kind} ${state}`)
const reasons = async () => (await here.calls()).map(({ reason }) => reason)

describe('sending', () => {
  test('one SMS per event, in the window, in one segment, with the page’s link', async () => {
    await here.book()
    await here.run()
    await here.run()
    expect(sms.taken).toHaveLength(1)
    expect(sms.taken[0]!.body).toMatch(
      /^Centre de santé du Mas-d'Agenais : rendez-vous jeudi 5 février à 14 h 20\. Venez-vous \? Répondez OUI ou NON\. http:\/\/localhost:3000\/r\/[\w-]{22}$/,
    )
    expect(sms.taken[0]!.body.length).toBeLessThanOrEqual(160)
  })

  test('writing twice for the same event writes once', async () => {
    const { appointmentId } = await here.book()
    const moment = { now: here.ports.clock.now(), personId: null }
    await transaction(here.ports.db, (trx) =>
      writeMessage(trx, here.ports, { kind: 'confirmation', appointmentId }, moment),
    )
    expect(await states()).toEqual(['confirmation queued'])
  })

  test('an event undone in its transaction leaves no message', async () => {
    const { appointmentId } = await here.book()
    const moment = { now: here.ports.clock.now(), personId: null }
    const undone = transaction(here.ports.db, async (trx) => {
      await writeMessage(trx, here.ports, { kind: 'moved', appointmentId }, moment)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await states()).toEqual(['confirmation queued'])
  })

  test('no mobile, no consent: the call list, never an error', async () => {
    await here.book({ phone: '+33549000000' })
    await here.book({ phone: null, start: 900 })
    await here.book({ smsInformed: false, start: 940 })
    await here.run()
    expect(sms.taken).toEqual([])
    expect(await reasons()).toEqual(['no_mobile', 'no_mobile', 'not_informed'])
  })

  test('an offer to a P1 patient leaves by SMS and on the call list', async () => {
    await here.book({ priorityClass: 'P1', state: 'offered', heldUntil: '2026-01-20T13:00:00.000Z' })
    await here.run()
    expect(sms.taken[0]!.body).toContain('rendez-vous possible jeu. 05/02 à 14h20. Répondez OUI ou NON avant mar. 14h.')
    expect(await reasons()).toEqual(['urgent_offer'])
  })

  test('a centre that has a telephone keeps the page’s link in its offers', async () => {
    await here.ports.db.updateTable('host_centre').set({ phone: '05 36 49 47 00' }).execute()
    await here.book({ state: 'offered', heldUntil: '2026-01-20T13:00:00.000Z' })
    expect((await here.messages())[0]!.body).toContain('/r/')
  })

  test('one faulty recipient never stops the others', async () => {
    await here.book()
    await here.book({ start: 900 })
    await here.book({ start: 940 })
    let asked = 0
    sms.answers.send = async ({ messageId }) => {
      asked += 1
      if (asked === 1) throw new Error('bug')
      if (asked === 2) return { result: 'refused', reason: 'number' }
      return { result: 'accepted', gatewayReference: `ref-${messageId}` }
    }
    await here.run()
    expect((await states()).sort()).toEqual(['confirmation accepted', 'confirmation failed', 'confirmation sending'])
    expect(await reasons()).toEqual(['not_delivered'])
  })

  test('what the provider postponed is tried again later, and only that', async () => {
    await here.book()
    sms.answers.send = async () => ({ result: 'postponed', cause: 'throttled' })
    await here.run()
    await here.run()
    expect(sms.taken).toHaveLength(1)
    sms.answers.send = async () => ({ result: 'accepted', gatewayReference: 'ref' })
    await here.at('2026-01-19T09:01:00.000Z')
    expect(sms.taken).toHaveLength(2)
    expect(await states()).toEqual(['confirmation accepted'])
  })

  test('a timeout is unknown, looked up, and sent again only once it is known never to have been taken', async () => {
    await here.book()
    sms.answers.send = async () => ({ result: 'unknown' })
    await here.run()
    await here.at('2026-01-19T09:04:00.000Z')
    await here.at('2026-01-19T09:05:00.000Z')
    await here.at('2026-01-19T09:34:00.000Z')
    expect([sms.taken.length, await states()]).toEqual([1, ['confirmation unknown']])
    sms.answers.lookUp = async () => ({ found: 'never_taken' })
    sms.answers.send = async () => ({ result: 'accepted', gatewayReference: 'ref' })
    await here.at('2026-01-19T09:35:00.000Z')
    expect([sms.taken.length, await states()]).toEqual([2, ['confirmation accepted']])
  })

  test('a message found taken after all is never sent again', async () => {
    await here.book()
    sms.answers.send = async () => ({ result: 'unknown' })
    sms.answers.lookUp = async () => ({ found: 'delivered', gatewayReference: 'ref' })
    await here.run()
    await here.at('2026-01-19T09:05:00.000Z')
    await here.at('2026-01-19T12:00:00.000Z')
    expect([sms.taken.length, await states()]).toEqual([1, ['confirmation delivered']])
  })

  test('a process that died while sending leaves a message to look up, not to send', async () => {
    await here.book()
    const dying = here.ports.sms.send
    sms.gateway.send = () => Promise.reject(new Error('killed'))
    await here.run()
    sms.gateway.send = dying
    await here.at('2026-01-19T09:01:00.000Z')
    expect(await states()).toEqual(['confirmation sending'])
    await here.at('2026-01-19T09:02:00.000Z')
    expect([sms.taken.length, await states()]).toEqual([0, ['confirmation unknown']])
  })

  test('two processes sending at once send each message once', async () => {
    for (let patient = 0; patient < 10; patient++) await here.book({ start: 540 + patient * 20 })
    await Promise.all([sendMessages(here.ports), sendMessages(here.ports), sendMessages(here.ports)])
    expect(new Set(sms.taken.map(({ messageId }) => messageId)).size).toBe(10)
    expect(sms.taken).toHaveLength(10)
  })

  test('a message whose appointment moved or ended does not leave', async () => {
    const moved = await here.book()
    const { slotId } = await here.book({ start: 900 })
    const ended = await here.book({ start: 940 })
    const { db } = here.ports
    await db.updateTable('appointment').set({ live: 0, state: 'cancelled' }).where('slot_id', '=', slotId).execute()
    await db.updateTable('appointment').set({ slot_id: slotId }).where('id', '=', moved.appointmentId).execute()
    await db
      .updateTable('appointment')
      .set({ state: 'declined', live: 0 })
      .where('id', '=', ended.appointmentId)
      .execute()
    await here.run()
    expect(sms.taken).toEqual([])
    expect((await here.messages()).map(({ skipped_reason }) => skipped_reason)).toEqual(
      Array(3).fill('appointment_changed'),
    )
  })

  test('the kill switch holds everything, and what lapsed meanwhile is reported and called', async () => {
    await setSending(here.ports, administrator, false)
    await here.book({ state: 'offered', heldUntil: '2026-01-19T13:00:00.000Z' })
    await here.book({ start: 900 })
    await here.run()
    expect(await states()).toEqual(['confirmation queued', 'offer queued'])
    await here.at('2026-01-19T13:00:00.000Z')
    expect(await states()).toEqual(['confirmation queued', 'offer skipped'])
    expect((await here.messages())[1]!.skipped_reason).toBe('sending_disabled')
    await setSending(here.ports, administrator, true)
    await here.run()
    expect(await states()).toEqual(['confirmation accepted', 'offer skipped'])
  })

  test('switched off, a person says at once what changes, and what confirms two days before; sent, it needs no call', async () => {
    const cancelled = await here.book({ date: '2026-02-05', start: 600 })
    await here.run()
    await setSending(here.ports, administrator, false)
    const near = await here.book({ date: '2026-01-22', start: 640 })
    await cancel(cancelled)
    await here.run()
    expect(await reasons()).toEqual(['appointment_cancelled'])
    await here.at('2026-01-20T09:00:00.000Z')
    await here.run()
    expect((await here.calls()).map(({ reason, appointment_id }) => [reason, appointment_id])).toEqual([
      ['appointment_cancelled', cancelled.appointmentId],
      ['not_delivered', near.appointmentId],
    ])

    await setSending(here.ports, administrator, true)
    await here.run()
    for (const { gateway_reference } of await here.messages())
      if (gateway_reference)
        await receiveReceipt(here.ports, { gateway: 'twilio', gatewayReference: gateway_reference, delivered: true })
    expect((await here.calls()).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test('while the provider is down, a person says what changes a near visit, and nothing of a far one', async () => {
    const near = await here.book({ date: '2026-01-21', start: 560 })
    const far = await here.book({ date: '2026-02-05', start: 600 })
    await here.run()
    sms.answers.send = async () => ({ result: 'postponed', cause: 'unreachable' })
    for (const booked of [near, far]) await cancel(booked)
    await here.run()
    expect((await here.calls()).map(({ reason, appointment_id }) => [reason, appointment_id])).toEqual([
      ['appointment_cancelled', near.appointmentId],
    ])
  })

  test('a cancellation leaves at night for the next day alone; for the day after it waits for the morning', async () => {
    const next = await here.book({ date: '2026-01-20', start: 510 })
    const after = await here.book({ date: '2026-01-21', start: 510 })
    await here.at('2026-01-19T19:40:00.000Z')
    for (const booked of [next, after]) await cancel(booked)
    await here.run()
    const told = (await states()).filter((state) => state.includes('cancellation')).sort()
    expect(told).toEqual(['cancellation queued', 'late_cancellation accepted'])
  })

  test('receipts count once, whatever their order; a failed one calls', async () => {
    await here.book()
    await here.run()
    const [message] = await here.messages()
    const receipt = (delivered: boolean) =>
      receiveReceipt(here.ports, { gateway: 'twilio', gatewayReference: `ref-${message!.id}`, delivered })
    await receipt(false)
    await receipt(false)
    expect([await states(), await reasons()]).toEqual([['confirmation failed'], ['not_delivered']])
    await receipt(true)
    await receipt(false)
    expect([await states(), await reasons()]).toEqual([['confirmation delivered'], ['not_delivered']])
    await receiveReceipt(here.ports, { gateway: 'twilio', gatewayReference: 'never ours', delivered: true })
  })

  test('one first said lost, then delivered, takes its call back', async () => {
    await here.book()
    await here.run()
    const [message] = await here.messages()
    const receipt = (delivered: boolean) =>
      receiveReceipt(here.ports, { gateway: 'twilio', gatewayReference: `ref-${message!.id}`, delivered })
    const standing = async () => (await here.calls()).filter(({ state }) => state === 'open')
    await receipt(false)
    expect(await standing()).toMatchObject([{ reason: 'not_delivered' }])
    await receipt(true)
    expect(await standing()).toEqual([])
  })

  test('a receipt that does not come is asked for', async () => {
    await here.book()
    await here.run()
    sms.answers.lookUp = async () => ({ found: 'delivered', gatewayReference: 'ref' })
    await here.at('2026-01-19T10:00:00.000Z')
    expect(await states()).toEqual(['confirmation delivered'])
  })
})

describe('reminders', () => {
  test('leave at J-7, J-2 and J-1 to whoever has not answered, who is then called', async () => {
    await here.book()
    await here.run()
    for (const day of ['29', '30', '31']) await here.at(`2026-01-${day}T09:00:00.000Z`)
    for (const day of ['02', '03', '04', '05']) await here.at(`2026-02-${day}T09:00:00.000Z`)
    const times = (await here.messages()).map(({ kind, sent_at }) => `${kind} ${sent_at?.slice(0, 10)}`)
    expect(times).toEqual([
      'confirmation 2026-01-19',
      'reminder_7 2026-01-29',
      'reminder_2 2026-02-03',
      'reminder_1 2026-02-04',
    ])
    expect(await reasons()).toEqual(['no_answer'])
  })

  test('after OUI, J-2 is spared and nobody is called', async () => {
    await here.book({ phone: '+33639981234' })
    await here.run()
    await here.reply('+33639981234', 'oui')
    for (const at of ['2026-01-29', '2026-02-03', '2026-02-04']) await here.at(`${at}T09:00:00.000Z`)
    expect((await here.messages()).map(({ kind }) => kind)).toEqual([
      'answered_yes',
      'confirmation',
      'reminder_7',
      'reminder_1',
    ])
    expect(await reasons()).toEqual([])
  })

  test('missed while the server was off, the one that still serves leaves, not the others', async () => {
    await here.book()
    await here.at('2026-02-03T15:00:00.000Z')
    expect((await here.messages()).map(({ kind }) => kind)).toEqual(['confirmation', 'reminder_2'])
  })
})
