import type { PatientId, ReferralId } from '../../shared/ids.ts'
import type { ErasureCounts } from '../../shared/person-data.ts'
import type { Instant } from '../../shared/time.ts'
import { OVER_STATES } from '../referrals/open-states.ts'
import type { Transaction } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import { ENDED_MESSAGES, emptied } from './erasable.ts'

/** The referrals of a patient, with what says whether their care is over and since when. */
export async function readCare(trx: Transaction, patientId: PatientId) {
  const referrals = await trx
    .selectFrom('referral')
    .select(['id', 'state', 'sent_at', 'closed_at'])
    .where('patient_id', '=', patientId)
    .execute()
  const ids = referrals.map(({ id }) => id)
  const held = await trx
    .selectFrom('appointment')
    .select('id')
    .where('referral_id', 'in', ids)
    .where('live', '=', 1)
    .where('state', 'not in', ['done'])
    .executeTakeFirst()
  const visits = await trx
    .selectFrom('visit')
    .select(['recorded_at', 'result_due', 'result_received_at'])
    .where('referral_id', 'in', ids)
    .execute()
  const isOwed = visits.some((visit) => visit.result_due !== null && visit.result_received_at === null)
  const isOpen = referrals.some(({ state }) => !OVER_STATES.includes(state))
  const ends = [
    ...referrals.flatMap(({ sent_at, closed_at }) => [sent_at, closed_at]),
    ...visits.flatMap(({ recorded_at, result_received_at }) => [recorded_at, result_received_at]),
  ].filter((at): at is Instant => at !== null)
  return { referralIds: ids, isUnderWay: isOpen || held !== undefined || isOwed, endedAt: ends.sort().at(-1) ?? null }
}

const messagesOf = (trx: Transaction, referralIds: readonly ReferralId[]) =>
  trx
    .selectFrom('message')
    .select('id')
    .where('referral_id', 'in', [...referralIds])
const appointmentsOf = (trx: Transaction, referralIds: readonly ReferralId[]) =>
  trx
    .selectFrom('appointment')
    .select('id')
    .where('referral_id', 'in', [...referralIds])

/** How much there is to erase of a patient whose care is over. */
export async function countErasable(
  trx: Transaction,
  patientId: PatientId,
  referralIds: readonly ReferralId[],
): Promise<ErasureCounts> {
  const patient = await trx
    .selectFrom('patient')
    .select(['sealed_phone', 'sealed_interpreter'])
    .where('id', '=', patientId)
    .executeTakeFirstOrThrow()
  const { pictures } = await trx
    .selectFrom('picture')
    .where('referral_id', 'in', [...referralIds])
    .select((of) => of.fn.countAll<number>().as('pictures'))
    .executeTakeFirstOrThrow()
  const { messages } = await trx
    .selectFrom('message')
    .where('referral_id', 'in', [...referralIds])
    .where('state', 'in', ENDED_MESSAGES)
    .where('phone_fingerprint', '!=', '')
    .select((of) => of.fn.countAll<number>().as('messages'))
    .executeTakeFirstOrThrow()
  const { replies } = await trx
    .selectFrom('reply')
    .where('message_id', 'in', messagesOf(trx, referralIds))
    .where('phone_fingerprint', '!=', '')
    .select((of) => of.fn.countAll<number>().as('replies'))
    .executeTakeFirstOrThrow()
  const { links } = await trx
    .selectFrom('patient_link')
    .where('appointment_id', 'in', appointmentsOf(trx, referralIds))
    .select((of) => of.fn.countAll<number>().as('links'))
    .executeTakeFirstOrThrow()
  return {
    pictures: Number(pictures),
    phones: patient.sealed_phone === null ? 0 : 1,
    interpreters: patient.sealed_interpreter === null ? 0 : 1,
    messages: Number(messages),
    replies: Number(replies),
    links: Number(links),
  }
}

/** Erases what `countErasable` counted. That messages were sent, when and of what kind stays. */
export async function eraseErasable(
  trx: Transaction,
  patientId: PatientId,
  referralIds: readonly ReferralId[],
  { nothing, at }: { nothing: Sealed; at: Instant },
): Promise<void> {
  await trx
    .deleteFrom('picture')
    .where('referral_id', 'in', [...referralIds])
    .execute()
  await trx.updateTable('reply').set(emptied(nothing)).where('message_id', 'in', messagesOf(trx, referralIds)).execute()
  await trx
    .updateTable('message')
    .set(emptied(nothing))
    .where('referral_id', 'in', [...referralIds])
    .where('state', 'in', ENDED_MESSAGES)
    .execute()
  await trx.deleteFrom('patient_link').where('appointment_id', 'in', appointmentsOf(trx, referralIds)).execute()
  await trx
    .updateTable('patient')
    .set({ sealed_phone: null, phone_fingerprint: null, sealed_interpreter: null, updated_at: at })
    .where('id', '=', patientId)
    .execute()
}
