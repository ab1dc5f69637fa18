import type { AlertId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { AlertKind } from '../../shared/referral.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { endAlerts, findAlert, takeAlert } from './alert-store.ts'
import { recheckRecords } from './recheck-records.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral, findReferral } from './referral-store.ts'

/**
 * A named person of the centre takes note of an alert. A breach is not for noting: it ends with a place in time or a
 * recorded alternative, and is refused (`breach_not_covered`) until then; nor is a visit nobody spoke of, which ends once
 * somebody says seen or absent (`outcome_not_recorded`). A patient who was not reached is taken on by name and stays on the
 * list until the call is made. So no urgent patient is left with nothing.
 */
export async function acknowledgeAlert(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  alertId: AlertId,
): Promise<{ acknowledged: true } | Refusal> {
  const moment = { now: clock.now(), personId: person.personId }
  return transaction(db, async (trx) => {
    const alert = await findAlert(trx, alertId)
    if (!alert || !person.centreIds.includes(alert.centre_id)) return refuse('not_found')
    if (alert.resolved_at !== null) return { acknowledged: true }
    if (alert.kind === 'breach') {
      const breaching = await recheckSafety(trx, moment)
      if (breaching.has(alert.referral_id)) return refuse('breach_not_covered')
      return { acknowledged: true }
    }
    if (alert.kind === 'outcome_missing') {
      await recheckRecords(trx, moment, alert.referral_id)
      const still = await findAlert(trx, alertId)
      return still?.resolved_at === null ? refuse('outcome_not_recorded') : { acknowledged: true }
    }
    if (alert.kind === 'not_reached') {
      if (alert.acknowledged_by === person.personId) return { acknowledged: true }
      await takeAlert(trx, alertId, person.personId, moment.now)
    } else await endAlerts(trx, alert.referral_id, { kind: kindOf(alert.kind), at: moment.now, by: person.personId })
    const referral = await findReferral(trx, alert.referral_id)
    if (referral) {
      await changeReferral(
        trx,
        referral,
        {},
        {
          kind: `acknowledged_${alert.kind}`,
          at: moment.now,
          personId: person.personId,
          sealedDetails: null,
        },
      )
    }
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'alert',
      resourceId: alertId,
      purpose: 'acknowledge',
      at: moment.now,
    })
    return { acknowledged: true }
  })
}

const kindOf = (kind: string) => AlertKind.parse(kind)
