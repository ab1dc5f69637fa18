import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../../shared/problem.ts'
import type { GatewayEvent, SmsGateway } from '../sms-gateway.ts'
import { failedSending } from './failed-sending.ts'
import { callProvider } from './provider-call.ts'

export type BrevoAccount = {
  readonly endpoint: string
  readonly apiKey: string
  readonly sender: string
  /** Shared with Brevo's settings, which send it back as a bearer token or in the address. */
  readonly webhookSecret: string
  /** Our public address that Brevo calls. */
  readonly webhookUrl: string
  readonly timeoutMilliseconds: number
}

const Sent = z.object({ messageId: z.union([z.number(), z.string()]) })
const Fault = z.object({ code: z.string(), message: z.string().default('') })
const Events = z.object({
  events: z.array(z.object({ event: z.string(), messageId: z.union([z.number(), z.string()]) })).default([]),
})
const Call = z.object({
  messageId: z.union([z.number(), z.string()]),
  msg_status: z.string(),
  to: z.union([z.number(), z.string()]).transform(String),
  reply: z.string().optional(),
  ts_event: z.union([z.number(), z.string()]).optional(),
})

const DELIVERED = new Set(['delivered'])
/** As its calls write them, then as its event log does, which has had two spellings. */
const FAILED = new Set([
  ...['hard_bounce', 'soft_bounce', 'rejected', 'blacklisted', 'skip'],
  ...['hardBounce', 'softBounce', 'hardBounces', 'softBounces', 'bounces', 'blocked'],
])

/** Brevo's transactional SMS. Its webhooks are not signed: they must carry the secret we share. */
export function createBrevoGateway(account: BrevoAccount): SmsGateway {
  const headers = { 'api-key': account.apiKey, 'Content-Type': 'application/json', Accept: 'application/json' }
  const { endpoint, timeoutMilliseconds } = account
  return {
    name: 'brevo',
    async send({ messageId, to, body }) {
      const webUrl = new URL(account.webhookUrl)
      webUrl.searchParams.set('key', account.webhookSecret)
      const answer = await callProvider({
        method: 'POST',
        url: `${endpoint}/transactionalSMS/sms`,
        headers,
        body: JSON.stringify({
          type: 'transactional',
          sender: account.sender,
          recipient: to.replace(/^\+/, ''),
          content: body,
          unicodeEnabled: false,
          tag: messageId,
          webUrl: webUrl.href,
        }),
        timeoutMilliseconds,
      })
      if (answer.answered && answer.status === 201) {
        const sent = Sent.safeParse(answer.body)
        return sent.success
          ? { result: 'accepted', gatewayReference: String(sent.data.messageId) }
          : { result: 'unknown' }
      }
      const fault = answer.answered ? Fault.safeParse(answer.body) : undefined
      if (fault?.success && /recipient|phone|number/i.test(fault.data.message))
        return { result: 'refused', reason: 'number' }
      return failedSending(answer)
    },
    async lookUp({ messageId }) {
      const answer = await callProvider({
        method: 'GET',
        url: `${endpoint}/transactionalSMS/statistics/events?limit=50&days=3&tags=${encodeURIComponent(messageId)}`,
        headers,
        timeoutMilliseconds,
      })
      const log = answer.answered && answer.status === 200 ? Events.safeParse(answer.body) : undefined
      if (!log?.success) return { found: 'unknown' }
      const { events } = log.data
      if (events.length === 0) return { found: 'never_taken' }
      const gatewayReference = String(events[0]!.messageId)
      if (events.some(({ event }) => DELIVERED.has(event))) return { found: 'delivered', gatewayReference }
      return { found: events.some(({ event }) => FAILED.has(event)) ? 'failed' : 'accepted', gatewayReference }
    },
    async readWebhook({ url, headers: received, body }) {
      const given = received.get('authorization')?.replace(/^Bearer /, '') ?? new URL(url).searchParams.get('key') ?? ''
      if (!sameSecret(given, account.webhookSecret)) return refuse('forged_webhook')
      const call = Call.safeParse(jsonOf(body))
      if (!call.success) return refuse('unreadable_webhook')
      return eventsOf(call.data)
    },
    collectReplies: async () => [],
  }
}

function eventsOf({ msg_status: status, messageId, reply, to, ts_event }: z.infer<typeof Call>): GatewayEvent[] {
  if (status === 'replied' && reply !== undefined)
    return [
      {
        event: 'reply',
        gatewayReference: `${messageId}-${ts_event ?? ''}`,
        from: `+${to.replace(/^\+/, '')}`,
        body: reply,
      },
    ]
  if (!DELIVERED.has(status) && !FAILED.has(status)) return []
  return [{ event: 'receipt', gatewayReference: String(messageId), delivered: DELIVERED.has(status) }]
}

function sameSecret(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
