import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { type HostCentreId, StopId, UnitId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { refuse } from '../../shared/problem.ts'
import { ChecklistTemplate } from '../../shared/readiness.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse, ProblemError } from '../problems.ts'
import { readChecklistTemplate } from './checklist-template-store.ts'
import { keepDocument, MOST_DOCUMENT_BYTES, openDocument, removeDocument } from './keep-document.ts'
import { listReadinessTasks } from './list-readiness-tasks.ts'
import { setChecklistTemplate } from './set-checklist-template.ts'

const OfDocument = z.object({ documentId: z.uuid() })
const OfUnit = z.object({ unitId: UnitId })
/** What a form adds around its file. */
const FORM_BYTES = 20_000
const Sent = z.object({ item: z.string().max(60).catch(''), file: z.instanceof(File).nullable().catch(null) })

/** `/api/readiness`: what is due before a stop, its papers, and the list each unit starts from. */
export function readinessRoutes(ports: Ports) {
  const { db, clock } = ports
  const momentOf = (person: SignedInPerson) => ({ now: clock.now(), personId: person.personId })
  const limit = bodyLimit({
    maxSize: MOST_DOCUMENT_BYTES + FORM_BYTES,
    onError: () => {
      throw new ProblemError(refuse('document_too_large', { details: { megabytes: MOST_DOCUMENT_BYTES / 1e6 } }))
    },
  })
  return new Hono<Env>()
    .get('/tasks', allow('planner', 'coordinator', 'specialist'), async (c) =>
      c.json({ tasks: await listReadinessTasks(ports, c.get('person')) }),
    )
    .post(
      '/stops/:stopId/documents',
      allow('planner', 'coordinator'),
      limit,
      valid('param', z.object({ stopId: StopId })),
      async (c) => {
        const person = c.get('person')
        const { item, file } = Sent.parse(await c.req.parseBody().catch(() => ({})))
        const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
        const sent = { stopId: c.req.valid('param').stopId, item, name: file?.name ?? '', bytes }
        return c.json(orRefuse(await keepDocument(ports, sent, person, scopeOf(person))), 201)
      },
    )
    .get('/documents/:documentId', allow('planner', 'coordinator'), valid('param', OfDocument), async (c) => {
      const { documentId } = c.req.valid('param')
      const { name, mediaType, bytes } = orRefuse(await openDocument(ports, documentId, scopeOf(c.get('person'))))
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': mediaType,
        'Content-Disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`,
      })
    })
    .delete('/documents/:documentId', allow('planner', 'coordinator'), valid('param', OfDocument), async (c) => {
      const person = c.get('person')
      const { documentId } = c.req.valid('param')
      return c.json(orRefuse(await removeDocument(ports, documentId, momentOf(person), scopeOf(person))))
    })
    .get('/templates/:unitId', allow('planner'), valid('param', OfUnit), async (c) =>
      c.json({ lines: await readChecklistTemplate(db, c.req.valid('param').unitId) }),
    )
    .put('/templates/:unitId', allow('planner'), valid('param', OfUnit), valid('json', ChecklistTemplate), async (c) =>
      c.json(orRefuse(await setChecklistTemplate(ports, c.req.valid('param').unitId, c.req.valid('json')))),
    )
}

/** A coordinator's own centres; every one for a planner. */
function scopeOf(person: SignedInPerson): readonly HostCentreId[] | 'every_centre' {
  return person.role === 'coordinator' ? person.centreIds : 'every_centre'
}
