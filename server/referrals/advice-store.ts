import type { HostCentreId, PersonId, ReferralId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type AdviceRow = Schema['advice']

const withNames = (db: Database | Transaction) =>
  db
    .selectFrom('advice')
    .innerJoin('specialist', 'specialist.id', 'advice.specialist_id')
    .innerJoin('person as author', 'author.id', 'specialist.person_id')
    .innerJoin('referral', 'referral.id', 'advice.referral_id')
    .innerJoin('appointment', 'appointment.id', 'advice.appointment_id')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .leftJoin('person as decider', 'decider.id', 'advice.decided_by')
    .selectAll('advice')
    .select([
      'author.name as specialistName',
      'decider.name as deciderName',
      'referral.centre_id as centreId',
      'slot.date as visitDate',
    ])

/** Keeps an advice; the database refuses a second one while the first waits for its decision. */
export async function insertAdvice(trx: Transaction, row: AdviceRow): Promise<void> {
  await trx.insertInto('advice').values(row).execute()
}

/** What was advised for a referral, oldest first. */
export function listAdvice(db: Database | Transaction, referralId: ReferralId) {
  return withNames(db).where('advice.referral_id', '=', referralId).orderBy('advice.given_at').execute()
}

/** What was last advised of each of these referrals. */
export async function lastAdvice(db: Database | Transaction, referralIds: readonly ReferralId[]) {
  if (referralIds.length === 0) return new Map<ReferralId, never>()
  const rows = await db
    .selectFrom('advice')
    .where('referral_id', 'in', [...referralIds])
    .orderBy('given_at')
    .select(['referral_id', 'proposal', 'decision'])
    .execute()
  return new Map(rows.map(({ referral_id, proposal, decision }) => [referral_id, { proposal, decision }]))
}

/** Advice that waits for a decision of these centres. */
export async function listAdviceToDecide(db: Database | Transaction, centreIds: readonly HostCentreId[]) {
  if (centreIds.length === 0) return []
  return withNames(db)
    .where('referral.centre_id', 'in', [...centreIds])
    .where('advice.decided_at', 'is', null)
    .execute()
}

/** One advice, or undefined. */
export function findAdvice(db: Database | Transaction, adviceId: string) {
  return withNames(db).where('advice.id', '=', adviceId).executeTakeFirst()
}

/** Notes what was decided of an advice. */
export async function decideAdvice(
  trx: Transaction,
  adviceId: string,
  decided: { decision: 'freed' | 'kept'; by: PersonId | null; at: Instant },
): Promise<void> {
  await trx
    .updateTable('advice')
    .set({ decision: decided.decision, decided_by: decided.by, decided_at: decided.at })
    .where('id', '=', adviceId)
    .execute()
}

/** Ends an advice that waits when its visit is over, moved or closed: nothing is left to decide. */
export async function endAdvice(trx: Transaction, referralId: ReferralId, at: Instant): Promise<void> {
  await trx
    .updateTable('advice')
    .set({ decision: 'kept', decided_by: null, decided_at: at })
    .where('referral_id', '=', referralId)
    .where('decided_at', 'is', null)
    .execute()
}
