import { createHash, timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { refuse } from '../../shared/problem.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { clientAddress } from './client-address.ts'
import { readReadiness } from './health.ts'
import type { createMetrics } from './metrics.ts'

const LOOPBACK = /^(local|::1|::ffff:127\..*|127\..*)$/

/** `/health/live`, `/health/ready` and `/metrics`: what a reverse proxy, an orchestrator and Prometheus ask. */
export function healthRoutes(ports: Ports, metrics: ReturnType<typeof createMetrics>) {
  return new Hono<Env>()
    .get('/health/live', allow('public'), (c) => c.json({ alive: true }))
    .get('/health/ready', allow('public'), async (c) => {
      const readiness = await readReadiness(ports)
      return c.json(readiness, readiness.ready ? 200 : 503)
    })
    .get('/metrics', allow('public'), async (c) => {
      if (!mayRead(c, ports.config)) throw new ProblemError(refuse('not_found'))
      const { type, text } = await metrics.read()
      return c.body(text, 200, { 'Content-Type': type })
    })
}

/** With the token when there is one; without, only from the machine itself and not through a proxy. */
function mayRead(c: Context<Env>, { metricsToken, trustedProxies }: Ports['config']): boolean {
  if (metricsToken) return sameText(c.req.header('authorization') ?? '', `Bearer ${metricsToken}`)
  const isDirect = c.req.header('x-forwarded-for') === undefined
  return isDirect && trustedProxies === 0 && LOOPBACK.test(clientAddress(c, 0))
}

function sameText(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}
