import { Hono } from 'hono'
import { z } from 'zod'
import { DepartmentCode } from '../../shared/geo.ts'
import { HostCentreId, type SpecialistId, StopId, TourId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { refuse } from '../../shared/problem.ts'
import { LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import { ReadinessEdit, StopDayClaim, TourDraft, TourEdit } from '../../shared/tour-edit.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { changeTourState } from './change-tour-state.ts'
import { Compared, compareTours } from './compare-tours.ts'
import { createDraft } from './create-draft.ts'
import { checkEdit, editTour } from './edit-tour.ts'
import { listCentres } from './list-centres.ts'
import { listCandidates, listOpenDays } from './list-open-days.ts'
import { listStops } from './list-stops.ts'
import { openProgramme } from './open-programme.ts'
import { openStop } from './open-stop.ts'
import { listTours, openTour } from './open-tour.ts'
import { publishTour } from './publish-tour.ts'
import { setReadiness } from './set-readiness.ts'
import { signUpStopDay, withdrawStopDay } from './sign-up-stop-day.ts'
import { listUnits } from './unit-store.ts'
import { viewIsochrones } from './view-isochrones.ts'

const OfTour = z.object({ tourId: TourId })
const OfStop = z.object({ stopId: StopId })
const ComparedPair = z.object({
  left: z.string().regex(/^(tour|proposal):/),
  right: z.string().regex(/^(tour|proposal):/),
})

/** `/api/tours`: tours and their stops. Planners read counts of patients, never a patient. */
export function tourRoutes(ports: Ports) {
  const { db, clock } = ports
  const momentOf = (person: SignedInPerson) => ({ now: clock.now(), personId: person.personId })
  return new Hono<Env>()
    .get('/', allow('planner'), async (c) => c.json({ tours: await listTours(db) }))
    .get('/places', allow('planner'), async (c) =>
      c.json({ centres: await listCentres(db), units: await listUnits(db) }),
    )
    .get('/compare', allow('planner'), valid('query', ComparedPair), async (c) => {
      const { left, right } = c.req.valid('query')
      return c.json(orRefuse(await compareTours(ports, comparedIn(left), comparedIn(right))))
    })
    .post('/', allow('planner'), valid('json', TourDraft), async (c) => {
      const tourId = orRefuse(await createDraft(ports, c.req.valid('json'), momentOf(c.get('person'))))
      return c.json({ tourId }, 201)
    })
    .get('/:tourId', allow('planner'), valid('param', OfTour), async (c) =>
      c.json(orRefuse(await openTour(ports, c.req.valid('param').tourId))),
    )
    .put('/:tourId', allow('planner'), valid('param', OfTour), valid('json', TourEdit), async (c) => {
      const { tourId } = c.req.valid('param')
      orRefuse(await editTour(ports, tourId, c.req.valid('json'), momentOf(c.get('person'))))
      return c.json(orRefuse(await openTour(ports, tourId)))
    })
    .post('/:tourId/check', allow('planner'), valid('param', OfTour), valid('json', TourEdit), async (c) =>
      c.json(orRefuse(await checkEdit(ports, c.req.valid('param').tourId, c.req.valid('json')))),
    )
    .post(
      '/:tourId/state',
      allow('planner'),
      valid('param', OfTour),
      valid('json', z.object({ state: z.enum(['draft', 'proposed', 'cancelled']), revision: z.int().positive() })),
      async (c) => {
        const { tourId } = c.req.valid('param')
        orRefuse(await changeTourState(ports, tourId, c.req.valid('json'), momentOf(c.get('person'))))
        return c.json(orRefuse(await openTour(ports, tourId)))
      },
    )
    .post(
      '/:tourId/publish',
      allow('planner'),
      valid('param', OfTour),
      valid('json', z.object({ revision: z.int().positive() })),
      async (c) => {
        const { tourId } = c.req.valid('param')
        const { revision } = c.req.valid('json')
        orRefuse(await publishTour(ports, tourId, revision, momentOf(c.get('person'))))
        return c.json(orRefuse(await openTour(ports, tourId)))
      },
    )
    .get(
      '/:tourId/programme/:department',
      allow('planner', 'coordinator', 'specialist'),
      valid('param', OfTour.extend({ department: DepartmentCode })),
      valid('query', z.object({ version: z.coerce.number().int().positive().optional() })),
      async (c) => {
        const { tourId, department } = c.req.valid('param')
        return c.json(orRefuse(await openProgramme(db, tourId, department, c.req.valid('query').version)))
      },
    )
}

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
    .get('/:stopId', allow('planner'), valid('param', OfStop), async (c) =>
      c.json(orRefuse(await openStop(ports, c.req.valid('param').stopId))),
    )
    .get('/:stopId/isochrones', allow('planner'), valid('param', OfStop), async (c) =>
      c.json(orRefuse(await viewIsochrones(ports, c.req.valid('param').stopId))),
    )
    .get('/:stopId/candidates', allow('planner'), valid('param', OfStop), async (c) =>
      c.json({ days: orRefuse(await listCandidates(ports, c.req.valid('param').stopId)) }),
    )
    .put('/:stopId/readiness', allow('planner'), valid('param', OfStop), valid('json', ReadinessEdit), async (c) => {
      const { stopId } = c.req.valid('param')
      const checklist = orRefuse(await setReadiness(ports, stopId, c.req.valid('json'), momentOf(c.get('person'))))
      return c.json({ checklist })
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

/** A specialist speaks for themselves; a planner names whom they agreed it with. */
function claimOf(person: SignedInPerson, stopId: StopId, { date, specialistId }: StopDayClaim) {
  const who: SpecialistId | null | undefined = person.role === 'specialist' ? person.specialistId : specialistId
  return who ? { stopId, date, specialistId: who } : refuse('unknown_specialist', { field: 'specialistId' })
}

function comparedIn(text: string): Compared {
  const [kind, id] = text.split(':')
  const parsed = Compared.safeParse({ kind, id })
  return parsed.success ? parsed.data : orRefuse(refuse('not_found'))
}
