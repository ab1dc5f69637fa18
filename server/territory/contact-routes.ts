import { Hono } from 'hono'
import { z } from 'zod'
import { CareContactId, CareContactInput } from '../../shared/care-contact.ts'
import { HostCentreId } from '../../shared/ids.ts'
import { Specialty } from '../../shared/unit.ts'
import { allow } from '../access/allow.ts'
import type { Env } from '../access/env.ts'
import { valid } from '../access/valid.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { listContactRows } from './contact-store.ts'
import { contactsOfCentre, forgetContact, saveContact } from './edit-contacts.ts'

const OfContact = z.object({ contactId: CareContactId })

/** `/api/contacts`: whom a GP calls when the unit comes too late, department by department. */
export function contactRoutes(ports: Ports) {
  return new Hono<Env>()
    .get('/', allow('gp'), valid('query', z.object({ centreId: HostCentreId, specialty: Specialty })), async (c) => {
      const { centreId, specialty } = c.req.valid('query')
      return c.json(orRefuse(await contactsOfCentre(ports, centreId, specialty)))
    })
    .get('/all', allow('administrator'), async (c) => c.json(await listContactRows(ports.db)))
    .put('/:contactId', allow('administrator'), valid('param', OfContact), valid('json', CareContactInput), async (c) =>
      c.json(orRefuse(await saveContact(ports, c.get('person'), c.req.valid('param').contactId, c.req.valid('json')))),
    )
    .delete('/:contactId', allow('administrator'), valid('param', OfContact), async (c) =>
      c.json(await forgetContact(ports, c.get('person'), c.req.valid('param').contactId)),
    )
}
