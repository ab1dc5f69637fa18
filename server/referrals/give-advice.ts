import type { AdviceInput, AdviceLine } from '../../shared/advice.ts'
import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { isUniqueViolation, transaction } from '../store/database.ts'
import { type AdviceRow, insertAdvice } from './advice-store.ts'
import { changeReferral, findAppointment, findReferral, specialistSees } from './referral-store.ts'

/** An advice opened, for those who may read it. */
export function openAdvice(
  { vault }: Pick<Ports, 'vault'>,
  row: AdviceRow & { specialistName: string; deciderName: string | null },
): AdviceLine {
  return {
    adviceId: row.id,
    proposal: row.proposal,
    text: vault.open(row.sealed_text),
    specialistName: row.specialistName,
    givenAt: row.given_at,
    decision: row.decision,
    decidedBy: row.deciderName,
  }
}

/**
 * Keeps what a specialist says of a patient of their own stop before the visit. That the patient come is for the centre to
 * know; that no visit is needed waits for the decision of one of its doctors, one advice at a time.
 */
export async function giveAdvice(
  { db, clock, vault, newId }: Pick<Ports, 'db' | 'clock' | 'vault' | 'newId'>,
  person: SignedInPerson,
  referralId: ReferralId,
  input: AdviceInput,
): Promise<{ adviceId: string } | Refusal> {
  const { specialistId } = person
  const now = clock.now()
  try {
    return await transaction(db, async (trx) => {
      const appointment = await findAppointment(trx, input.appointmentId)
      if (!specialistId || appointment?.referralId !== referralId) return refuse('not_found')
      if (!(await specialistSees(trx, specialistId, referralId, input.appointmentId))) return refuse('not_found')
      const isAhead = appointment.live === 1 && appointment.date >= localDateOf(now, PARIS)
      if (!isAhead) return refuse('advice_too_late')
      const isInformation = input.proposal === 'come'
      const adviceId = newId()
      await insertAdvice(trx, {
        id: adviceId,
        referral_id: referralId,
        appointment_id: input.appointmentId,
        specialist_id: specialistId,
        proposal: input.proposal,
        sealed_text: vault.seal(input.text),
        given_at: now,
        decision: isInformation ? 'kept' : null,
        decided_by: null,
        decided_at: isInformation ? now : null,
      })
      const referral = (await findReferral(trx, referralId))!
      const event = { kind: 'advice_given', at: now, personId: person.personId, sealedDetails: null }
      await changeReferral(trx, referral, {}, event)
      await recordAccess(trx, {
        person,
        action: 'update',
        resource: 'referral',
        resourceId: referralId,
        purpose: 'give_advice',
        at: now,
      })
      return { adviceId }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('advice_pending')
    throw error
  }
}
