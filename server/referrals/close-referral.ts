import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import type { CloseReason } from '../../shared/referral.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { transaction } from '../store/database.ts'
import { leavePlace } from './choose-alternative.ts'
import { endCare } from './end-care.ts'
import { findForEdit } from './find-for-edit.ts'
import { recheckSafety } from './recheck-safety.ts'
import { findReferral } from './referral-store.ts'

/**
 * Closes a referral before the visit, with its reason: its place is freed without a word to the patient, its alerts end,
 * it leaves the waiting list, and whatever message or call was still to come is stopped in the same transaction. A GP or a coordinator of the centre may do it.
 */
export async function closeReferral(
  ports: Ports,
  person: SignedInPerson,
  closing: { referralId: ReferralId; revision: number; reason: CloseReason },
): Promise<{ revision: number } | Refusal> {
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const found = await findForEdit(trx, person, closing.referralId, closing.revision)
      if (isRefusal(found)) return found
      const left = await leavePlace(trx, ports, found, 'referral_closed', moment)
      if (left) throw new ProblemError(left)
      const referral = (await findReferral(trx, found.id))!
      const sealedDetails = ports.vault.seal(JSON.stringify({ reason: closing.reason }))
      const revision = await endCare(trx, referral, { reason: closing.reason, sealedDetails }, moment)
      await recordAccess(trx, {
        person,
        action: 'update',
        resource: 'referral',
        resourceId: referral.id,
        purpose: 'close',
        at: moment.now,
      })
      await recheckSafety(trx, moment)
      return { revision }
    })
  } catch (error) {
    if (error instanceof ProblemError) return error.refusal
    throw error
  }
}
