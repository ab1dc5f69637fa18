import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { isErased } from './erased-store.ts'
import { findForEdit } from './find-for-edit.ts'
import { recheckSafety } from './recheck-safety.ts'
import { changeReferral } from './referral-store.ts'
import { listCovered } from './safety-store.ts'

/**
 * Takes back a closing made by mistake: the patient waits again, or is cared for elsewhere as a person had chosen, and
 * the safety rule looks at them at once. The place and the messages they had are not given back. Refused once what was
 * written of them is erased.
 */
export async function reopenReferral(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  wanted: { referralId: ReferralId; revision: number },
): Promise<{ revision: number } | Refusal> {
  const moment: Moment = { now: clock.now(), personId: person.personId }
  return transaction(db, async (trx) => {
    const referral = await findForEdit(trx, person, wanted.referralId, wanted.revision, true)
    if (isRefusal(referral)) return referral
    if (referral.state !== 'closed') return refuse('referral_not_closed')
    if (await isErased(trx, referral.id)) return refuse('referral_erased')
    const isCovered = (await listCovered(trx, [referral.id])).size > 0
    const revision = await changeReferral(
      trx,
      referral,
      { state: isCovered ? 'redirected' : 'waiting', closed_reason: null, closed_at: null },
      { kind: 'reopened', at: moment.now, personId: person.personId, sealedDetails: null },
    )
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'referral',
      resourceId: referral.id,
      purpose: 'reopen',
      at: moment.now,
    })
    await recheckSafety(trx, moment)
    return { revision }
  })
}
