import type { PatientId, ReferralId } from '../../shared/ids.ts'
import type { Database } from '../store/database.ts'

/**
 * The identifiers under which the access log may speak of the same patient as `id`, a patient's, a referral's or an
 * appointment's: theirs, and those of their referrals, appointments, messages and pictures. Any other identifier stands alone.
 */
export async function listRecordsOfSamePatient(db: Database, id: string): Promise<string[]> {
  const patient = await findPatient(db, id)
  if (!patient) return [id]
  const referrals = await db.selectFrom('referral').select('id').where('patient_id', '=', patient.id).execute()
  const referralIds = referrals.map((referral) => referral.id)
  if (referralIds.length === 0) return [patient.id]
  const of = async (table: 'appointment' | 'message' | 'picture' | 'alert') =>
    (await db.selectFrom(table).select('id').where('referral_id', 'in', referralIds).execute()).map((row) => row.id)
  return [
    patient.id,
    ...referralIds,
    ...(await of('appointment')),
    ...(await of('message')),
    ...(await of('picture')),
    ...(await of('alert')),
  ]
}

async function findPatient(db: Database, id: string): Promise<{ id: PatientId } | undefined> {
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
