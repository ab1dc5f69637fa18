import type { HostCentreId, PatientId, ReferralId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Transaction } from '../store/database.ts'

/** The patient of a referral of these centres, or undefined. */
export async function findPatientOf(trx: Transaction, referralId: ReferralId, centreIds: readonly HostCentreId[]) {
  if (centreIds.length === 0) return undefined
  return trx
    .selectFrom('referral')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .where('referral.id', '=', referralId)
    .where('referral.centre_id', 'in', [...centreIds])
    .selectAll('patient')
    .executeTakeFirst()
}

/** Whether a patient takes SMS. */
export async function setSmsStopped(trx: Transaction, id: PatientId, stopped: boolean, at: Instant): Promise<void> {
  await trx
    .updateTable('patient')
    .set({ sms_stopped: stopped ? 1 : 0, updated_at: at })
    .where('id', '=', id)
    .execute()
}

/** Everything the tables hold about a patient, as it is stored: sealed columns sealed. */
export async function readPersonRecord(trx: Transaction, patientId: PatientId) {
  const referrals = await trx
    .selectFrom('referral')
    .selectAll()
    .where('patient_id', '=', patientId)
    .orderBy('sent_at')
    .execute()
  const ids = referrals.map(({ id }) => id)
  const of = ids.length > 0 ? ids : (['none'] as unknown as ReferralId[])
  const [events, appointments, visits, messages, pictures, alternatives, calls] = [
    await trx.selectFrom('referral_event').selectAll().where('referral_id', 'in', of).orderBy('sequence').execute(),
    await trx
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot_id')
      .where('referral_id', 'in', of)
      .select(['referral_id', 'slot.date', 'slot.start_minute', 'appointment.state', 'appointment.created_at'])
      .orderBy('appointment.created_at')
      .execute(),
    await trx.selectFrom('visit').selectAll().where('referral_id', 'in', of).execute(),
    await trx.selectFrom('message').selectAll().where('referral_id', 'in', of).orderBy('created_at').execute(),
    await trx.selectFrom('picture').selectAll().where('referral_id', 'in', of).execute(),
    await trx.selectFrom('alternative').selectAll().where('referral_id', 'in', of).execute(),
    await trx.selectFrom('call_task').selectAll().where('referral_id', 'in', of).execute(),
  ]
  const accesses = await trx
    .selectFrom('access_log')
    .where('resource_id', 'in', [...of, patientId])
    .select(['at', 'role', 'action', 'resource', 'purpose'])
    .orderBy('at')
    .execute()
  return { referrals, events, appointments, visits, messages, pictures, alternatives, calls, accesses }
}
