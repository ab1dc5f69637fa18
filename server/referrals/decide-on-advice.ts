import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { transaction } from '../store/database.ts'
import { decideAdvice, findAdvice } from './advice-store.ts'
import { AlternativeChoice, chooseWithin } from './choose-alternative.ts'
import { findForEdit } from './find-for-edit.ts'
import { changeReferral } from './referral-store.ts'

/**
 * What a doctor of the centre makes of a specialist's advice: `freed` records it as the téléexpertise it is, tells the
 * patient that the appointment is cancelled and offers the place to the next of the queue; `kept` changes nothing.
 */
export async function decideOnAdvice(
  ports: Ports,
  person: SignedInPerson,
  wanted: { adviceId: string; revision: number; decision: 'freed' | 'kept' },
): Promise<{ revision: number } | Refusal> {
  const moment: Moment = { now: ports.clock.now(), personId: person.personId }
  try {
    return await transaction(ports.db, async (trx) => {
      const advice = await findAdvice(trx, wanted.adviceId)
      if (!advice || !person.centreIds.includes(advice.centreId)) return refuse('not_found')
      const referral = await findForEdit(trx, person, advice.referral_id, wanted.revision)
      if (isRefusal(referral)) return referral
      if (advice.decided_at !== null) return refuse('advice_decided')
      const { decision } = wanted
      await decideAdvice(trx, advice.id, { decision, by: person.personId, at: moment.now })
      if (decision === 'freed') {
        const text = `${advice.specialistName} : ${ports.vault.open(advice.sealed_text)}`.slice(0, 500)
        const choice = AlternativeChoice.parse({ revision: wanted.revision, kind: 'teleexpertise', text })
        const chosen = await chooseWithin(trx, ports, person, referral, choice, moment)
        if (isRefusal(chosen)) throw new ProblemError(chosen)
        return { revision: chosen.revision }
      }
      const event = { kind: 'advice_declined', at: moment.now, personId: person.personId, sealedDetails: null }
      const revision = await changeReferral(trx, referral, {}, event)
      await recordAccess(trx, {
        person,
        action: 'update',
        resource: 'referral',
        resourceId: referral.id,
        purpose: 'decide_on_advice',
        at: moment.now,
      })
      return { revision }
    })
  } catch (error) {
    if (error instanceof ProblemError) return error.refusal
    throw error
  }
}
