import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { departmentName } from '../../shared/department-names.ts'
import { DepartmentCode } from '../../shared/geo.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { openPublicProgramme } from './open-public-programme.ts'
import { publicDepartmentPage, publicProgrammePage } from './public-programme-page.ts'

const languageOf = (c: Context) => z.enum(['fr', 'en']).catch('fr').parse(c.req.query('langue'))

/** `/programme`: what is published, for anybody; a page without script, an account or a booking. */
export function publicProgrammeRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/programme.css', allow('public'), serveStatic({ path: 'web/planner/programme-public.css' }))
    .get('/programme', allow('public'), async (c) => {
      c.header('Cache-Control', 'public, max-age=300')
      return c.html(publicProgrammePage(await openPublicProgramme(ports), languageOf(c)))
    })
    .get('/programme/:department', allow('public'), async (c) => {
      const code = DepartmentCode.safeParse(c.req.param('department'))
      const known = await openPublicProgramme(ports)
      if (!code.success) return c.html(publicProgrammePage(known, languageOf(c)), 404)
      const department = known.find((one) => one.code === code.data)
      c.header('Cache-Control', 'public, max-age=300')
      const none = { code: code.data, name: departmentName(code.data), stops: [] }
      return c.html(publicDepartmentPage(department ?? none, languageOf(c)))
    })
}
