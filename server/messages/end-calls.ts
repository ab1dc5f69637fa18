import type { ReferralId } from '../../shared/ids.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { closeCallsOf } from './call-task-store.ts'

/** Takes a patient off the call list because somebody has told them otherwise; messages go on. */
export function endCalls(trx: Transaction, referralId: ReferralId, { now, personId }: Moment): Promise<void> {
  return closeCallsOf(trx, referralId, personId, now)
}
