import { Hono } from 'hono'
import { z } from 'zod'
import { ReferralId } from '../../shared/ids.ts'
import { RetentionRules } from '../../shared/operations.ts'
import { ErasureCounts } from '../../shared/person-data.ts'
import { toInstant } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { recently } from '../access/recently.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { changeRetention } from './change-retention.ts'
import { erasePerson, planErasure } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { readReadiness } from './health.ts'
import { listLeases } from './job-lease-store.ts'
import { setSmsObjection } from './object-to-sms.ts'
import { listRuns, readRetentionRules } from './retention-store.ts'
import { runRetention } from './run-retention.ts'
import { readVerified } from './verification-store.ts'

const RUNS_SHOWN = 14
const byReferral = z.object({ referralId: ReferralId })

/** `/api/operations`: how the application stands and what it keeps, for an administrator; one person's data and their objection to SMS, for their centre. */
export function operationsRoutes(ports: Ports) {
  const { db } = ports
  return new Hono<Env>()
    .get('/state', allow('administrator'), async (c) => {
      const [readiness, { jobs, processes }] = [await readReadiness(ports), await listLeases(db, toInstant(Date.now()))]
      const lines = jobs.map((lease) => ({ job: lease.job, finishedAt: lease.finished_at, failed: lease.failed }))
      return c.json({ readiness, processes, jobs: lines, accessLog: await readVerified(db) })
    })
    .get('/retention', allow('administrator'), async (c) => {
      const [rules, runs] = [await readRetentionRules(db), await listRuns(db, RUNS_SHOWN)]
      return c.json({ rules, defaults: RetentionRules.parse({}), runs })
    })
    .put('/retention', allow('administrator'), recently, valid('json', RetentionRules.required()), async (c) =>
      c.json(await changeRetention(ports, c.req.valid('json'), c.get('person'))),
    )
    .post('/retention/rehearsal', allow('administrator'), async (c) => c.json(await runRetention(ports, true)))
    .get('/referrals/:referralId/export', allow('gp'), valid('param', byReferral), async (c) => {
      const record = orRefuse(await exportPerson(ports, c.req.valid('param').referralId, c.get('person')))
      c.header('Content-Disposition', 'attachment; filename="donnees-personnelles.json"')
      return c.json(record)
    })
    .get('/referrals/:referralId/erasure', allow('gp'), valid('param', byReferral), async (c) =>
      c.json(orRefuse(await planErasure(ports, c.req.valid('param').referralId, c.get('person')))),
    )
    .post(
      '/referrals/:referralId/erasure',
      allow('gp'),
      recently,
      valid('param', byReferral),
      valid('json', z.object({ expected: ErasureCounts })),
      async (c) => {
        const { referralId } = c.req.valid('param')
        return c.json(orRefuse(await erasePerson(ports, referralId, c.req.valid('json').expected, c.get('person'))))
      },
    )
    .put(
      '/referrals/:referralId/sms',
      allow('gp', 'coordinator'),
      valid('param', byReferral),
      valid('json', z.object({ stopped: z.boolean() })),
      async (c) => {
        const { referralId } = c.req.valid('param')
        return c.json(orRefuse(await setSmsObjection(ports, referralId, c.req.valid('json').stopped, c.get('person'))))
      },
    )
}
