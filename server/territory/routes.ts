import { Hono } from 'hono'
import { z } from 'zod'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from './host-centre-store.ts'

const MAX_COMMUNES = 12

/** Where people live and where units may stop: nothing here is about a person. */
export function territoryRoutes({ db, territory }: Ports) {
  return new Hono<Env>()
    .get('/communes', allow('signed_in'), valid('query', z.object({ q: z.string().trim().max(80) })), (c) =>
      c.json(territory.search(c.req.valid('query').q, MAX_COMMUNES)),
    )
    .get('/centres', allow('signed_in'), async (c) => c.json(await listHostCentres(db)))
}
