import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { toInstant } from '../../shared/time.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { countQueued } from './counts-store.ts'
import { listLeases } from './job-lease-store.ts'
import { readVerified } from './verification-store.ts'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** What a request matched, as it is declared (`/api/referrals/:referralId`): never an address with an identifier in it. */
export function routeOf(c: Context<Env>): string {
  const declared = matchedRoutes(c).filter(({ path }) => !path.includes('*'))
  return declared.at(-1)?.path ?? 'other'
}

/** The application's figures for Prometheus: how long routes take and how they end, and what waits. No label names anybody. */
export function createMetrics({ db, log, config, antivirus }: Pick<Ports, 'db' | 'log' | 'config' | 'antivirus'>) {
  const registry = new Registry()
  const requests = new Histogram({
    name: 'escale_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  const waiting = new Gauge({
    name: 'escale_messages_waiting',
    help: 'Messages in the outbox by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const jobAge = new Gauge({
    name: 'escale_job_age_seconds',
    help: 'Seconds since a job last ended',
    labelNames: ['job'],
    registers: [registry],
  })
  const jobFailures = new Gauge({
    name: 'escale_job_failures',
    help: 'Rounds of a job that failed since one succeeded',
    labelNames: ['job'],
    registers: [registry],
  })
  const altered = new Gauge({
    name: 'escale_access_log_altered',
    help: '1 when the daily verification found the access log altered, 0 when it found it sound',
    registers: [registry],
  })
  const scanned = new Counter({
    name: 'escale_uploads_scanned_total',
    help: 'Files the antivirus was given since this process started, by what became of them',
    labelNames: ['verdict'],
    registers: [registry],
  })
  let isCollecting = false

  /** Times each request and writes one line of the log for it: what it matched, how it ended, nothing of whom. */
  const observe: MiddlewareHandler<Env> = async (c, next) => {
    const from = performance.now()
    await next()
    const [method, route, status] = [c.req.method, routeOf(c), c.res.status]
    const milliseconds = performance.now() - from
    requests.observe({ method, route, status: String(status) }, milliseconds / 1000)
    const line = { requestId: c.get('requestId'), method, route, status, milliseconds: Math.round(milliseconds) }
    if (method === 'GET' && status < 400) log.debug(line, 'request')
    else log.info(line, 'request')
  }

  /** Everything, as Prometheus reads it. */
  const read = async (): Promise<{ type: string; text: string }> => {
    if (!isCollecting) collectDefaultMetrics({ register: registry })
    isCollecting = true
    const now = Date.now()
    waiting.reset()
    for (const { state, count } of await countQueued(db)) waiting.set({ state }, count)
    for (const { job, finished_at, failed } of (await listLeases(db, toInstant(now))).jobs) {
      if (finished_at) jobAge.set({ job }, (now - Date.parse(finished_at)) / 1000)
      jobFailures.set({ job }, failed)
    }
    const verified = await readVerified(db)
    if (verified) altered.set(verified.firstAltered === null ? 0 : 1)
    scanned.reset()
    for (const [verdict, count] of antivirus.counts()) scanned.inc({ verdict }, count)
    return { type: registry.contentType, text: await registry.metrics() }
  }
  return { observe, read, token: config.metricsToken }
}
