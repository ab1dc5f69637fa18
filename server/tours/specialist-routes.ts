import { Hono } from 'hono'
import { z } from 'zod'
import { PersonId } from '../../shared/ids.ts'
import { SpecialistProfile } from '../../shared/specialist.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { recently } from '../access/recently.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { editSpecialist, openSpecialist } from './edit-specialist.ts'

const OfPerson = z.object({ personId: PersonId })

/** `/api/specialists`: what administrators keep of specialists beside their accounts. */
export const specialistRoutes = (ports: Ports) =>
  new Hono<Env>()
    .get('/:personId', allow('administrator'), valid('param', OfPerson), async (c) =>
      c.json(orRefuse(await openSpecialist(ports, c.req.valid('param').personId))),
    )
    .put(
      '/:personId',
      allow('administrator'),
      recently,
      valid('param', OfPerson),
      valid('json', SpecialistProfile),
      async (c) => {
        const { personId } = c.req.valid('param')
        return c.json(orRefuse(await editSpecialist(ports, personId, c.req.valid('json'), c.get('person'))))
      },
    )
