import type { CareContact, CareContactId, CareContactInput } from '../../shared/care-contact.ts'
import { CareContactId as Id } from '../../shared/care-contact.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

/** The contacts of a department, or all of them: emergency services, then hospitals, then opinions from a distance. */
export async function listContactRows(db: Database | Transaction, department?: DepartmentCode): Promise<CareContact[]> {
  const query = db.selectFrom('care_contact').selectAll().orderBy('department').orderBy('kind').orderBy('name')
  const rows = await (department ? query.where('department', '=', department) : query).execute()
  return rows.map(({ id, updated_at: _, ...contact }) => ({ contactId: Id.parse(id), ...contact }))
}

/** Adds a contact or replaces it. */
export async function putContact(
  trx: Transaction,
  contactId: CareContactId,
  input: CareContactInput,
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('care_contact')
    .values({ id: contactId, ...input, updated_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...input, updated_at: now }))
    .execute()
}

/** Forgets a contact. */
export async function deleteContact(trx: Transaction, contactId: CareContactId): Promise<void> {
  await trx.deleteFrom('care_contact').where('id', '=', contactId).execute()
}
