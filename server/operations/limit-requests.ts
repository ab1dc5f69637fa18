import type { Context, MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { clientAddress } from './client-address.ts'
import { limitRate } from './limit-rate.ts'

/** What a person may ask in a minute by default [P]; what is costly is counted apart, in proportion. */
const USUAL_A_MINUTE = 600

/** What costs the machine much more than a read: requests a minute for each person [P]. */
const COSTLY: readonly { readonly route: string; readonly aMinute: number }[] = [
  { route: 'POST /api/proposals', aMinute: 10 },
  { route: 'GET /api/tours/compare', aMinute: 30 },
  { route: 'GET /api/stops/:stopId/isochrones', aMinute: 60 },
  { route: 'POST /api/stops/:stopId/move/impact', aMinute: 60 },
  { route: 'GET /api/admin/access-log/verification', aMinute: 6 },
  { route: 'GET /api/admin/access-log/journal.csv', aMinute: 6 },
]

/** Files, which cost nothing; the machine's own questions; providers' calls, which are counted apart. */
const NOT_COUNTED = /^\/(assets|data|health|metrics|api\/webhooks)(\/|$)/
/** Providers call in bursts, but not all of them prove who they are, and each call may make us ask one of them. */
const WEBHOOK = /^\/api\/webhooks\//
/** How many times what a person may ask, providers may call from one address [P]. */
const WEBHOOK_SHARE = 4

/**
 * Counts what each signed-in person asks, and each address of those who have no account (patients' pages and calendars
 * included), as a whole and for each costly route. Stands after whatever says who is signed in.
 */
export function limitRequests(ports: Pick<Ports, 'db' | 'config'>): MiddlewareHandler<Env> {
  const { requestsPerMinute: points, trustedProxies } = ports.config
  const personOf = (c: Context<Env>) => (NOT_COUNTED.test(c.req.path) ? null : (c.get('person')?.personId ?? null))
  const addressOf = (c: Context<Env>) =>
    c.get('person') || NOT_COUNTED.test(c.req.path) ? null : clientAddress(c, trustedProxies)
  const webhookOf = (c: Context<Env>) => (WEBHOOK.test(c.req.path) ? clientAddress(c, trustedProxies) : null)
  const costly = COSTLY.map(({ route, aMinute }) => {
    const matches = new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)
    const allowance = { name: route, points: Math.ceil((aMinute * points) / USUAL_A_MINUTE), seconds: 60 }
    return limitRate(ports, allowance, (c) => (matches.test(`${c.req.method} ${c.req.path}`) ? personOf(c) : null))
  })
  return every(
    limitRate(ports, { name: 'person', points, seconds: 60 }, personOf),
    limitRate(ports, { name: 'address', points, seconds: 60 }, addressOf),
    limitRate(ports, { name: 'webhook', points: WEBHOOK_SHARE * points, seconds: 60 }, webhookOf),
    ...costly,
  )
}
