import { Hono } from 'hono'
import { isRefusal, refuse } from '../../shared/problem.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { orRefuse, ProblemError } from '../problems.ts'
import { takeIn } from './collect-replies.ts'
import { webhookUrl } from './gateways/create-gateway.ts'

/** `/api/webhooks`: where the SMS provider in use calls us. A call it did not make is refused before anything is read. */
export function webhookRoutes(ports: Ports) {
  const { sms, config } = ports
  return new Hono<Env>().on(['GET', 'POST'], '/sms/:gateway', allow('public'), async (c) => {
    if (c.req.param('gateway') !== sms.name || sms.name === 'console') throw new ProblemError(refuse('not_found'))
    // The address as the provider knows it: behind a proxy, ours would not be the one it signed.
    const url = `${webhookUrl(config.publicUrl, sms.name)}${new URL(c.req.url).search}`
    const call = { url, headers: c.req.raw.headers, body: await c.req.text() }
    const events = await sms.readWebhook(call)
    if (isRefusal(events)) ports.log.warn({ gateway: sms.name, refusal: events.refusal }, 'a provider call was refused')
    const [fault] = await takeIn(ports, orRefuse(events))
    // Answered by an error, the provider calls again; thanked, it would forget what we could not keep.
    if (fault) throw fault
    return c.body(null, 204)
  })
}
