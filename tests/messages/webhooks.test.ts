import { beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { createBrevoGateway } from '../../server/messages/gateways/brevo.ts'
import { webhookUrl } from '../../server/messages/gateways/create-gateway.ts'
import { createOvhcloudGateway } from '../../server/messages/gateways/ovhcloud.ts'
import { createTwilioGateway, twilioSignature } from '../../server/messages/gateways/twilio.ts'
import { messageJobs } from '../../server/messages/jobs.ts'
import type { SmsGateway } from '../../server/messages/sms-gateway.ts'
import { type Clinic, clinic } from './clinic.ts'
import { localProvider } from './gateways/local-provider.ts'

const PUBLIC = 'https://rdv.example.org'
const PHONE = '+33639981234'

let here: Clinic
let app: ReturnType<typeof createApp>
beforeEach(async () => {
  here = await clinic()
})

/** The application behind `PUBLIC` with this provider in use, and one SMS to a patient that it took as `reference`. */
async function withProvider(sms: SmsGateway, reference: string) {
  const booked = await here.book({ phone: PHONE, priorityClass: 'P1' })
  await here.run()
  await here.ports.db
    .updateTable('message')
    .set({ gateway: sms.name, gateway_reference: reference, state: 'accepted' })
    .execute()
  const ports = { ...here.ports, sms, config: { ...here.ports.config, publicUrl: PUBLIC } }
  app = createApp(ports)
  return { booked, ports }
}

const call = (gateway: string, init: RequestInit & { query?: string } = {}) =>
  app.request(`/api/webhooks/sms/${gateway}${init.query ?? ''}`, init)

async function logged() {
  const rows = await here.ports.db
    .selectFrom('access_log')
    .select(['action', 'resource', 'purpose', 'person_id'])
    .where((where) => where.or([where('purpose', 'like', 'patient_reply:%'), where('purpose', 'like', 'receipt:%')]))
    .orderBy('order_key')
    .execute()
  return rows.map(({ action, resource, purpose, person_id }) => `${action} ${resource} ${purpose} ${person_id ?? '-'}`)
}

const state = async () => (await here.messages()).find(({ kind }) => kind === 'confirmation')!.state
const replies = async () => (await here.ports.db.selectFrom('reply').select('id').execute()).length
const reasons = async () => (await here.calls()).map(({ reason }) => reason)

const twilio = () =>
  createTwilioGateway({
    endpoint: 'http://127.0.0.1:9',
    accountSid: 'AC1',
    authToken: '12345',
    from: 'MG1',
    webhookUrl: webhookUrl(PUBLIC, 'twilio'),
    timeoutMilliseconds: 100,
  })
const byTwilio = (fields: Record<string, string>, token = '12345', url = webhookUrl(PUBLIC, 'twilio')) => {
  const body = new URLSearchParams(fields)
  return call('twilio', {
    method: 'POST',
    body: body.toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Twilio-Signature': twilioSignature(token, url, body),
    },
  })
}

const brevo = () =>
  createBrevoGateway({
    endpoint: 'http://127.0.0.1:9',
    apiKey: 'key',
    sender: 'RDV SANTE',
    webhookSecret: 'shared',
    webhookUrl: webhookUrl(PUBLIC, 'brevo'),
    timeoutMilliseconds: 100,
  })
const byBrevo = (content: object, query: string, authorization?: string) =>
  call('brevo', {
    method: 'POST',
    query,
    body: JSON.stringify({ id: 1, to: PHONE.slice(1), messageId: 42, ...content }),
    headers: { 'Content-Type': 'application/json', ...(authorization ? { Authorization: authorization } : {}) },
  })

describe('a call from Twilio', () => {
  test('forged, by its key or for another address, is refused and changes nothing; signed, a reply is applied once', async () => {
    const { booked } = await withProvider(twilio(), 'SM1')
    const no = { MessageSid: 'SM9', From: PHONE, Body: 'NON' }
    expect((await byTwilio(no, 'guessed')).status).toBe(403)
    expect((await byTwilio(no, '12345', 'https://elsewhere.example/')).status).toBe(403)
    expect((await call('twilio', { method: 'POST', body: new URLSearchParams(no).toString() })).status).toBe(403)
    expect([await here.stateOf(booked), await replies(), await logged()]).toEqual(['booked', 0, []])
    // Twilio shows the patient whatever text comes back: nothing does.
    const answer = await byTwilio(no)
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect((await byTwilio(no)).status).toBe(204)
    expect([await here.stateOf(booked), await replies()]).toEqual(['declined', 1])
  })

  test('is answered by an error while what it says cannot be kept, so that it is made again', async () => {
    const { newId } = here.ports
    let isDown = false
    here.ports.newId = () => {
      if (isDown) throw new Error('nothing can be written')
      return newId()
    }
    const { booked } = await withProvider(twilio(), 'SM1')
    isDown = true
    const no = { MessageSid: 'SM9', From: PHONE, Body: 'NON' }
    expect((await byTwilio(no)).status).toBe(500)
    expect([await here.stateOf(booked), await replies()]).toEqual(['booked', 0])
    isDown = false
    expect((await byTwilio(no)).status).toBe(204)
    expect([await here.stateOf(booked), await replies()]).toEqual(['declined', 1])
  })

  test('leaves in the access log what the patient answered and which record it changed', async () => {
    await withProvider(twilio(), 'SM1')
    await byTwilio({ MessageSid: 'SM9', From: PHONE, Body: 'NON' })
    await byTwilio({ MessageSid: 'SM10', From: PHONE, Body: 'STOP' })
    await byTwilio({ MessageSid: 'SM11', From: PHONE, Body: 'Je ne sais pas' })
    expect(await logged()).toEqual([
      'create reply patient_reply:no -',
      'update appointment patient_reply:no -',
      'create reply patient_reply:stop -',
      'update referral patient_reply:stop -',
      'create reply patient_reply:unclear -',
    ])
  })

  test('a receipt that it did not arrive is logged once and puts the patient on the call list', async () => {
    await withProvider(twilio(), 'SM1')
    const receipt = { MessageSid: 'SM1', MessageStatus: 'undelivered', ErrorCode: '30003' }
    expect((await byTwilio(receipt, 'guessed')).status).toBe(403)
    expect(await state()).toBe('accepted')
    expect([(await byTwilio(receipt)).status, (await byTwilio(receipt)).status]).toEqual([204, 204])
    expect([await state(), await reasons()]).toEqual(['failed', ['not_delivered']])
    expect(await logged()).toEqual(['update message receipt:failed -'])
  })
})

