import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createOvhcloudGateway } from '../../../server/messages/gateways/ovhcloud.ts'
import type { Instant } from '../../../shared/time.ts'
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

/** OVHcloud as it answers: its clock is asked first and is two minutes ahead of ours. */
async function ovhcloud(answer: (request: Received) => Answer, patience?: number) {
  const provider = await localProvider((request) =>
    request.path.endsWith('/auth/time') ? { status: 200, json: Math.floor(Date.now() / 1000) + 120 } : answer(request),
  )
  return { provider, gateway: gatewayAt(provider.url, patience) }
}

const gatewayAt = (url: string, timeoutMilliseconds = PATIENCE) =>
  createOvhcloudGateway({
    endpoint: `${url}/1.0`,
    applicationKey: 'application',
    applicationSecret: 'secret',
    consumerKey: 'consumer',
    serviceName: 'sms-xx1-1',
    timeoutMilliseconds,
  })

const accepted = { totalCreditsRemoved: 1, invalidReceivers: [], ids: [26929925], validReceivers: [sms.to] }
const webhook = (query: string) => ({
  url: `https://escale.example/api/webhooks/sms/ovhcloud?${query}`,
  headers: new Headers(),
  body: '',
})

describe('OVHcloud', () => {
  test('sends one signed job without the advertisement clause, answerable, tagged with our message', async () => {
    const { provider, gateway } = await ovhcloud(() => ({ status: 200, json: accepted }))
    expect(await gateway.send(sms)).toEqual({ result: 'accepted', gatewayReference: '26929925' })
    const job = provider.received.at(-1)!
    expect(`${job.method} ${job.path}`).toBe('POST /1.0/sms/sms-xx1-1/jobs')
    expect(JSON.parse(job.body)).toMatchObject({
      message: sms.body,
      receivers: [sms.to],
      noStopClause: true,
      senderForResponse: true,
      coding: '7bit',
      tag: sms.messageId,
    })
    const time = String(job.headers['x-ovh-timestamp'])
    expect(Number(time)).toBeGreaterThan(Date.now() / 1000 + 100)
    const signed = `secret+consumer+POST+${provider.url}/1.0/sms/sms-xx1-1/jobs+${job.body}+${time}`
    expect(job.headers['x-ovh-signature']).toBe(`$1$${createHash('sha1').update(signed).digest('hex')}`)
    expect(job.headers['x-ovh-application']).toBe('application')
    expect(job.headers['x-ovh-consumer']).toBe('consumer')
  })

  test('tells a refused number from a fault of the account', async () => {
    const refused = { ...accepted, ids: [], validReceivers: [], invalidReceivers: [sms.to] }
    const { gateway } = await ovhcloud(() => ({ status: 200, json: refused }))
    expect(await gateway.send(sms)).toEqual({ result: 'refused', reason: 'number' })
    const unpaid = await ovhcloud(() => ({ status: 402, json: { message: 'No enough credits' } }))
    expect(await unpaid.gateway.send(sms)).toEqual({ result: 'postponed', cause: 'account' })
  })

  test('throttled or down, it is postponed; slow or cut off after sending, it is unknown', async () => {
    const answers: [Answer, object][] = [
      [
        { status: 429, json: {} },
        { result: 'postponed', cause: 'throttled' },
      ],
      [
        { status: 503, json: {} },
        { result: 'postponed', cause: 'unreachable' },
      ],
      [{ status: 500, json: {} }, { result: 'unknown' }],
      ['silence', { result: 'unknown' }],
      ['hang_up', { result: 'unknown' }],
      [{ status: 200, json: 'not a job' }, { result: 'unknown' }],
    ]
    for (const [answer, result] of answers) {
      const { gateway } = await ovhcloud(() => answer, patienceFor(answer))
      expect(await gateway.send(sms)).toEqual(result)
    }
    expect(await gatewayAt(NOBODY).send(sms)).toEqual({ result: 'postponed', cause: 'unreachable' })
  })

  test('looks up by our tag what was lost from sight', async () => {
    const { provider, gateway } = await ovhcloud(({ path }) =>
      path.includes('?tag=')
        ? { status: 200, json: [26929925] }
        : { status: 200, json: { id: 26929925, deliveryReceipt: 1, ptt: 0, receiver: sms.to } },
    )
    expect(await gateway.lookUp(asked)).toEqual({ found: 'delivered', gatewayReference: '26929925' })
    expect(provider.received.map(({ path }) => path)).toContain(`/1.0/sms/sms-xx1-1/outgoing?tag=${sms.messageId}`)
    const none = await ovhcloud(() => ({ status: 200, json: [] }))
    expect(await none.gateway.lookUp(asked)).toEqual({ found: 'never_taken' })
    const down = await ovhcloud(() => ({ status: 500, json: {} }))
    expect(await down.gateway.lookUp(asked)).toEqual({ found: 'unknown' })
  })

  test('believes a callback only for what the signed API confirms', async () => {
    const { gateway } = await ovhcloud(({ path }) => ({
      status: path.endsWith('/26929925') ? 200 : 404,
      json: { id: 26929925, deliveryReceipt: 2 },
    }))
    expect(await gateway.readWebhook(webhook('id=26929925&ptt=0&descriptionDlr=delivered'))).toEqual([
      { event: 'receipt', gatewayReference: '26929925', delivered: false },
    ])
    expect(await gateway.readWebhook(webhook('id=1'))).toEqual([])
    expect(await gateway.readWebhook(webhook('id=1;drop'))).toEqual({ refusal: 'forged_webhook' })
  })

  test('fetches replies since a time, one by one, save those already brought', async () => {
    const { gateway, provider } = await ovhcloud(({ path }) =>
      path.includes('?')
        ? { status: 200, json: [6, 7] }
        : { status: 200, json: { id: 7, message: 'Oui', sender: sms.to, credits: 0 } },
    )
    const isKnown = async (reference: string) => reference === '6'
    expect(await gateway.collectReplies('2026-02-03T09:00:00.000Z' as Instant, isKnown)).toEqual([
      { event: 'reply', gatewayReference: '7', from: sms.to, body: 'Oui' },
    ])
    const paths = provider.received.map(({ path }) => path)
    expect(paths).toContain('/1.0/sms/sms-xx1-1/incoming?creationDatetime.from=2026-02-03T09%3A00%3A00.000Z')
    expect(paths).not.toContain('/1.0/sms/sms-xx1-1/incoming/6')
  })
})
