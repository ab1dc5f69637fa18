import { addDays } from '../../shared/days.ts'
import type { ReferralId } from '../../shared/ids.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { endAlerts, listReferralsAlerted, raiseAlert } from './alert-store.ts'
import { overdueRecords } from './unrecorded.ts'
import { listStandingUpTo } from './unrecorded-store.ts'

/**
 * Raises an alert for each visit whose day is over and of which nobody said anything, and ends those of visits since
 * recorded: a place that was held in time proves nothing once its day has passed. For one referral, or for all.
 */
export async function recheckRecords(trx: Transaction, { now, personId }: Moment, of?: ReferralId): Promise<void> {
  // No zone is a whole day ahead of Paris: what is over there stands among these.
  const lastDay = addDays(localDateOf(now, PARIS), 1)
  const standing = await listStandingUpTo(trx, lastDay, of ? { referralId: of } : {})
  const missing = new Map(overdueRecords(standing, now).map(({ referralId, centreId }) => [referralId, centreId]))
  const alerted = new Set(await listReferralsAlerted(trx, 'outcome_missing', of))
  for (const [referralId, centreId] of missing) {
    if (!alerted.has(referralId)) await raiseAlert(trx, { referralId, centreId, kind: 'outcome_missing', at: now })
  }
  for (const referralId of alerted) {
    if (!missing.has(referralId)) await endAlerts(trx, referralId, { kind: 'outcome_missing', at: now, by: personId })
  }
}
