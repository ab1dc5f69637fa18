import type { Instant } from '../../shared/time.ts'
import type { Transaction } from '../store/database.ts'
import { deleteAnsweredBefore } from './picture-store.ts'

/**
 * Erases the pictures of referrals answered or closed before an instant: the specialist's last answer, not the first.
 * Gives how many pictures that was. Those of a draft, and of a referral that is deleted, go with it by themselves.
 */
export function erasePictures(trx: Transaction, { answeredBefore }: { answeredBefore: Instant }): Promise<number> {
  return deleteAnsweredBefore(trx, answeredBefore)
}
