import type { AppointmentId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type StoredPatientLink = Schema['patient_link']

/** The latest link made for an appointment, or undefined. */
export function findLinkOf(
  db: Database | Transaction,
  appointmentId: AppointmentId,
): Promise<StoredPatientLink | undefined> {
  return db
    .selectFrom('patient_link')
    .selectAll()
    .where('appointment_id', '=', appointmentId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
}

/** The link with this token, known by its hash only, or undefined. */
export function findLink(
  db: Database | Transaction,
  tokenHashes: readonly string[],
): Promise<StoredPatientLink | undefined> {
  return db.selectFrom('patient_link').selectAll().where('token_hash', 'in', tokenHashes).executeTakeFirst()
}

/** Keeps a new link. */
export async function insertLink(trx: Transaction, link: StoredPatientLink): Promise<void> {
  await trx.insertInto('patient_link').values(link).execute()
}

/** Moves the end of a link's life, when its appointment moved. */
export async function extendLink(trx: Transaction, tokenHash: string, expiresAt: Instant): Promise<void> {
  await trx.updateTable('patient_link').set({ expires_at: expiresAt }).where('token_hash', '=', tokenHash).execute()
}
