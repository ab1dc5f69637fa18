import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { endAlerts } from './alert-store.ts'
import { changeReferral, findReferral } from './referral-store.ts'
import { findVisit, markResultReceived } from './visit-store.ts'

/** Notes that the result owed for a visit reached the centre, which ends its alert. */
export async function receiveResult(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  visitId: string,
): Promise<{ received: true } | Refusal> {
  const now = clock.now()
  return transaction(db, async (trx) => {
    const visit = await findVisit(trx, visitId)
    if (!visit || !person.centreIds.includes(visit.centreId)) return refuse('not_found')
    if (visit.result_due === null) return refuse('no_result_owed')
    if (visit.result_received_at !== null) return { received: true }
    await markResultReceived(trx, visitId, now)
    await endAlerts(trx, visit.referral_id, { kind: 'result_overdue', at: now, by: person.personId })
    const referral = (await findReferral(trx, visit.referral_id))!
    await changeReferral(
      trx,
      referral,
      {},
      {
        kind: 'result_received',
        at: now,
        personId: person.personId,
        sealedDetails: null,
      },
    )
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'referral',
      resourceId: visit.referral_id,
      purpose: 'receive_result',
      at: now,
    })
    return { received: true }
  })
}
