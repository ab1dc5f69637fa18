import { Hono } from 'hono'
import { z } from 'zod'
import { CentreEdit, NewCentre, type StopInClosedTime } from '../../shared/administration.ts'
import { HostCentreId, UnitId } from '../../shared/ids.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { NewUnit, UnitChange, UnitService } from '../../shared/unit.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { addCentre } from '../territory/add-centre.ts'
import { standsInClosedTime } from '../territory/centre-hours.ts'
import { editCentre } from '../territory/edit-centre.ts'
import { addUnit, editUnit, unitSpecialties } from '../tours/edit-unit.ts'
import { listStops } from '../tours/list-stops.ts'
import { retireUnit, stopsAhead } from '../tours/retire-unit.ts'
import { listEveryUnit } from '../tours/unit-store.ts'
import { allow } from './allow.ts'
import type { Env } from './env.ts'
import { valid } from './valid.ts'

const byCentre = z.object({ centreId: HostCentreId })
const byUnit = z.object({ unitId: UnitId })

/** Under `/api/admin`: the host centres and the mobile units, which every tour is made of. */
export function placeRoutes(ports: Ports) {
  const { db, clock } = ports
  return new Hono<Env>()
    .post('/centres', allow('administrator'), valid('json', NewCentre), async (c) =>
      c.json(orRefuse(await addCentre(ports, c.req.valid('json'), c.get('person'))), 201),
    )
    .patch(
      '/centres/:centreId',
      allow('administrator'),
      valid('param', byCentre),
      valid('json', CentreEdit),
      async (c) => {
        const { centreId } = c.req.valid('param')
        const centre = orRefuse(await editCentre(ports, centreId, c.req.valid('json'), c.get('person')))
        const today = localDateOf(clock.now(), PARIS)
        const stops = await listStops(db, {
          centreIds: [centreId],
          from: today,
          states: ['planned', 'published', 'running'],
        })
        const inClosedTime: StopInClosedTime[] = stops
          .filter((stop) => !centre.active || standsInClosedTime(stop, centre))
          .map(({ stopId, firstDay, lastDay, department }) => ({ stopId, firstDay, lastDay, department }))
        return c.json({ centre, inClosedTime })
      },
    )
    .get('/specialties', allow('administrator'), (c) => c.json(unitSpecialties()))
    .get('/units', allow('administrator'), async (c) => c.json(await listEveryUnit(db)))
    .post('/units', allow('administrator'), valid('json', NewUnit), async (c) =>
      c.json(orRefuse(await addUnit(ports, c.req.valid('json'), c.get('person'))), 201),
    )
    .put('/units/:unitId', allow('administrator'), valid('param', byUnit), valid('json', UnitChange), async (c) =>
      c.json(orRefuse(await editUnit(ports, c.req.valid('param').unitId, c.req.valid('json'), c.get('person')))),
    )
    .get('/units/:unitId/stops', allow('administrator'), valid('param', byUnit), async (c) =>
      c.json(orRefuse(await stopsAhead(ports, c.req.valid('param').unitId))),
    )
    .put(
      '/units/:unitId/service',
      allow('administrator'),
      valid('param', byUnit),
      valid('json', UnitService),
      async (c) =>
        c.json(orRefuse(await retireUnit(ports, c.req.valid('param').unitId, c.req.valid('json'), c.get('person')))),
    )
}
