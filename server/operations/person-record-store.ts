import type { HostCentreId, MessageId, PatientId, ReferralId } from '../../shared/ids.ts'
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

/**
 * Everything the tables hold about a patient, with the fingerprint of their number and the identifiers the access log may
 * call them by, as it is stored: sealed columns sealed.
 */
export async function readPersonRecord(
  trx: Transaction,
  { patientId, phone, records }: { patientId: PatientId; phone: string | null; records: readonly string[] },
) {
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
      .innerJoin('stop', 'stop.id', 'appointment.stop_id')
      .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
      .where('referral_id', 'in', of)
      .select(['appointment.id', 'referral_id', 'appointment.stop_id', 'host_centre.name as centre'])
      .select(['slot.date', 'slot.start_minute', 'slot.overbooked', 'slot.sealed_overbooked_reason'])
      .select(['appointment.state', 'appointment.ended_reason', 'appointment.created_at'])
      .orderBy('appointment.created_at')
      .execute(),
    await trx.selectFrom('visit').selectAll().where('referral_id', 'in', of).execute(),
    await trx.selectFrom('message').selectAll().where('referral_id', 'in', of).orderBy('created_at').execute(),
    await trx.selectFrom('picture').selectAll().where('referral_id', 'in', of).execute(),
    await trx.selectFrom('alternative').selectAll().where('referral_id', 'in', of).execute(),
    await trx.selectFrom('call_task').selectAll().where('referral_id', 'in', of).execute(),
  ]
  const alerts = await trx.selectFrom('alert').selectAll().where('referral_id', 'in', of).execute()
  const waiting = await trx.selectFrom('waiting_list_entry').selectAll().where('referral_id', 'in', of).execute()
  const advice = await trx.selectFrom('advice').selectAll().where('referral_id', 'in', of).orderBy('given_at').execute()
  const notes = await trx
    .selectFrom('attendance_note')
    .innerJoin('appointment', 'appointment.id', 'attendance_note.appointment_id')
    .where('appointment.referral_id', 'in', of)
    .selectAll('attendance_note')
    .execute()
  // The address itself is a secret that opens a page, and of no use any more to whoever reads this.
  const links = await trx
    .selectFrom('patient_link')
    .innerJoin('appointment', 'appointment.id', 'patient_link.appointment_id')
    .where('appointment.referral_id', 'in', of)
    .select(['patient_link.appointment_id', 'patient_link.created_at', 'patient_link.expires_at'])
    .execute()
  const written = messages.map(({ id }) => id)
  const replies = await listReplies(trx, phone, written)
  const accesses = await trx
    .selectFrom('access_log')
    .where('resource_id', 'in', [...records])
    .select(['at', 'role', 'action', 'resource', 'purpose'])
    .orderBy('at')
    .execute()
  return {
    ...{ referrals, events, appointments, visits, advice, messages, replies, pictures },
    ...{ alternatives, alerts, waiting, calls, notes, links, accesses },
  }
}

/** The replies that answered these messages, and those nobody tied to one, unless somebody else has the same number. */
async function listReplies(trx: Transaction, phone: string | null, messageIds: readonly MessageId[]) {
  const sharers = phone
    ? await trx.selectFrom('patient').select('id').where('phone_fingerprint', '=', phone).limit(2).execute()
    : []
  return trx
    .selectFrom('reply')
    .selectAll()
    .where((reply) =>
      reply.or([
        ...(messageIds.length > 0 ? [reply('message_id', 'in', [...messageIds])] : []),
        ...(sharers.length === 1
          ? [reply.and([reply('message_id', 'is', null), reply('phone_fingerprint', '=', phone!)])]
          : []),
      ]),
    )
    .orderBy('received_at')
    .execute()
}
