import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { DepartmentCode } from '../../shared/geo.ts'
import { TourId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { PlanRates } from '../../shared/plan.ts'
import { refuse } from '../../shared/problem.ts'
import { StopAddition, TourDraft, TourEdit } from '../../shared/tour-edit.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { addStop, checkAddition } from './add-stop.ts'
import { changeTourState } from './change-tour-state.ts'
import { Compared, compareTours } from './compare-tours.ts'
import { createDraft } from './create-draft.ts'
import { checkEdit, editTour } from './edit-tour.ts'
import { listCentres } from './list-centres.ts'
import { openProgramme } from './open-programme.ts'
import { openRoadbook } from './open-roadbook.ts'
import { listTours, openTour } from './open-tour.ts'
import { priceEdit } from './price-edit.ts'
import { printProgramme } from './print-programme.ts'
import { printRoadbook } from './print-roadbook.ts'
import { publishTour } from './publish-tour.ts'
import { listUnits } from './unit-store.ts'
import { viewRoads } from './view-roads.ts'

const OfTour = z.object({ tourId: TourId })
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
      c.json({ centres: await listCentres(db), units: await listUnits(db), rates: PlanRates.parse({}) }),
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
    .get('/:tourId/roads', allow('planner'), valid('param', OfTour), async (c) =>
      c.json({ roads: orRefuse(await viewRoads(ports, c.req.valid('param').tourId)) }),
    )
    .put('/:tourId', allow('planner'), valid('param', OfTour), valid('json', TourEdit), async (c) => {
      const { tourId } = c.req.valid('param')
      orRefuse(await editTour(ports, tourId, c.req.valid('json'), momentOf(c.get('person'))))
      return c.json(orRefuse(await openTour(ports, tourId)))
    })
    .post('/:tourId/check', allow('planner'), valid('param', OfTour), valid('json', TourEdit), async (c) =>
      c.json(orRefuse(await checkEdit(ports, c.req.valid('param').tourId, c.req.valid('json')))),
    )
    .post('/:tourId/price', allow('planner'), valid('param', OfTour), valid('json', TourEdit), async (c) =>
      c.json(orRefuse(await priceEdit(ports, c.req.valid('param').tourId, c.req.valid('json')))),
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
    .post('/:tourId/stops/check', allow('planner'), valid('param', OfTour), valid('json', StopAddition), async (c) => {
      const { tourId } = c.req.valid('param')
      return c.json(orRefuse(await checkAddition(ports, tourId, c.req.valid('json'), momentOf(c.get('person')))))
    })
    .post('/:tourId/stops', allow('planner'), valid('param', OfTour), valid('json', StopAddition), async (c) => {
      const { tourId } = c.req.valid('param')
      return c.json(orRefuse(await addStop(ports, tourId, c.req.valid('json'), momentOf(c.get('person')))), 201)
    })
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
    .get('/:tourId/roadbook/pdf', allow('planner'), valid('param', OfTour), async (c) => {
      const roadbook = orRefuse(await openRoadbook(ports, c.req.valid('param').tourId))
      return answerPdf(c, await printRoadbook(roadbook), `feuille-de-route-${roadbook.madeOn}.pdf`)
    })
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
    .get(
      '/:tourId/programme/:department/pdf',
      allow('planner', 'coordinator', 'specialist'),
      valid('param', OfTour.extend({ department: DepartmentCode })),
      valid('query', z.object({ version: z.coerce.number().int().positive().optional() })),
      async (c) => {
        const { tourId, department } = c.req.valid('param')
        const programme = orRefuse(await openProgramme(db, tourId, department, c.req.valid('query').version))
        return answerPdf(c, await printProgramme(programme), `programme-${department}-v${programme.version}.pdf`)
      },
    )
}

const answerPdf = (c: Context, pdf: Buffer, file: string) =>
  c.body(new Uint8Array(pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="${file}"`,
  })

function comparedIn(text: string): Compared {
  const [kind, id] = text.split(':')
  const parsed = Compared.safeParse({ kind, id })
  return parsed.success ? parsed.data : orRefuse(refuse('not_found'))
}
