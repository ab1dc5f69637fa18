import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import type { Transaction } from '../store/database.ts'
import { findReferral, type ReferralRow, specialistSees } from './referral-store.ts'

/** Whether a person sees what is clinical in a referral: GPs of its centre, the specialist of a stop where it is seen. */
export async function seesClinicalPart(
  trx: Transaction,
  person: SignedInPerson,
  referralId: ReferralId,
): Promise<boolean> {
  const referral = await findReferral(trx, referralId)
  return referral !== undefined && person.role !== 'coordinator' && (await mayOpen(trx, person, referral))
}

/** Whether a person may open a referral: GPs and coordinators of its centre, the specialist of a stop where it is seen. */
export async function mayOpen(trx: Transaction, person: SignedInPerson, referral: ReferralRow): Promise<boolean> {
  if (person.role === 'gp' || person.role === 'coordinator') return person.centreIds.includes(referral.centre_id)
  if (person.role !== 'specialist' || !person.specialistId) return false
  return specialistSees(trx, person.specialistId, referral.id)
}
