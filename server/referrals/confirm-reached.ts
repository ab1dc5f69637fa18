import type { AlertId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import { endCalls } from '../messages/end-calls.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { endAlerts, findAlert } from './alert-store.ts'
import { changeReferral, findReferral } from './referral-store.ts'

/**
 * A named person of the centre says they told the patient themselves: the calls still to make about the referral end with
 * the alert, in their name. Done again, or after the alert ended, it changes nothing; another alert is refused (`not_about_a_call`).
 */
export async function confirmReached(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  alertId: AlertId,
): Promise<{ reached: true } | Refusal> {
  const moment = { now: clock.now(), personId: person.personId }
  return transaction(db, async (trx) => {
    const alert = await findAlert(trx, alertId)
    if (!alert || !person.centreIds.includes(alert.centre_id)) return refuse('not_found')
    if (alert.kind !== 'not_reached') return refuse('not_about_a_call')
    const referral = await findReferral(trx, alert.referral_id)
    if (alert.resolved_at !== null || !referral) return { reached: true }
    await endCalls(trx, referral.id, moment)
    await endAlerts(trx, referral.id, { kind: 'not_reached', at: moment.now, by: person.personId })
    const told = { kind: 'patient_reached', at: moment.now, personId: person.personId, sealedDetails: null }
    await changeReferral(trx, referral, {}, told)
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'alert',
      resourceId: alertId,
      purpose: 'confirm_reached',
      at: moment.now,
    })
    return { reached: true }
  })
}
