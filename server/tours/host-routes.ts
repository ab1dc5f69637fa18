import { Hono } from 'hono'
import { z } from 'zod'
import { HostAnswerInput } from '../../shared/host.ts'
import { HostCentreId, StopId, TourId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { answerAsHost } from './answer-as-host.ts'
import { changeHostRules } from './change-host-rules.ts'
import { readHostRules } from './host-store.ts'
import { listHostedStops, viewTourHosts } from './list-hosted-stops.ts'
import { createHostLink, revokeHostLink } from './manage-host-link.ts'

const OfCentre = z.object({ tourId: TourId, centreId: HostCentreId })

/** `/api/hosts`: what host centres answer about the days of a stop, from their page or by telephone to the planner. */
export function hostRoutes(ports: Ports) {
  const { clock } = ports
  const momentOf = (person: SignedInPerson) => ({ now: clock.now(), personId: person.personId })
  return new Hono<Env>()
    .get('/stops', allow('coordinator'), async (c) =>
      c.json({ stops: await listHostedStops(ports, c.get('person').centreIds) }),
    )
    .post(
      '/stops/:stopId/answer',
      allow('coordinator', 'planner'),
      valid('param', z.object({ stopId: StopId })),
      valid('json', HostAnswerInput),
      async (c) => {
        const person = c.get('person')
        const { stopId } = c.req.valid('param')
        const isPlanner = person.role === 'planner'
        const answering = isPlanner
          ? { ...c.req.valid('json'), stopId, means: 'telephone' as const }
          : { ...c.req.valid('json'), stopId, means: 'page' as const, name: person.name }
        const scope = isPlanner ? 'every_centre' : person.centreIds
        return c.json({ stopId: orRefuse(await answerAsHost(ports, answering, momentOf(person), scope)) })
      },
    )
    .get('/tours/:tourId', allow('planner'), valid('param', z.object({ tourId: TourId })), async (c) =>
      c.json(orRefuse(await viewTourHosts(ports, c.req.valid('param').tourId))),
    )
    .post('/tours/:tourId/centres/:centreId/link', allow('planner'), valid('param', OfCentre), async (c) =>
      c.json(orRefuse(await createHostLink(ports, c.req.valid('param'), momentOf(c.get('person')))), 201),
    )
    .delete('/tours/:tourId/centres/:centreId/link', allow('planner'), valid('param', OfCentre), async (c) =>
      c.json(orRefuse(await revokeHostLink(ports, c.req.valid('param'), momentOf(c.get('person'))))),
    )
    .get('/rules', allow('planner'), async (c) => {
      const { requireConfirmation, changedBy, changedAt } = await readHostRules(ports.db)
      return c.json({ requireConfirmation, changedBy, changedAt })
    })
    .put('/rules', allow('planner'), valid('json', z.object({ requireConfirmation: z.boolean() })), async (c) =>
      c.json(await changeHostRules(ports, c.req.valid('json'), c.get('person'), clock.now())),
    )
}
