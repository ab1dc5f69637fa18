import type { ReferralId } from '../../shared/ids.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { closeCallsOf } from './call-task-store.ts'
import { skipQueued } from './message-store.ts'

/**
 * Says nothing more to a patient whose referral was closed: what waited in the outbox stays there, and nobody is asked to
 * call. In the transaction that closes, so that no SMS leaves after a death was recorded.
 */
export async function stopMessages(trx: Transaction, referralId: ReferralId, { now, personId }: Moment): Promise<void> {
  await skipQueued(trx, referralId, 'referral_closed', now)
  await closeCallsOf(trx, referralId, personId, now)
}
