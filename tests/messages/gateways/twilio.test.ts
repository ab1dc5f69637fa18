import { describe, expect, test } from 'vitest'
import { createTwilioGateway, twilioSignature } from '../../../server/messages/gateways/twilio.ts'
import {
  type Answer,
  asked,
  localProvider,
  NOBODY,
  PATIENCE,
  patienceFor,
  type Received,
  sms,
} from './local-provider.ts'

const URL_CALLED = 'https://escale.example/api/webhooks/sms/twilio'

async function twilio(answer: (request: Received) => Answer, patience?: number) {
  const provider = await localProvider(answer)
  return { provider, gateway: gatewayAt(provider.url, '+33644640000', patience) }
}

const gatewayAt = (url: string, from = '+33644640000', timeoutMilliseconds = PATIENCE) =>
  createTwilioGateway({
    endpoint: url,
    accountSid: 'AC1',
    authToken: '12345',
    from,
    webhookUrl: URL_CALLED,
    timeoutMilliseconds,
  })

function call(fields: Record<string, string>, signature?: string) {
  const body = new URLSearchParams(fields)
  return {
    url: URL_CALLED,
    headers: new Headers({ 'X-Twilio-Signature': signature ?? twilioSignature('12345', URL_CALLED, body) }),
    body: body.toString(),
  }
}

describe('Twilio', () => {
  test('signs as its documentation’s worked example does', () => {
    const fields = new URLSearchParams({
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    })
    expect(twilioSignature('12345', 'https://example.com/myapp.php?foo=1&bar=2', fields)).toBe(
      'L/OH5YylLD5NRKLltdqwSvS0BnU=',
    )
  })

  test('sends with our receipt address', async () => {
    const { provider, gateway } = await twilio(() => ({ status: 201, json: { sid: 'SM1', status: 'queued' } }))
    expect(await gateway.send(sms)).toEqual({ result: 'accepted', gatewayReference: 'SM1' })
    const sent = provider.received[0]!
    expect(`${sent.method} ${sent.path}`).toBe('POST /2010-04-01/Accounts/AC1/Messages.json')
    expect(sent.headers.authorization).toBe(`Basic ${Buffer.from('AC1:12345').toString('base64')}`)
    expect(Object.fromEntries(new URLSearchParams(sent.body))).toMatchObject({
      To: sms.to,
      From: '+33644640000',
      Body: sms.body,
      StatusCallback: URL_CALLED,
    })
  })

  test('sends through a messaging service when given one', async () => {
    const provider = await localProvider(() => ({ status: 201, json: { sid: 'SM1' } }))
    await gatewayAt(provider.url, 'MG1').send(sms)
    expect(new URLSearchParams(provider.received[0]!.body).get('MessagingServiceSid')).toBe('MG1')
  })

  test('refused, throttled, down, slow: each is what it is', async () => {
    const answers: [Answer, object][] = [
      [
        { status: 400, json: { code: 21211, message: 'Invalid To' } },
        { result: 'refused', reason: 'number' },
      ],
      [
        { status: 400, json: { code: 21610, message: 'Unsubscribed' } },
        { result: 'refused', reason: 'number' },
      ],
      [
        { status: 400, json: { code: 21602, message: 'Body required' } },
        { result: 'refused', reason: 'text' },
      ],
      [
        { status: 429, json: { code: 20429 } },
        { result: 'postponed', cause: 'throttled' },
      ],
      [
        { status: 401, json: { code: 20003 } },
        { result: 'postponed', cause: 'account' },
      ],
      [
        { status: 503, json: {} },
        { result: 'postponed', cause: 'unreachable' },
      ],
      [{ status: 500, json: {} }, { result: 'unknown' }],
      ['silence', { result: 'unknown' }],
    ]
    for (const [answer, result] of answers) {
      const { gateway } = await twilio(() => answer, patienceFor(answer))
      expect(await gateway.send(sms)).toEqual(result)
    }
    expect(await gatewayAt(NOBODY).send(sms)).toEqual({ result: 'postponed', cause: 'unreachable' })
  })

  test('looks up by reference, or by number and text when it never gave one', async () => {
    const { provider, gateway } = await twilio(({ path }) =>
      path.includes('/SM1.json')
        ? { status: 200, json: { sid: 'SM1', status: 'undelivered', body: sms.body } }
        : { status: 200, json: { messages: [{ sid: 'SM2', status: 'sent', body: sms.body }] } },
    )
    expect(await gateway.lookUp({ ...asked, gatewayReference: 'SM1' })).toEqual({
      found: 'failed',
      gatewayReference: 'SM1',
    })
    expect(await gateway.lookUp(asked)).toEqual({ found: 'accepted', gatewayReference: 'SM2' })
    expect(new URL(provider.received[1]!.path, 'http://x').searchParams.get('To')).toBe(sms.to)
    expect(await gateway.lookUp({ ...asked, body: 'Autre' })).toEqual({ found: 'never_taken' })
  })

  test('believes only what is signed', async () => {
    const gateway = gatewayAt(NOBODY)
    expect(await gateway.readWebhook(call({ MessageSid: 'SM1', MessageStatus: 'delivered' }))).toEqual([
      { event: 'receipt', gatewayReference: 'SM1', delivered: true },
    ])
    expect(await gateway.readWebhook(call({ MessageSid: 'SM1', MessageStatus: 'undelivered' }))).toMatchObject([
      { delivered: false },
    ])
    expect(await gateway.readWebhook(call({ MessageSid: 'SM1', MessageStatus: 'sent' }))).toEqual([])
    expect(await gateway.readWebhook(call({ MessageSid: 'SM9', From: sms.to, Body: 'NON' }))).toEqual([
      { event: 'reply', gatewayReference: 'SM9', from: sms.to, body: 'NON' },
    ])
    const forged = call(
      { MessageSid: 'SM1', MessageStatus: 'delivered' },
      twilioSignature('other', URL_CALLED, new URLSearchParams()),
    )
    expect(await gateway.readWebhook(forged)).toEqual({ refusal: 'forged_webhook' })
    expect(await gateway.readWebhook({ ...forged, headers: new Headers() })).toEqual({ refusal: 'forged_webhook' })
  })
})
