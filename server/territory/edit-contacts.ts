import type { CareContact, CareContactId, CareContactInput } from '../../shared/care-contact.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { deleteContact, listContactRows, putContact } from './contact-store.ts'
import { findHostCentre } from './host-centre-store.ts'

type Needed = Pick<Ports, 'db' | 'clock'>

/** Whom to call in a centre's department for a specialty; `not_found` for a centre that does not exist. */
export async function contactsOfCentre(
  { db }: Pick<Ports, 'db'>,
  centreId: HostCentreId,
  specialty: string,
): Promise<CareContact[] | Refusal> {
  return transaction(db, async (trx) => {
    const centre = await findHostCentre(trx, centreId)
    if (!centre) return refuse('not_found', { field: 'centreId' })
    const contacts = await listContactRows(trx, centre.department)
    return contacts.filter((contact) => contact.specialty === null || contact.specialty === specialty)
  })
}

/** Keeps a contact as an administrator wrote it. Refuses `contact_without_way`: neither a number nor an address to go to. */
export function saveContact(
  { db, clock }: Needed,
  person: SignedInPerson,
  contactId: CareContactId,
  input: CareContactInput,
): Promise<CareContact | Refusal> {
  return transaction(db, async (trx) => {
    if (input.phone === null && input.url === null) return refuse('contact_without_way', { field: 'phone' })
    await putContact(trx, contactId, input, clock.now())
    await record(trx, clock, person, 'update', contactId)
    return { contactId, ...input }
  })
}

/** Takes a contact out of the directory; one that is no more changes nothing. */
export function forgetContact(
  { db, clock }: Needed,
  person: SignedInPerson,
  contactId: CareContactId,
): Promise<{ deleted: true }> {
  return transaction(db, async (trx) => {
    await deleteContact(trx, contactId)
    await record(trx, clock, person, 'delete', contactId)
    return { deleted: true }
  })
}

function record(
  trx: Transaction,
  clock: Ports['clock'],
  person: SignedInPerson,
  action: 'update' | 'delete',
  contactId: CareContactId,
): Promise<void> {
  const about = { resource: 'care_contact', resourceId: contactId, purpose: 'administration' }
  return recordAccess(trx, { person, action, ...about, at: clock.now() })
}
