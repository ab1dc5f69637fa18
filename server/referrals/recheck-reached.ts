import type { ReferralId } from '../../shared/ids.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { endAlerts, listReferralsAlerted, raiseAlert } from './alert-store.ts'
import { recheckSafety } from './recheck-safety.ts'
import { alertsFrom } from './unreached.ts'
import { listCallsToUrgent } from './unreached-store.ts'

/**
 * Raises an alert for each urgent patient who was not told of their place, and ends those of patients since called, or
 * whose place is gone: a place in time that its patient knows nothing of is no place. For one referral, or for all.
 */
export async function recheckReached(trx: Transaction, { now, personId }: Moment, of?: ReferralId): Promise<void> {
  const calls = await listCallsToUrgent(trx, localDateOf(now, PARIS), of)
  const unreached = new Map(
    calls.filter((call) => alertsFrom(call) <= now).map(({ referralId, centreId }) => [referralId, centreId]),
  )
  const alerted = new Set(await listReferralsAlerted(trx, 'not_reached', of))
  for (const [referralId, centreId] of unreached) {
    if (!alerted.has(referralId)) await raiseAlert(trx, { referralId, centreId, kind: 'not_reached', at: now })
  }
  for (const referralId of alerted) {
    if (!unreached.has(referralId)) await endAlerts(trx, referralId, { kind: 'not_reached', at: now, by: personId })
  }
}

/** Call it in the transaction that learns that a message arrived after all, once the call that replaced it is taken back. */
export function messageDelivered(trx: Transaction, referralId: ReferralId, moment: Moment): Promise<void> {
  return recheckReached(trx, moment, referralId)
}

/** Call it in the transaction that learns that a message did not arrive: the safety rule is checked again for everyone. */
export async function messageNotDelivered(trx: Transaction, referralId: ReferralId, moment: Moment): Promise<void> {
  await recheckReached(trx, moment, referralId)
  await recheckSafety(trx, moment)
}
