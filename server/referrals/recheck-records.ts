import { addDays } from '../../shared/days.ts'
import type { ReferralId } from '../../shared/ids.ts'
import { type Instant, localDateOf, PARIS } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Database, Transaction } from '../store/database.ts'
import { endAlerts, listReferralsAlerted, raiseAlert } from './alert-store.ts'
import { areSameReferrals } from './same-referrals.ts'
import { overdueRecords } from './unrecorded.ts'
import { listStandingUpTo } from './unrecorded-store.ts'

/**
 * Raises an alert for each visit whose day is over and of which nobody said anything, and ends those of visits since
 * recorded: a place that was held in time proves nothing once its day has passed. For one referral, or for all.
 */
export async function recheckRecords(trx: Transaction, { now, personId }: Moment, of?: ReferralId): Promise<void> {
  const { missing, alerted } = await findMissing(trx, now, of)
  for (const [referralId, centreId] of missing) {
    if (!alerted.has(referralId)) await raiseAlert(trx, { referralId, centreId, kind: 'outcome_missing', at: now })
  }
  for (const referralId of alerted) {
    if (!missing.has(referralId)) await endAlerts(trx, referralId, { kind: 'outcome_missing', at: now, by: personId })
  }
}

/** Whether a visit is over that no alert speaks of, or the other way round; looked at outside a transaction. */
export async function areRecordsStale(db: Database, now: Instant): Promise<boolean> {
  const { missing, alerted } = await findMissing(db, now)
  return !areSameReferrals(new Set(missing.keys()), alerted)
}

/** The referrals, each with its centre, of visits that are over and unspoken of, and those of which an alert says so. */
async function findMissing(db: Database | Transaction, now: Instant, of?: ReferralId) {
  // No zone is a whole day ahead of Paris: what is over there stands among these.
  const lastDay = addDays(localDateOf(now, PARIS), 1)
  const standing = await listStandingUpTo(db, lastDay, of ? { referralIds: [of] } : {})
  const missing = new Map(overdueRecords(standing, now).map(({ referralId, centreId }) => [referralId, centreId]))
  return { missing, alerted: new Set(await listReferralsAlerted(db, 'outcome_missing', of)) }
}
