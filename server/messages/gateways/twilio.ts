import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../../shared/problem.ts'
import type { GatewayEvent, LookUp, SmsGateway } from '../sms-gateway.ts'
import { failedSending } from './failed-sending.ts'
import { callProvider } from './provider-call.ts'

export type TwilioAccount = {
  readonly endpoint: string
  readonly accountSid: string
  readonly authToken: string
  /** A number of ours, or a messaging service (`MG…`). */
  readonly from: string
  /** Our public address that Twilio calls, part of what it signs. */
  readonly webhookUrl: string
  readonly timeoutMilliseconds: number
}

const Sent = z.object({ sid: z.string() })
const Fault = z.object({ code: z.number() })
const Sms = z.object({ sid: z.string(), status: z.string(), body: z.string() })
const Log = z.object({ messages: z.array(Sms) })

/** Twilio's codes for a number that cannot receive, or whose owner answered STOP to this sender. */
const REFUSED_NUMBERS = new Set([21211, 21214, 21408, 21610, 21612, 21614])
const FAILED = new Set(['failed', 'undelivered', 'canceled'])

/** Twilio's Programmable Messaging; its webhooks are believed only when `X-Twilio-Signature` is right. */
export function createTwilioGateway(account: TwilioAccount): SmsGateway {
  const { endpoint, timeoutMilliseconds } = account
  const messages = `${endpoint}/2010-04-01/Accounts/${account.accountSid}/Messages`
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`
  const headers = { Authorization: authorization }
  return {
    name: 'twilio',
    async send({ to, body }) {
      const answer = await callProvider({
        method: 'POST',
        url: `${messages}.json`,
        headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          To: to,
          [account.from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: account.from,
          Body: body,
          StatusCallback: account.webhookUrl,
          ValidityPeriod: '14400',
        }).toString(),
        timeoutMilliseconds,
      })
      if (answer.answered && answer.status === 201) {
        const sent = Sent.safeParse(answer.body)
        return sent.success ? { result: 'accepted', gatewayReference: sent.data.sid } : { result: 'unknown' }
      }
      const fault = answer.answered ? Fault.safeParse(answer.body) : undefined
      if (fault?.success && REFUSED_NUMBERS.has(fault.data.code)) return { result: 'refused', reason: 'number' }
      return failedSending(answer)
    },
    async lookUp({ to, body, sentAt, gatewayReference }): Promise<LookUp> {
      if (gatewayReference) {
        const answer = await callProvider({
          method: 'GET',
          url: `${messages}/${encodeURIComponent(gatewayReference)}.json`,
          headers,
          timeoutMilliseconds,
        })
        const sms = answer.answered && answer.status === 200 ? Sms.safeParse(answer.body) : undefined
        return sms?.success ? found(sms.data) : { found: 'unknown' }
      }
      const query = new URLSearchParams({ To: to, 'DateSent>': sentAt.slice(0, 10), PageSize: '50' })
      const answer = await callProvider({
        method: 'GET',
        url: `${messages}.json?${query}`,
        headers,
        timeoutMilliseconds,
      })
      const log = answer.answered && answer.status === 200 ? Log.safeParse(answer.body) : undefined
      if (!log?.success) return { found: 'unknown' }
      const same = log.data.messages.find((message) => message.body === body)
      return same ? found(same) : { found: 'never_taken' }
    },
    async readWebhook({ url, headers: received, body }) {
      const fields = new URLSearchParams(body)
      if (!isSigned(account.authToken, url, fields, received.get('x-twilio-signature') ?? ''))
        return refuse('forged_webhook')
      const sid = fields.get('MessageSid')
      if (!sid) return refuse('unreadable_webhook')
      const status = fields.get('MessageStatus')
      if (status === null)
        return [
          { event: 'reply', gatewayReference: sid, from: fields.get('From') ?? '', body: fields.get('Body') ?? '' },
        ] satisfies GatewayEvent[]
      if (status !== 'delivered' && !FAILED.has(status)) return []
      return [{ event: 'receipt', gatewayReference: sid, delivered: status === 'delivered' }] satisfies GatewayEvent[]
    },
    collectReplies: async () => [],
  }
}

function found({ sid, status }: z.infer<typeof Sms>): LookUp {
  const state = status === 'delivered' ? 'delivered' : FAILED.has(status) ? 'failed' : 'accepted'
  return { found: state, gatewayReference: sid }
}

/** The signature Twilio makes: base64 of HMAC-SHA1, under the account's token, of the address and its sorted fields. */
export function twilioSignature(authToken: string, url: string, fields: URLSearchParams): string {
  const sorted = [...fields].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
  const signed = sorted.reduce((text, [name, value]) => `${text}${name}${value}`, url)
  return createHmac('sha1', authToken).update(signed).digest('base64')
}

function isSigned(authToken: string, url: string, fields: URLSearchParams, given: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(twilioSignature(authToken, url, fields))]
  return one.length === other.length && timingSafeEqual(one, other)
}
