import { Hono } from 'hono'
import { z } from 'zod'
import { AdviceInput } from '../../shared/advice.ts'
import { AlertId, HostCentreId, ReferralId, StopId } from '../../shared/ids.ts'
import { refuse } from '../../shared/problem.ts'
import { BulkInput, ExtraSession } from '../../shared/queue.ts'
import { OutcomeInput } from '../../shared/referral.ts'
import { Instant } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { languageOf } from '../access/language.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse, ProblemError } from '../problems.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { actOnMany } from './act-on-many.ts'
import { confirmReached } from './confirm-reached.ts'
import { countBreaches } from './count-breaches.ts'
import { decideOnAdvice } from './decide-on-advice.ts'
import { giveAdvice } from './give-advice.ts'
import { listQueueChanges } from './list-queue-changes.ts'
import { listUnrecordedDays } from './list-unrecorded-days.ts'
import { listWork } from './list-work.ts'
import { openStopQueue } from './open-stop-queue.ts'
import { readAnswer } from './read-answer.ts'
import { readQueueVersion } from './read-queue-version.ts'
import { receiveResult } from './receive-result.ts'
import { recordOutcome } from './record-outcome.ts'
import { reopenReferral } from './reopen-referral.ts'
import { previewAnswer } from './write-answer.ts'

const OfVisit = z.object({ visitId: z.uuid() })
const OfReferral = z.object({ referralId: ReferralId })
const OfCentre = z.object({ centreId: HostCentreId })
/** A session to imagine, as an address writes it. */
const Imagined = z.object({
  date: z.string().optional(),
  start: z.coerce.number().optional(),
  end: z.coerce.number().optional(),
})

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
    .post(
      '/alerts/:alertId/reached',
      allow('gp', 'coordinator'),
      valid('param', z.object({ alertId: AlertId })),
      async (c) => c.json(orRefuse(await confirmReached(ports, c.get('person'), c.req.valid('param').alertId))),
    )
    .get('/unrecorded', allow('specialist'), async (c) => c.json(await listUnrecordedDays(ports, c.get('person'))))
    .post('/outcomes', allow('specialist'), valid('json', OutcomeInput), async (c) =>
      c.json(orRefuse(await recordOutcome(ports, c.get('person'), c.req.valid('json'), languageOf(c)))),
    )
    .post('/outcomes/letter', allow('specialist'), valid('json', OutcomeInput), async (c) =>
      c.json(orRefuse(await previewAnswer(ports, c.get('person'), c.req.valid('json'), languageOf(c)))),
    )
    .get('/breaches', allow('planner'), async (c) => c.json(await countBreaches(ports)))
    .get('/queue/version', allow('gp', 'coordinator'), valid('query', OfCentre), async (c) => {
      const version = orRefuse(await readQueueVersion(ports, c.get('person'), c.req.valid('query').centreId))
      c.header('ETag', `"${version}"`)
      if (c.req.header('If-None-Match') === `"${version}"`) return c.body(null, 304)
      return c.json({ version })
    })
    .get(
      '/queue/changes',
      allow('gp', 'coordinator'),
      valid(
        'query',
        OfCentre.extend({
          before: Instant.optional(),
          sequence: z.coerce.number().int().optional(),
          eventId: z.uuid().optional(),
        }),
      ),
      async (c) => c.json(orRefuse(await listQueueChanges(ports, c.get('person'), c.req.valid('query')))),
    )
    .get(
      '/queue/stops/:stopId',
      allow('gp', 'coordinator'),
      valid('param', z.object({ stopId: StopId })),
      valid('query', Imagined),
      async (c) => {
        const { date, start, end } = c.req.valid('query')
        const extra = date === undefined ? null : ExtraSession.safeParse({ date, start, end })
        if (extra && !extra.success) throw new ProblemError(refuse('bad_request', { field: 'date' }))
        const { stopId } = c.req.valid('param')
        return c.json(orRefuse(await openStopQueue(ports, c.get('person'), stopId, extra ? extra.data! : null)))
      },
    )
    .post('/queue/act', allow('gp', 'coordinator'), valid('json', BulkInput), async (c) =>
      c.json(orRefuse(await actOnMany(ports, c.get('person'), c.req.valid('json'), languageOf(c)))),
    )
    .post(
      '/:referralId/reopen',
      allow('gp', 'coordinator'),
      valid('param', OfReferral),
      valid('json', z.object({ revision: z.int() })),
      async (c) =>
        c.json(
          orRefuse(await reopenReferral(ports, c.get('person'), { ...c.req.valid('param'), ...c.req.valid('json') })),
        ),
    )
    .post(
      '/:referralId/advice',
      allow('specialist'),
      valid('param', OfReferral),
      valid('json', AdviceInput),
      async (c) =>
        c.json(
          orRefuse(await giveAdvice(ports, c.get('person'), c.req.valid('param').referralId, c.req.valid('json'))),
        ),
    )
    .post(
      '/advice/:adviceId/decision',
      allow('gp'),
      valid('param', z.object({ adviceId: z.uuid() })),
      valid('json', z.object({ revision: z.int(), decision: z.enum(['freed', 'kept']) })),
      async (c) =>
        c.json(
          orRefuse(await decideOnAdvice(ports, c.get('person'), { ...c.req.valid('param'), ...c.req.valid('json') })),
        ),
    )
    .post('/visits/:visitId/result', allow('gp'), valid('param', OfVisit), async (c) =>
      c.json(orRefuse(await receiveResult(ports, c.get('person'), c.req.valid('param').visitId))),
    )
    .post('/visits/:visitId/read', allow('gp'), valid('param', OfVisit), async (c) =>
      c.json(orRefuse(await readAnswer(ports, c.get('person'), c.req.valid('param').visitId))),
    )
}
