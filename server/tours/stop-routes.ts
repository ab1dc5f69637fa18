import { Hono } from 'hono'
import { z } from 'zod'
import { HostCentreId, type SpecialistId, StopId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { refuse } from '../../shared/problem.ts'
import { LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import { ReadinessEdit, StopDayClaim, StopMove } from '../../shared/tour-edit.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { dropAddedStop } from './add-stop.ts'
import { cancelStop, previewCancel } from './cancel-stop.ts'
import { listGaps } from './list-gaps.ts'
import { listCandidates, listOpenDays } from './list-open-days.ts'
import { listStops } from './list-stops.ts'
import { moveStop, previewMove } from './move-stop.ts'
import { openStop } from './open-stop.ts'
import { readReadiness, setReadiness } from './set-readiness.ts'
import { signUpStopDay, withdrawStopDay } from './sign-up-stop-day.ts'
import { viewIsochrones } from './view-isochrones.ts'
import { stopVolunteering, volunteerForDay } from './volunteer-for-day.ts'

const OfStop = z.object({ stopId: StopId })
const OnDay = z.object({ date: LocalDate })

/** `/api/stops`: single stops. Everybody signed in may know where and when a unit receives; the rest is the planner's. */
export function stopRoutes(ports: Ports) {
  const { db, clock } = ports
  const momentOf = (person: SignedInPerson) => ({ now: clock.now(), personId: person.personId })
  return new Hono<Env>()
    .get(
      '/',
      allow('signed_in'),
      valid('query', z.object({ from: LocalDate.optional(), centreId: HostCentreId.optional() })),
      async (c) => {
        const { from, centreId } = c.req.valid('query')
        const stops = await listStops(db, {
          from: from ?? localDateOf(clock.now(), PARIS),
          states: ['published', 'running', 'done'],
          ...(centreId ? { centreIds: [centreId] } : {}),
        })
        return c.json({ stops })
      },
    )
    .get('/open-days', allow('specialist'), async (c) => {
      const { specialistId } = c.get('person')
      if (!specialistId) return c.json(orRefuse(refuse('not_found')))
      return c.json(orRefuse(await listOpenDays(ports, specialistId)))
    })
    .get('/gaps', allow('planner'), async (c) => c.json({ gaps: await listGaps(ports) }))
    .get('/:stopId', allow('planner'), valid('param', OfStop), async (c) =>
      c.json(orRefuse(await openStop(ports, c.req.valid('param').stopId))),
    )
    .get('/:stopId/isochrones', allow('planner'), valid('param', OfStop), async (c) =>
      c.json(orRefuse(await viewIsochrones(ports, c.req.valid('param').stopId))),
    )
    .get('/:stopId/candidates', allow('planner'), valid('param', OfStop), async (c) =>
      c.json({ days: orRefuse(await listCandidates(ports, c.req.valid('param').stopId)) }),
    )
    .get('/:stopId/impact', allow('planner'), valid('param', OfStop), async (c) =>
      c.json(orRefuse(await previewCancel(db, c.req.valid('param').stopId, momentOf(c.get('person'))))),
    )
    .post(
      '/:stopId/cancel',
      allow('planner'),
      valid('param', OfStop),
      valid('json', z.object({ revision: z.int().positive() })),
      async (c) => {
        const { revision } = c.req.valid('json')
        return c.json(
          orRefuse(await cancelStop(ports, c.req.valid('param').stopId, revision, momentOf(c.get('person')))),
        )
      },
    )
    .post('/:stopId/move/impact', allow('planner'), valid('param', OfStop), valid('json', StopMove), async (c) =>
      c.json(
        orRefuse(await previewMove(ports, c.req.valid('param').stopId, c.req.valid('json'), momentOf(c.get('person')))),
      ),
    )
    .post('/:stopId/move', allow('planner'), valid('param', OfStop), valid('json', StopMove), async (c) =>
      c.json(
        orRefuse(await moveStop(ports, c.req.valid('param').stopId, c.req.valid('json'), momentOf(c.get('person')))),
      ),
    )
    .get('/:stopId/readiness', allow('planner', 'coordinator'), valid('param', OfStop), async (c) => {
      const { stopId } = c.req.valid('param')
      return c.json({ checklist: orRefuse(await readReadiness(ports, stopId, scopeOf(c.get('person')))) })
    })
    .put(
      '/:stopId/readiness',
      allow('planner', 'coordinator'),
      valid('param', OfStop),
      valid('json', ReadinessEdit),
      async (c) => {
        const person = c.get('person')
        const { stopId } = c.req.valid('param')
        const edit = c.req.valid('json')
        const checklist = orRefuse(await setReadiness(ports, stopId, edit, momentOf(person), scopeOf(person)))
        return c.json({ checklist })
      },
    )
    .delete(
      '/:stopId',
      allow('planner'),
      valid('param', OfStop),
      valid('json', z.object({ revision: z.int().positive() })),
      async (c) => {
        const { stopId } = c.req.valid('param')
        const { revision } = c.req.valid('json')
        return c.json(orRefuse(await dropAddedStop(ports, stopId, revision, momentOf(c.get('person')))))
      },
    )
    .post('/:stopId/volunteers', allow('specialist'), valid('param', OfStop), valid('json', OnDay), async (c) => {
      const wish = orRefuse(claimOf(c.get('person'), c.req.valid('param').stopId, c.req.valid('json')))
      return c.json(orRefuse(await volunteerForDay(ports, wish, momentOf(c.get('person')))))
    })
    .delete('/:stopId/volunteers', allow('specialist'), valid('param', OfStop), valid('json', OnDay), async (c) => {
      const wish = orRefuse(claimOf(c.get('person'), c.req.valid('param').stopId, c.req.valid('json')))
      return c.json(orRefuse(await stopVolunteering(ports, wish)))
    })
    .post(
      '/:stopId/days',
      allow('specialist', 'planner'),
      valid('param', OfStop),
      valid('json', StopDayClaim),
      async (c) => {
        const claim = claimOf(c.get('person'), c.req.valid('param').stopId, c.req.valid('json'))
        return c.json(orRefuse(await signUpStopDay(ports, orRefuse(claim), momentOf(c.get('person')))))
      },
    )
    .delete(
      '/:stopId/days',
      allow('specialist', 'planner'),
      valid('param', OfStop),
      valid('json', StopDayClaim),
      async (c) => {
        const claim = claimOf(c.get('person'), c.req.valid('param').stopId, c.req.valid('json'))
        return c.json(orRefuse(await withdrawStopDay(ports, orRefuse(claim), momentOf(c.get('person')))))
      },
    )
}

/** A coordinator answers for the checklists of their own centres; a planner for all. */
function scopeOf(person: SignedInPerson): readonly HostCentreId[] | 'every_centre' {
  return person.role === 'coordinator' ? person.centreIds : 'every_centre'
}

/** A specialist speaks for themselves; a planner names whom they agreed it with. */
function claimOf(person: SignedInPerson, stopId: StopId, { date, specialistId }: StopDayClaim) {
  const who: SpecialistId | null | undefined = person.role === 'specialist' ? person.specialistId : specialistId
  return who ? { stopId, date, specialistId: who } : refuse('unknown_specialist', { field: 'specialistId' })
}
