import type { CloseReason } from '../../shared/referral.ts'
import type { Moment } from '../access/moment.ts'
import { advanceEntry } from '../appointments/advance-entry.ts'
import { stopMessages } from '../messages/stop-messages.ts'
import type { Transaction } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import { endAdvice } from './advice-store.ts'
import { endAlerts } from './alert-store.ts'
import { changeReferral, type ReferralRow } from './referral-store.ts'

/**
 * Closes a referral that holds no place: it leaves the waiting list, its alerts and the advice that waits end, and whatever
 * message or call was still to come is stopped. Gives its revision.
 */
export async function endCare(
  trx: Transaction,
  referral: Pick<ReferralRow, 'id' | 'revision'>,
  { reason, sealedDetails }: { reason: CloseReason; sealedDetails: Sealed },
  { now, personId }: Moment,
): Promise<number> {
  const revision = await changeReferral(
    trx,
    referral,
    { state: 'closed', closed_reason: reason, closed_at: now },
    { kind: 'closed', at: now, personId, sealedDetails },
  )
  await advanceEntry(trx, referral.id, 'leave', now)
  await endAdvice(trx, referral.id, now)
  await stopMessages(trx, referral.id, { now, personId })
  await endAlerts(trx, referral.id, { at: now, by: personId })
  return revision
}
