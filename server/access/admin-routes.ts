import { Readable } from 'node:stream'
import { Hono } from 'hono'
import { z } from 'zod'
import { AccessWanted, DutyId, DutyInput, NewPerson } from '../../shared/administration.ts'
import { PersonId } from '../../shared/ids.ts'
import { LocalDate } from '../../shared/time.ts'
import { describePictureRules } from '../pictures/describe-picture-rules.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { knownProtocols } from '../referrals/protocols.ts'
import { listUnits } from '../tours/unit-store.ts'
import { accessLogTable } from './access-log-table.ts'
import { allow } from './allow.ts'
import type { Env } from './env.ts'
import { createPerson, endSessionsOf, inviteAgain, nameRpps } from './invite-person.ts'
import { createDuty, endDuty, listPeople, setAccountActive } from './manage-duties.ts'
import { placeRoutes } from './place-routes.ts'
import { exportAccessLog, readAccessLog } from './read-access-log.ts'
import { recently } from './recently.ts'
import { readAppointmentRules } from './setting-store.ts'
import { describeSettings } from './settings.ts'
import { valid } from './valid.ts'
import { verifyAccessLog } from './verify-access-log.ts'

const LogPage = AccessWanted.extend({ before: z.coerce.number().int().positive().optional() })
const byPerson = z.object({ personId: PersonId })
const byDuty = z.object({ dutyId: DutyId })

/** `/api/admin`: accounts and their assignments, centres, units, figures and the access log. No patient is named here. */
export function adminRoutes(ports: Ports) {
  const { db } = ports
  return new Hono<Env>()
    .get('/people', allow('administrator'), async (c) => c.json(await listPeople(ports)))
    .patch(
      '/people/:personId',
      allow('administrator'),
      recently,
      valid('param', byPerson),
      valid('json', z.object({ active: z.boolean() })),
      async (c) => {
        const { personId } = c.req.valid('param')
        return c.json(orRefuse(await setAccountActive(ports, personId, c.req.valid('json').active, c.get('person'))))
      },
    )
    .post('/people', allow('administrator'), recently, valid('json', NewPerson), async (c) =>
      c.json(orRefuse(await createPerson(ports, c.req.valid('json'), c.get('person'))), 201),
    )
    .post('/people/:personId/invitation', allow('administrator'), recently, valid('param', byPerson), async (c) =>
      c.json(orRefuse(await inviteAgain(ports, c.req.valid('param').personId, c.get('person'))), 201),
    )
    .delete('/people/:personId/sessions', allow('administrator'), recently, valid('param', byPerson), async (c) =>
      c.json(orRefuse(await endSessionsOf(ports, c.req.valid('param').personId, c.get('person')))),
    )
    .put(
      '/people/:personId/rpps',
      allow('administrator'),
      recently,
      valid('param', byPerson),
      valid('json', z.object({ rpps: z.string().trim().min(1).max(20) })),
      async (c) => {
        const { personId } = c.req.valid('param')
        return c.json(orRefuse(await nameRpps(ports, personId, c.req.valid('json').rpps, c.get('person'))))
      },
    )
    .post('/duties', allow('administrator'), recently, valid('json', DutyInput), async (c) =>
      c.json(orRefuse(await createDuty(ports, c.req.valid('json'), c.get('person'))), 201),
    )
    .post(
      '/duties/:dutyId/end',
      allow('administrator'),
      recently,
      valid('param', byDuty),
      valid('json', z.object({ lastDay: LocalDate })),
      async (c) => {
        const { dutyId } = c.req.valid('param')
        return c.json(orRefuse(await endDuty(ports, dutyId, c.req.valid('json').lastDay, c.get('person'))))
      },
    )
    .route('/', placeRoutes(ports))
    .get('/settings', allow('administrator'), async (c) => {
      const [rules, units, pictures] = await Promise.all([
        readAppointmentRules(db),
        listUnits(db),
        describePictureRules(db),
      ])
      const protocols = [...new Set(units.map(({ specialty }) => specialty))].flatMap(
        (specialty) => knownProtocols().current(specialty)?.protocol ?? [],
      )
      return c.json(describeSettings(rules, protocols, units, pictures))
    })
    .get('/access-log', allow('administrator'), valid('query', LogPage), async (c) => {
      const { before, ...wanted } = c.req.valid('query')
      return c.json(await readAccessLog(ports, wanted, before))
    })
    .get('/access-log/journal.csv', allow('administrator'), valid('query', AccessWanted), async (c) => {
      const pages = await exportAccessLog(ports, c.req.valid('query'), c.get('person'))
      return c.body(Readable.toWeb(Readable.from(accessLogTable(pages))) as ReadableStream, 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="journal.csv"',
      })
    })
    .get('/access-log/verification', allow('administrator'), async (c) => c.json(await verifyAccessLog(ports)))
}
