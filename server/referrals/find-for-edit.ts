import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Transaction } from '../store/database.ts'
import { findReferral, listEvents, type ReferralRow } from './referral-store.ts'

/**
 * The referral a person wants to change: `not_found` outside their centres, `referral_over` once seen or closed (unless
 * `evenOver`), `changed_meanwhile` with what happened since when somebody changed it after the revision they read.
 */
export async function findForEdit(
  trx: Transaction,
  person: SignedInPerson,
  referralId: ReferralId,
  revision: number,
  evenOver = false,
): Promise<ReferralRow | Refusal> {
  const referral = await findReferral(trx, referralId)
  if (!referral || !person.centreIds.includes(referral.centre_id)) return refuse('not_found')
  if (referral.revision !== revision) {
    const since = await listEvents(trx, referralId, revision)
    return refuse('changed_meanwhile', {
      details: {
        revision: referral.revision,
        changes: since.map(({ at, kind, personName }) => ({ at, kind, personName })),
      },
    })
  }
  const isOver = referral.state === 'closed' || referral.state === 'seen'
  return isOver && !evenOver ? refuse('referral_over') : referral
}
