import type { ReferralId } from '../../shared/ids.ts'
import type { Database, Transaction } from '../store/database.ts'

/** Whether what was written in a referral has been erased. */
export async function isErased(db: Database | Transaction, referralId: ReferralId): Promise<boolean> {
  const row = await db
    .selectFrom('erased_referral')
    .select('referral_id')
    .where('referral_id', '=', referralId)
    .executeTakeFirst()
  return row !== undefined
}