describe('a call from Brevo', () => {
  test('without our secret, or with another, is refused and changes nothing', async () => {
    const { booked } = await withProvider(brevo(), '42')
    const no = { msg_status: 'replied', reply: 'NON', ts_event: 1700000000 }
    for (const [query, authorization] of [[''], ['?key=guessed'], ['', 'Bearer guessed']] as const)
      expect((await byBrevo(no, query, authorization)).status).toBe(403)
    expect([await here.stateOf(booked), await replies(), await logged()]).toEqual(['booked', 0, []])
  })

  test('with it, in the address we gave or as a bearer token, is taken in', async () => {
    const { booked } = await withProvider(brevo(), '42')
    expect((await byBrevo({ msg_status: 'delivered' }, '?key=shared')).status).toBe(204)
    expect(await state()).toBe('delivered')
    const no = { msg_status: 'replied', reply: 'NON', ts_event: 1700000000 }
    expect((await byBrevo(no, '', 'Bearer shared')).status).toBe(204)
    expect(await here.stateOf(booked)).toBe('declined')
    expect(await logged()).toEqual([
      'update message receipt:delivered -',
      'create reply patient_reply:no -',
      'update appointment patient_reply:no -',
    ])
  })
})

describe('a call from OVHcloud, which signs nothing', () => {
  const provide = async (deliveryReceipt: number, incoming: readonly { id: number; message: string }[] = []) => {
    const provider = await localProvider(({ path }) => {
      const read = incoming.find(({ id }) => path.endsWith(`/incoming/${id}`))
      if (path.endsWith('/auth/time')) return { status: 200, json: Math.floor(Date.now() / 1000) }
      if (path.includes('/incoming?')) return { status: 200, json: incoming.map(({ id }) => id) }
      if (read) return { status: 200, json: { ...read, sender: PHONE } }
      if (path.endsWith('/outgoing/7')) return { status: 200, json: { id: 7, deliveryReceipt } }
      return { status: 404, json: {} }
    })
    const account = { applicationKey: 'application', applicationSecret: 'secret', consumerKey: 'consumer' }
    const gateway = createOvhcloudGateway({
      ...account,
      endpoint: provider.url,
      serviceName: 'sms-xx1-1',
      timeoutMilliseconds: 2000,
    })
    return withProvider(gateway, '7')
  }

  test('is believed only for what its signed API confirms', async () => {
    await provide(2)
    expect((await call('ovhcloud', { query: '?id=7;drop' })).status).toBe(403)
    expect((await call('ovhcloud', { query: '?id=8&ptt=0&description=delivered' })).status).toBe(204)
    expect([await state(), await logged()]).toEqual(['accepted', []])
    expect((await call('ovhcloud', { query: '?id=7&ptt=0&description=delivered' })).status).toBe(204)
    expect([await state(), await reasons()]).toEqual(['failed', ['not_delivered']])
    expect(await logged()).toEqual(['update message receipt:failed -'])
  })

  test('cannot bring a reply: replies are fetched, and one brought already is not fetched again', async () => {
    const { booked, ports } = await provide(1, [{ id: 5, message: 'Non' }])
    await call('ovhcloud', { query: `?id=5&sender=${PHONE}&message=OUI` })
    expect([await here.stateOf(booked), await replies()]).toEqual(['booked', 0])
    await messageJobs.run(ports)
    await messageJobs.run(ports)
    expect([await here.stateOf(booked), await replies()]).toEqual(['declined', 1])
  })
})

test('nobody may call for a provider that is not in use, nor for the console', async () => {
  await withProvider(twilio(), 'SM1')
  const calls = ['brevo', 'ovhcloud', 'console'].map((name) => call(name, { method: 'POST', body: '{}' }))
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([404, 404, 404])
})
