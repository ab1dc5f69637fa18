import { describe, expect, test } from 'vitest'
import { createBrevoGateway } from '../../../server/messages/gateways/brevo.ts'
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

async function brevo(answer: (request: Received) => Answer, patience?: number) {
  const provider = await localProvider(answer)
  return { provider, gateway: gatewayAt(provider.url, patience) }
}

const gatewayAt = (url: string, timeoutMilliseconds = PATIENCE) =>
  createBrevoGateway({
    endpoint: `${url}/v3`,
    apiKey: 'key',
    sender: 'RDV SANTE',
    webhookSecret: 'shared',
    webhookUrl: 'https://escale.example/api/webhooks/sms/brevo',
    timeoutMilliseconds,
  })

const call = (content: object, bearer = 'shared') => ({
  url: 'https://escale.example/api/webhooks/sms/brevo',
  headers: new Headers({ Authorization: `Bearer ${bearer}` }),
  body: JSON.stringify(content),
})
const receipt = { id: 1, to: '33639981234', msg_status: 'delivered', messageId: 1511882900176220, sms_count: 1 }

describe('Brevo', () => {
  test('sends a transactional SMS from a neutral sender, tagged with our message', async () => {
    const { provider, gateway } = await brevo(() => ({
      status: 201,
      json: { reference: 'ab1cde2fgh3i4jklmno', messageId: 1511882900176220, smsCount: 1 },
    }))
    expect(await gateway.send(sms)).toEqual({ result: 'accepted', gatewayReference: '1511882900176220' })
    const sent = provider.received[0]!
    expect(`${sent.method} ${sent.path}`).toBe('POST /v3/transactionalSMS/sms')
    expect(sent.headers['api-key']).toBe('key')
    expect(JSON.parse(sent.body)).toMatchObject({
      type: 'transactional',
      sender: 'RDV SANTE',
      recipient: '33639981234',
      content: sms.body,
      unicodeEnabled: false,
      tag: sms.messageId,
    })
  })

  test('accepted, refused, throttled, down, slow: each is what it is', async () => {
    const answers: [Answer, object][] = [
      [
        { status: 400, json: { code: 'invalid_parameter', message: 'Invalid telephone number' } },
        { result: 'refused', reason: 'number' },
      ],
      [
        { status: 400, json: { code: 'invalid_parameter', message: 'Sender is not valid' } },
        { result: 'refused', reason: 'text' },
      ],
      [
        { status: 402, json: { code: 'not_enough_credits' } },
        { result: 'postponed', cause: 'account' },
      ],
      [
        { status: 401, json: { code: 'unauthorized' } },
        { result: 'postponed', cause: 'account' },
      ],
      [
        { status: 429, json: {} },
        { result: 'postponed', cause: 'throttled' },
      ],
      [{ status: 502, json: {} }, { result: 'unknown' }],
      ['silence', { result: 'unknown' }],
      ['hang_up', { result: 'unknown' }],
    ]
    for (const [answer, result] of answers) {
      const { gateway } = await brevo(() => answer, patienceFor(answer))
      expect(await gateway.send(sms)).toEqual(result)
    }
    expect(await gatewayAt(NOBODY).send(sms)).toEqual({ result: 'postponed', cause: 'unreachable' })
  })

  test('looks up by tag in its event log', async () => {
    const log = (...events: string[]) => ({ events: events.map((event) => ({ event, messageId: '42', tag: 'x' })) })
    const cases: [Answer, object][] = [
      [
        { status: 200, json: log('delivered', 'sent') },
        { found: 'delivered', gatewayReference: '42' },
      ],
      [
        { status: 200, json: log('hardBounce', 'sent') },
        { found: 'failed', gatewayReference: '42' },
      ],
      [
        { status: 200, json: log('softBounces', 'sent') },
        { found: 'failed', gatewayReference: '42' },
      ],
      [
        { status: 200, json: log('blocked') },
        { found: 'failed', gatewayReference: '42' },
      ],
      [
        { status: 200, json: log('accepted') },
        { found: 'accepted', gatewayReference: '42' },
      ],
      [{ status: 200, json: {} }, { found: 'never_taken' }],
      [{ status: 500, json: {} }, { found: 'unknown' }],
      ['silence', { found: 'unknown' }],
    ]
    for (const [answer, result] of cases) {
      const { gateway } = await brevo(() => answer, patienceFor(answer))
      expect(await gateway.lookUp(asked)).toEqual(result)
    }
  })

  test('reads receipts and replies that carry our secret, and nothing else', async () => {
    const gateway = gatewayAt(NOBODY)
    expect(await gateway.readWebhook(call(receipt))).toEqual([
      { event: 'receipt', gatewayReference: '1511882900176220', delivered: true },
    ])
    expect(await gateway.readWebhook(call({ ...receipt, msg_status: 'hard_bounce' }))).toMatchObject([
      { delivered: false },
    ])
    expect(await gateway.readWebhook(call({ ...receipt, msg_status: 'sent' }))).toEqual([])
    expect(
      await gateway.readWebhook(call({ ...receipt, msg_status: 'replied', reply: 'OUI', ts_event: 1700000000 })),
    ).toEqual([{ event: 'reply', gatewayReference: '1511882900176220-1700000000', from: '+33639981234', body: 'OUI' }])
    expect(await gateway.readWebhook(call(receipt, 'guessed'))).toEqual({ refusal: 'forged_webhook' })
    expect(await gateway.readWebhook({ ...call(receipt), headers: new Headers() })).toEqual({
      refusal: 'forged_webhook',
    })
    expect(await gateway.readWebhook({ ...call(receipt), body: '{' })).toEqual({ refusal: 'unreadable_webhook' })
  })
})
