import type { HostCentreId, PatientId, ReferralId } from '../../shared/ids.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type PatientRow = Schema['patient']

/** The patient of a centre with this identity, by its fingerprints under each key of the vault, or undefined. */
export function findPatientByIdentity(
  trx: Transaction,
  centreId: HostCentreId,
  identityFingerprints: readonly string[],
): Promise<PatientRow | undefined> {
  return trx
    .selectFrom('patient')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('identity_fingerprint', 'in', identityFingerprints)
    .executeTakeFirst()
}

/** Adds a patient, or replaces what is known of the one with this id. */
export async function savePatient(trx: Transaction, row: PatientRow): Promise<void> {
  const { id, created_at, sms_stopped, ...known } = row
  await trx
    .insertInto('patient')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(known))
    .execute()
}

/** One patient, or undefined. */
export function findPatient(db: Database | Transaction, patientId: PatientId): Promise<PatientRow | undefined> {
  return db.selectFrom('patient').selectAll().where('id', '=', patientId).executeTakeFirst()
}

/** The patients behind referrals. */
export async function listPatientsOf(db: Database | Transaction, referralIds: readonly ReferralId[]) {
  if (referralIds.length === 0) return []
  return db
    .selectFrom('referral')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .where('referral.id', 'in', [...referralIds])
    .selectAll('patient')
    .select('referral.id as referralId')
    .execute()
}
