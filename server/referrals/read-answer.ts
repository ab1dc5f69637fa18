import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { changeReferral, findReferral } from './referral-store.ts'
import { findVisit, markLetterRead } from './visit-store.ts'

/** Notes that a named doctor of the centre read the specialist's letter; the specialist sees it. Reading twice changes nothing. */
export async function readAnswer(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  person: SignedInPerson,
  visitId: string,
): Promise<{ read: true } | Refusal> {
  const now = clock.now()
  return transaction(db, async (trx) => {
    const visit = await findVisit(trx, visitId)
    if (!visit || !person.centreIds.includes(visit.centreId)) return refuse('not_found')
    if (visit.letter_sent_at === null) return refuse('no_letter_sent')
    if (visit.letter_read_at !== null) return { read: true }
    await markLetterRead(trx, visitId, person.personId, now)
    const referral = (await findReferral(trx, visit.referral_id))!
    const event = { kind: 'answer_read', at: now, personId: person.personId, sealedDetails: null }
    await changeReferral(trx, referral, {}, event)
    await recordAccess(trx, {
      person,
      action: 'update',
      resource: 'referral',
      resourceId: visit.referral_id,
      purpose: 'read_answer',
      at: now,
    })
    return { read: true }
  })
}
