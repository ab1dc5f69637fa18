import { Hono } from 'hono'
import { z } from 'zod'
import { PARIS } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { advanceClock } from './advance-clock.ts'
import { loadSampleAreas } from './load-sample-areas.ts'

/** `/api/demo`: the clock everyone in the demo shares, and an example to load. In production it only says what it is. */
export function demoRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/clock', allow('public'), (c) => c.json({ demo: ports.config.demo, now: ports.clock.now(), zone: PARIS }))
    .post(
      '/clock/advance',
      allow('signed_in'),
      valid('json', z.object({ by: z.enum(['hour', 'day', 'next_event']) })),
      async (c) => c.json(orRefuse(await advanceClock(ports, c.req.valid('json').by))),
    )
    .post('/underserved', allow('planner', 'administrator'), async (c) =>
      c.json(orRefuse(await loadSampleAreas(ports, c.get('person')))),
    )
}
