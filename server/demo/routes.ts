import { Hono } from 'hono'
import { z } from 'zod'
import { PARIS } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { advanceClock } from './advance-clock.ts'

/** `/api/demo`: the clock everyone in the demo shares. In production it only says so. */
export function clockRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/clock', allow('public'), (c) => c.json({ demo: ports.config.demo, now: ports.clock.now(), zone: PARIS }))
    .post(
      '/clock/advance',
      allow('signed_in'),
      valid('json', z.object({ by: z.enum(['hour', 'day', 'next_event']) })),
      async (c) => c.json(orRefuse(await advanceClock(ports, c.req.valid('json').by))),
    )
}
