import type { HostCentreId, MessageId, PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Fingerprint, Schema } from '../store/schema.ts'

export type StoredReply = Schema['reply']

/** Keeps a reply; false, and nothing written, when the provider already brought it. */
export async function insertReply(trx: Transaction, reply: StoredReply): Promise<boolean> {
  const inserted = await trx
    .insertInto('reply')
    .values(reply)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Whether the provider already brought this reply. */
export async function isReplyKnown(db: Database, gatewayReference: string): Promise<boolean> {
  const known = await db
    .selectFrom('reply')
    .select('id')
    .where('gateway_reference', '=', gatewayReference)
    .executeTakeFirst()
  return known !== undefined
}

/** The centre of the patients who have this number; null when nobody has it, or patients of several centres. */
export async function centreOfPhone(
  db: Database | Transaction,
  phones: readonly Fingerprint[],
): Promise<HostCentreId | null> {
  const rows = await db
    .selectFrom('patient')
    .select('centre_id')
    .distinct()
    .where('phone_fingerprint', 'in', phones)
    .execute()
  return rows.length === 1 ? rows[0]!.centre_id : null
}

/** Notes that a reply did what it says, and which message it answers. */
export async function settleReply(trx: Transaction, id: string, messageId: MessageId): Promise<void> {
  await trx.updateTable('reply').set({ state: 'applied', message_id: messageId }).where('id', '=', id).execute()
}

/** One reply, or undefined. */
export function findReply(db: Database | Transaction, id: string): Promise<StoredReply | undefined> {
  return db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Replies of centres, and those of unknown numbers which belong to none, latest first. */
export async function listReplies(db: Database | Transaction, centreIds: readonly HostCentreId[], limit: number) {
  if (centreIds.length === 0) return []
  return db
    .selectFrom('reply')
    .leftJoin('person', 'person.id', 'reply.reviewed_by')
    .leftJoin('message', 'message.id', 'reply.message_id')
    .selectAll('reply')
    .select(['person.name as reviewedByName', 'message.appointment_id as appointmentId'])
    .where((where) => where.or([where('reply.centre_id', 'in', [...centreIds]), where('reply.centre_id', 'is', null)]))
    .orderBy('received_at', 'desc')
    .orderBy('reply.id')
    .limit(limit)
    .execute()
}

/** Names (sealed) of the patients a number was written to, in the centres given. */
export async function patientsWrittenTo(
  db: Database | Transaction,
  phoneFingerprints: readonly string[],
  centreIds: readonly HostCentreId[],
) {
  if (phoneFingerprints.length === 0 || centreIds.length === 0) return []
  return db
    .selectFrom('message')
    .innerJoin('referral', 'referral.id', 'message.referral_id')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .select([
      'message.phone_fingerprint as phone',
      'patient.id as patientId',
      'patient.sealed_identity as sealedIdentity',
    ])
    .distinct()
    .where('message.phone_fingerprint', 'in', [...phoneFingerprints])
    .where('message.centre_id', 'in', [...centreIds])
    .execute()
}

/** Marks a reply as dealt with; false when somebody already did. */
export async function markReviewed(trx: Transaction, id: string, by: PersonId, now: Instant): Promise<boolean> {
  const updated = await trx
    .updateTable('reply')
    .set({ state: 'reviewed', reviewed_by: by, reviewed_at: now })
    .where('id', '=', id)
    .where('state', '=', 'to_review')
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}
