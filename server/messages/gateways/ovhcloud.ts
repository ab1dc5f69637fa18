import { createHash } from 'node:crypto'
import { z } from 'zod'
import { refuse } from '../../../shared/problem.ts'
import type { GatewayEvent, LookUp, SendResult, SmsGateway } from '../sms-gateway.ts'
import { failedSending } from './failed-sending.ts'
import { callProvider, type ProviderAnswer } from './provider-call.ts'

export type OvhcloudAccount = {
  readonly endpoint: string
  readonly applicationKey: string
  readonly applicationSecret: string
  readonly consumerKey: string
  readonly serviceName: string
  readonly timeoutMilliseconds: number
}

const Job = z.object({ ids: z.array(z.number()), invalidReceivers: z.array(z.string()) })
const Ids = z.array(z.number())
const Outgoing = z.object({ id: z.number(), deliveryReceipt: z.number() })
const Incoming = z.object({ id: z.number(), message: z.string(), sender: z.string() })
const ServerTime = z.number().int()

/** Receipt numbers as SMS centres write them: 1 delivered, 2 failed, 16 refused; others are on the way. */
const FAILED_RECEIPTS = new Set([2, 16])

/**
 * OVHcloud's REST API with signed requests. `senderForResponse` gives the short number people can answer; `noStopClause`
 * because these are not advertisements. Its callbacks carry no signature: they are only a hint to ask, signed, what happened.
 */
export function createOvhcloudGateway(account: OvhcloudAccount): SmsGateway {
  const call = signedCaller(account)
  const service = `/sms/${encodeURIComponent(account.serviceName)}`

  async function outgoing(id: number | string): Promise<LookUp> {
    const answer = await call('GET', `${service}/outgoing/${id}`)
    const found = answer.answered && answer.status === 200 ? Outgoing.safeParse(answer.body) : undefined
    if (!found?.success) return { found: 'unknown' }
    const { deliveryReceipt } = found.data
    const state = deliveryReceipt === 1 ? 'delivered' : FAILED_RECEIPTS.has(deliveryReceipt) ? 'failed' : 'accepted'
    return { found: state, gatewayReference: String(found.data.id) }
  }

  return {
    name: 'ovhcloud',
    async send({ messageId, to, body }): Promise<SendResult> {
      const answer = await call('POST', `${service}/jobs`, {
        charset: 'UTF-8',
        coding: '7bit',
        class: 'phoneDisplay',
        priority: 'high',
        message: body,
        receivers: [to],
        noStopClause: true,
        senderForResponse: true,
        validityPeriod: 1440,
        tag: messageId,
      })
      if (!answer.answered || answer.status !== 200) return failedSending(answer)
      const job = Job.safeParse(answer.body)
      if (!job.success) return { result: 'unknown' }
      const id = job.data.ids[0]
      if (id !== undefined) return { result: 'accepted', gatewayReference: String(id) }
      return job.data.invalidReceivers.length > 0 ? { result: 'refused', reason: 'number' } : { result: 'unknown' }
    },
    async lookUp({ messageId, gatewayReference }) {
      if (gatewayReference) return outgoing(gatewayReference)
      const answer = await call('GET', `${service}/outgoing?tag=${encodeURIComponent(messageId)}`)
      const ids = answer.answered && answer.status === 200 ? Ids.safeParse(answer.body) : undefined
      if (!ids?.success) return { found: 'unknown' }
      return ids.data[0] === undefined ? { found: 'never_taken' } : outgoing(ids.data[0])
    },
    async readWebhook({ url }) {
      const id = new URL(url).searchParams.get('id') ?? ''
      if (!/^\d{1,15}$/.test(id)) return refuse('forged_webhook')
      const known = await outgoing(id)
      if (known.found !== 'delivered' && known.found !== 'failed') return []
      return [
        { event: 'receipt', gatewayReference: known.gatewayReference, delivered: known.found === 'delivered' },
      ] satisfies GatewayEvent[]
    },
    async collectReplies(since, isKnown) {
      const answer = await call('GET', `${service}/incoming?creationDatetime.from=${encodeURIComponent(since)}`)
      const ids = answer.answered && answer.status === 200 ? Ids.safeParse(answer.body) : undefined
      const replies: GatewayEvent[] = []
      for (const id of ids?.success ? ids.data : []) {
        if (await isKnown(`${id}`)) continue
        const read = await call('GET', `${service}/incoming/${id}`)
        const reply = read.answered && read.status === 200 ? Incoming.safeParse(read.body) : undefined
        if (reply?.success)
          replies.push({ event: 'reply', gatewayReference: `${id}`, from: reply.data.sender, body: reply.data.message })
      }
      return replies
    },
  }
}

type SignedCall = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<ProviderAnswer>

/** Signs as OVHcloud asks: `$1$` and the SHA-1 of secret, consumer key, method, address, body and the server's own time. */
function signedCaller(account: OvhcloudAccount): SignedCall {
  const { endpoint, timeoutMilliseconds } = account
  let serverAheadSeconds: number | undefined
  const ourSeconds = (): number => Math.floor(Date.now() / 1000)
  return async (method, path, content) => {
    if (serverAheadSeconds === undefined) {
      const answer = await callProvider({ method: 'GET', url: `${endpoint}/auth/time`, timeoutMilliseconds })
      const time = answer.answered ? ServerTime.safeParse(answer.body) : undefined
      if (!time?.success) return { answered: false, left: false }
      serverAheadSeconds = time.data - ourSeconds()
    }
    const url = `${endpoint}${path}`
    const body = content === undefined ? '' : JSON.stringify(content)
    const time = String(ourSeconds() + serverAheadSeconds)
    const signed = [account.applicationSecret, account.consumerKey, method, url, body, time].join('+')
    return callProvider({
      method,
      url,
      headers: {
        'Content-Type': 'application/json',
        'X-Ovh-Application': account.applicationKey,
        'X-Ovh-Consumer': account.consumerKey,
        'X-Ovh-Timestamp': time,
        'X-Ovh-Signature': `$1$${createHash('sha1').update(signed).digest('hex')}`,
      },
      ...(body === '' ? {} : { body }),
      timeoutMilliseconds,
    })
  }
}
