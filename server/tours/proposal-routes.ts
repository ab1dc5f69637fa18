import { Hono } from 'hono'
import { z } from 'zod'
import type { SignedInPerson } from '../../shared/person.ts'
import { ProposalRequest } from '../../shared/proposal.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { keepProposal } from './create-draft.ts'
import { keepScenario, listScenarios } from './keep-scenario.ts'
import { createProposals } from './propose-tour.ts'
import { traceProposal } from './trace-proposal.ts'

const OfProposal = z.object({ proposalId: z.uuid() })

/** `/api/proposals`: plans computed on the spot. A planner starts one, asks for it again while it runs, keeps it as a draft. */
export function proposalRoutes(ports: Ports) {
  const proposals = createProposals(ports)
  const momentOf = (person: SignedInPerson) => ({ now: ports.clock.now(), personId: person.personId })
  return new Hono<Env>()
    .post('/', allow('planner'), valid('json', ProposalRequest), async (c) => {
      const proposalId = orRefuse(await proposals.start(c.req.valid('json'), momentOf(c.get('person'))))
      return c.json({ proposalId }, 201)
    })
    .get('/', allow('planner'), async (c) => c.json({ scenarios: await listScenarios(ports) }))
    .put(
      '/:proposalId/name',
      allow('planner'),
      valid('param', OfProposal),
      valid('json', z.object({ name: z.string().trim().min(1).max(80).nullable() })),
      async (c) => {
        const { proposalId } = c.req.valid('param')
        return c.json({ scenarios: orRefuse(await keepScenario(ports, proposalId, c.req.valid('json').name)) })
      },
    )
    .get('/:proposalId', allow('planner'), valid('param', OfProposal), async (c) =>
      c.json(orRefuse(await proposals.view(c.req.valid('param').proposalId))),
    )
    .get('/:proposalId/roads', allow('planner'), valid('param', OfProposal), async (c) =>
      c.json({ roads: orRefuse(await traceProposal(ports, c.req.valid('param').proposalId)) }),
    )
    .post('/:proposalId/cancel', allow('planner'), valid('param', OfProposal), async (c) =>
      c.json(orRefuse(await proposals.cancel(c.req.valid('param').proposalId))),
    )
    .get('/:proposalId/documents', allow('planner'), valid('param', OfProposal), async (c) =>
      c.json(orRefuse(await proposals.documents(c.req.valid('param').proposalId))),
    )
    .post(
      '/:proposalId/keep',
      allow('planner'),
      valid('param', OfProposal),
      valid('json', z.object({ name: z.string().trim().min(1).max(120) })),
      async (c) => {
        const { proposalId } = c.req.valid('param')
        const { name } = c.req.valid('json')
        const tourIds = orRefuse(await keepProposal(ports, { proposalId, name }, momentOf(c.get('person'))))
        return c.json({ tourIds }, 201)
      },
    )
}
