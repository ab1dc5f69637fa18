import { Hono } from 'hono'
import { z } from 'zod'
import { PriorityClass } from '../../shared/appointment.ts'
import { HostCentreId, ReferralId, StopId } from '../../shared/ids.ts'
import { CloseReason, Draft, PatientIdentity, ReasonInput, ReferralInput } from '../../shared/referral.ts'
import { LocalDate } from '../../shared/time.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { assessAnswers, currentProtocol, TriageUnderWay } from './assess-answers.ts'
import { changePriority } from './change-priority.ts'
import { AlternativeChoice, chooseAlternative } from './choose-alternative.ts'
import { closeReferral } from './close-referral.ts'
import { countDemand } from './count-demand.ts'
import { handOver } from './hand-over.ts'
import { listNearbyStops } from './list-nearby-stops.ts'
import { noticeDuplicate } from './notice-duplicate.ts'
import { openReferral, openReferralForDesk } from './open-referral.ts'
import { openSpecialistDay } from './open-specialist-day.ts'
import { queueOfCentre } from './queue-of-centre.ts'
import { queueRoutes } from './queue-routes.ts'
import { forgetDraft, listDrafts, saveDraft } from './save-draft.ts'
import { sendReferral } from './send-referral.ts'

const OfCentre = z.object({ centreId: HostCentreId })
const OfReferral = z.object({ referralId: ReferralId })
const OfDraft = z.object({ draftId: z.uuid() })
const PriorityChange = z.object({
  revision: z.int(),
  priorityClass: PriorityClass,
  reason: ReasonInput,
  confirmed: z.boolean().default(false),
})

/** `/api/referrals`: refer, follow, decide. */
export function referralRoutes(ports: Ports) {
  return (
    new Hono<Env>()
      .route('/', queueRoutes(ports))
      .get('/protocol', allow('gp', 'specialist'), valid('query', z.object({ specialty: z.string().max(40) })), (c) =>
        c.json({
          mode: ports.config.triageMode,
          protocol: orRefuse(currentProtocol(c.req.valid('query').specialty)),
        }),
      )
      .get('/stops', allow('gp', 'coordinator'), valid('query', OfCentre), async (c) =>
        c.json(orRefuse(await listNearbyStops(ports, c.get('person'), c.req.valid('query').centreId))),
      )
      .get('/demand', allow('planner', 'administrator'), async (c) => c.json(await countDemand(ports)))
      .get('/queue', allow('gp', 'coordinator'), valid('query', OfCentre), async (c) =>
        c.json(orRefuse(await queueOfCentre(ports, c.get('person'), c.req.valid('query').centreId))),
      )
      .get('/handover', allow('gp'), valid('query', OfCentre), async (c) =>
        c.json(orRefuse(await handOver(ports, c.get('person'), c.req.valid('query').centreId))),
      )
      .post('/assess', allow('gp'), valid('json', TriageUnderWay), (c) =>
        c.json(orRefuse(assessAnswers(ports, c.req.valid('json')))),
      )
      // A name never stands in an address: what is looked up travels in the body.
      .post(
        '/duplicates',
        allow('gp'),
        valid('json', z.object({ centreId: HostCentreId, identity: PatientIdentity })),
        async (c) => {
          const { centreId, identity } = c.req.valid('json')
          return c.json(orRefuse(await noticeDuplicate(ports, c.get('person'), centreId, identity)))
        },
      )
      .get('/drafts', allow('gp'), async (c) => c.json(await listDrafts(ports, c.get('person'))))
      .put(
        '/drafts/:draftId',
        allow('gp'),
        valid('param', OfDraft),
        valid('json', Draft.pick({ centreId: true, body: true, revision: true })),
        async (c) => {
          const draft = { ...c.req.valid('param'), ...c.req.valid('json') }
          return c.json(orRefuse(await saveDraft(ports, c.get('person'), draft)))
        },
      )
      .delete('/drafts/:draftId', allow('gp'), valid('param', OfDraft), async (c) => {
        await forgetDraft(ports, c.get('person'), c.req.valid('param').draftId)
        return c.json({ deleted: true })
      })
      .post('/', allow('gp'), valid('json', ReferralInput), async (c) =>
        c.json(orRefuse(await sendReferral(ports, c.get('person'), c.req.valid('json')))),
      )
      .get(
        '/days/:stopId/:date',
        allow('specialist'),
        valid('param', z.object({ stopId: StopId, date: LocalDate })),
        async (c) => {
          const { stopId, date } = c.req.valid('param')
          return c.json(orRefuse(await openSpecialistDay(ports, c.get('person'), stopId, date)))
        },
      )
      .get('/:referralId', allow('gp', 'specialist'), valid('param', OfReferral), async (c) =>
        c.json(orRefuse(await openReferral(ports, c.get('person'), c.req.valid('param').referralId))),
      )
      .get('/:referralId/desk', allow('gp', 'coordinator'), valid('param', OfReferral), async (c) =>
        c.json(orRefuse(await openReferralForDesk(ports, c.get('person'), c.req.valid('param').referralId))),
      )
      .post(
        '/:referralId/alternatives',
        allow('gp'),
        valid('param', OfReferral),
        valid('json', AlternativeChoice),
        async (c) =>
          c.json(
            orRefuse(
              await chooseAlternative(ports, c.get('person'), c.req.valid('param').referralId, c.req.valid('json')),
            ),
          ),
      )
      .post(
        '/:referralId/priority',
        allow('gp'),
        valid('param', OfReferral),
        valid('json', PriorityChange),
        async (c) =>
          c.json(
            orRefuse(await changePriority(ports, c.get('person'), { ...c.req.valid('param'), ...c.req.valid('json') })),
          ),
      )
      .post(
        '/:referralId/close',
        allow('gp', 'coordinator'),
        valid('param', OfReferral),
        valid('json', z.object({ revision: z.int(), reason: CloseReason })),
        async (c) =>
          c.json(
            orRefuse(await closeReferral(ports, c.get('person'), { ...c.req.valid('param'), ...c.req.valid('json') })),
          ),
      )
  )
}
