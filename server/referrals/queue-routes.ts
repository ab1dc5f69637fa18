import { Hono } from 'hono'
import { z } from 'zod'
import { AlertId } from '../../shared/ids.ts'
import { OutcomeInput } from '../../shared/referral.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { languageOf } from '../access/language.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { listUnrecordedDays } from './list-unrecorded-days.ts'
import { listWork } from './list-work.ts'
import { readAnswer } from './read-answer.ts'
import { receiveResult } from './receive-result.ts'
import { recordOutcome } from './record-outcome.ts'
import { previewAnswer } from './write-answer.ts'

const OfVisit = z.object({ visitId: z.uuid() })

/** Under `/api/referrals`: what waits for somebody, and the specialist's answer. */
export function queueRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/worklist', allow('gp', 'coordinator'), async (c) => c.json(await listWork(ports, c.get('person'))))
    .post(
      '/alerts/:alertId/acknowledge',
      allow('gp', 'coordinator'),
      valid('param', z.object({ alertId: AlertId })),
      async (c) => c.json(orRefuse(await acknowledgeAlert(ports, c.get('person'), c.req.valid('param').alertId))),
    )
    .get('/unrecorded', allow('specialist'), async (c) => c.json(await listUnrecordedDays(ports, c.get('person'))))
    .post('/outcomes', allow('specialist'), valid('json', OutcomeInput), async (c) =>
      c.json(orRefuse(await recordOutcome(ports, c.get('person'), c.req.valid('json'), languageOf(c)))),
    )
    .post('/outcomes/letter', allow('specialist'), valid('json', OutcomeInput), async (c) =>
      c.json(orRefuse(await previewAnswer(ports, c.get('person'), c.req.valid('json'), languageOf(c)))),
    )
    .post('/visits/:visitId/result', allow('gp'), valid('param', OfVisit), async (c) =>
      c.json(orRefuse(await receiveResult(ports, c.get('person'), c.req.valid('param').visitId))),
    )
    .post('/visits/:visitId/read', allow('gp'), valid('param', OfVisit), async (c) =>
      c.json(orRefuse(await readAnswer(ports, c.get('person'), c.req.valid('param').visitId))),
    )
}
