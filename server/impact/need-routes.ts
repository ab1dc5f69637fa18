import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { HostCentreId } from '../../shared/ids.ts'
import { MAX_LAYER_CHARACTERS, NeedRates, SitesUpload, UnderservedUpload } from '../../shared/need.ts'
import { refuse } from '../../shared/problem.ts'
import { Specialty } from '../../shared/unit.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse, ProblemError } from '../problems.ts'
import { drawUnderserved, loadUnderserved, unloadUnderserved } from '../territory/load-underserved.ts'
import { clearSites, setNeedRates, setSites } from '../territory/set-need.ts'
import { reachUnderserved } from './reach-underserved.ts'
import { viewNeed } from './view-need.ts'

const MAX_CENTRES = 200
const OfSpecialty = z.object({ specialty: Specialty.default('dermatology') })
const Centres = z.object({
  centres: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(HostCentreId).min(1).max(MAX_CENTRES)),
})

/** Outlines in full weigh more than any other request: up to four bytes a character. */
const layerLimit = bodyLimit({
  maxSize: MAX_LAYER_CHARACTERS + 64 * 1024,
  onError: () => {
    throw new ProblemError(refuse('body_too_large'))
  },
})

/** `/api/needs`: underserved areas, places of practice, rates of the need weight and what they give. Nothing of a person. */
export function needRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/', allow('planner', 'administrator'), valid('query', OfSpecialty), async (c) =>
      c.json(await viewNeed(ports, c.req.valid('query').specialty)),
    )
    .post(
      '/preview',
      allow('planner', 'administrator'),
      valid('json', OfSpecialty.extend({ rates: NeedRates })),
      async (c) => {
        const { specialty, rates } = c.req.valid('json')
        return c.json(await viewNeed(ports, specialty, rates))
      },
    )
    .put('/rates', allow('planner', 'administrator'), valid('json', NeedRates), async (c) => {
      orRefuse(await setNeedRates(ports, c.req.valid('json'), c.get('person')))
      return c.json(c.req.valid('json'))
    })
    .put('/sites', allow('planner', 'administrator'), valid('json', SitesUpload), async (c) => {
      orRefuse(await setSites(ports, c.req.valid('json'), c.get('person')))
      return c.json({})
    })
    .delete('/sites', allow('planner', 'administrator'), valid('query', OfSpecialty), async (c) => {
      await clearSites(ports, c.req.valid('query').specialty, c.get('person'))
      return c.json({})
    })
    .get('/underserved', allow('planner', 'administrator'), async (c) => c.json(await drawUnderserved(ports)))
    .put('/underserved', allow('planner', 'administrator'), layerLimit, valid('json', UnderservedUpload), async (c) =>
      c.json(orRefuse(await loadUnderserved(ports, c.req.valid('json'), c.get('person')))),
    )
    .delete('/underserved', allow('planner', 'administrator'), async (c) => {
      orRefuse(await unloadUnderserved(ports, c.get('person')))
      return c.json({})
    })
    .get('/underserved/reach', allow('planner'), valid('query', Centres), async (c) =>
      c.json(orRefuse(await reachUnderserved(ports, c.req.valid('query').centres))),
    )
}
