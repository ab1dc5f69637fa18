import { Hono } from 'hono'
import { z } from 'zod'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { CalendarKind, listCalendars, openCalendar, revokeCalendar } from './open-calendar.ts'

const Named = z.object({ kind: CalendarKind, id: z.uuid() })

/** `/api/calendars`: the secret addresses a person may subscribe to, and revoking one. */
export function calendarRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/', allow('planner', 'coordinator', 'specialist'), async (c) =>
      c.json({ calendars: await listCalendars(ports, c.get('person')) }),
    )
    .post('/revoke', allow('planner', 'coordinator', 'specialist'), valid('json', Named), async (c) =>
      c.json(orRefuse(await revokeCalendar(ports, c.get('person'), c.req.valid('json')))),
    )
}

/** `/calendriers`: what calendar programs fetch. The address is the key; nothing in it names a patient. */
export function calendarFeedRoutes(ports: Ports) {
  return new Hono<Env>().get(
    '/:kind/:id/:file',
    allow('public'),
    valid('param', Named.extend({ file: z.string().regex(/^[\w-]{16,200}\.ics$/) })),
    async (c) => {
      const { kind, id, file } = c.req.valid('param')
      const text = orRefuse(await openCalendar(ports, { kind, id }, file.slice(0, -4)))
      return c.body(text, 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Cache-Control': 'private, max-age=300',
        'X-Robots-Tag': 'noindex',
      })
    },
  )
}
