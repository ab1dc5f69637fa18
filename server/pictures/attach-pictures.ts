import type { ReferralId } from '../../shared/ids.ts'
import type { Transaction } from '../store/database.ts'
import { moveToReferral } from './picture-store.ts'

/**
 * Hands the pictures of a draft over to the referral it became, item by item in the order of `lesionKeys`. Those of an
 * item that was removed stay with the draft and go with it.
 */
export async function attachPictures(
  trx: Transaction,
  {
    draftId,
    referralId,
    lesionKeys,
  }: { draftId: string; referralId: ReferralId; lesionKeys: readonly (string | undefined)[] },
): Promise<void> {
  for (const [lesion, lesionKey] of lesionKeys.entries()) {
    if (lesionKey) await moveToReferral(trx, { draftId, lesionKey }, { referralId, lesion })
  }
}
