import type { PatientId, ReferralId } from '../../shared/ids.ts'
import type { Database, Transaction } from '../store/database.ts'

/**
 * The identifiers under which the access log may speak of the same patient as `id`, a patient's, a referral's or an
 * appointment's: theirs, and those of their referrals, appointments, messages with their replies, pictures and alerts. Any
 * other identifier stands alone.
 */
export async function listRecordsOfSamePatient(db: Database | Transaction, id: string): Promise<string[]> {
  const patient = await findPatient(db, id)
  if (!patient) return [id]
  const referrals = await db.selectFrom('referral').select('id').where('patient_id', '=', patient.id).execute()
  const referralIds = referrals.map((referral) => referral.id)
  if (referralIds.length === 0) return [patient.id]
  const of = async (table: 'appointment' | 'message' | 'picture' | 'alert') =>
    (await db.selectFrom(table).select('id').where('referral_id', 'in', referralIds).execute()).map((row) => row.id)
  const messages = db.selectFrom('message').select('id').where('referral_id', 'in', referralIds)
  const replies = await db.selectFrom('reply').select('id').where('message_id', 'in', messages).execute()
  return [
    patient.id,
    ...referralIds,
    ...(await of('appointment')),
    ...(await of('message')),
    ...replies.map((reply) => reply.id),
    ...(await of('picture')),
    ...(await of('alert')),
  ]
}

async function findPatient(db: Database | Transaction, id: string): Promise<{ id: PatientId } | undefined> {
  const known = await db
    .selectFrom('patient')
    .select('id')
    .where('id', '=', id as PatientId)
    .executeTakeFirst()
  if (known) return known
  const appointment = db
    .selectFrom('appointment')
    .select('referral_id')
    .where('id', '=', id as never)
  return db
    .selectFrom('referral')
    .select('patient_id as id')
    .where((referral) => referral.or([referral('id', '=', id as ReferralId), referral('id', 'in', appointment)]))
    .executeTakeFirst()
}
