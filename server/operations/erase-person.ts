import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import type { ErasureCounts, ErasurePlan } from '../../shared/person-data.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { countErasable, eraseErasable, readCare } from './erasure-store.ts'
import { findPatientOf } from './person-record-store.ts'
import { monthsAfter } from './retention.ts'
import { readRetentionRules } from './retention-store.ts'

type Needed = Pick<Ports, 'db' | 'vault' | 'clock'>

const NOTHING: ErasureCounts = { pictures: 0, phones: 0, interpreters: 0, messages: 0, replies: 0, links: 0 }

/**
 * What erasing on request would do for the patient of a referral, doing nothing: what may go, and until when the doctor's
 * record stays (GDPR, article 17(3)(c); CSP, art. R.4127-45). For a GP of their centre alone.
 */
export function planErasure(
  ports: Needed,
  referralId: ReferralId,
  person: SignedInPerson,
): Promise<ErasurePlan | Refusal> {
  return transaction(ports.db, async (trx) => {
    const found = await findPerson(trx, referralId, person)
    return found ? found.plan : refuse('not_found')
  })
}

/**
 * Erases it, when it still is what the person who confirmed was shown: refuses `erasure_changed` otherwise, and
 * `care_under_way` while a referral is open, a place is held or a result is owed. The access log keeps that it was done.
 */
export function erasePerson(
  ports: Needed,
  referralId: ReferralId,
  expected: ErasureCounts,
  person: SignedInPerson,
): Promise<ErasureCounts | Refusal> {
  return transaction(ports.db, async (trx) => {
    const found = await findPerson(trx, referralId, person)
    if (!found) return refuse('not_found')
    const { plan, patientId, referralIds } = found
    if (plan.careUnderWay) return refuse('care_under_way')
    if (!isSame(plan.erasable, expected)) return refuse('erasure_changed')
    const at = ports.clock.now()
    await eraseErasable(trx, patientId, referralIds, { nothing: ports.vault.seal(''), at })
    const about = { action: 'delete', resource: 'patient', resourceId: patientId, purpose: 'erasure_request' } as const
    await recordAccess(trx, { person, ...about, at })
    return plan.erasable
  })
}

async function findPerson(trx: Transaction, referralId: ReferralId, person: SignedInPerson) {
  const patient = await findPatientOf(trx, referralId, person.centreIds)
  if (!patient) return undefined
  const { referralIds, isUnderWay, endedAt } = await readCare(trx, patient.id)
  const { referralMonths } = await readRetentionRules(trx)
  const plan: ErasurePlan = {
    careUnderWay: isUnderWay,
    erasable: isUnderWay ? NOTHING : await countErasable(trx, patient.id, referralIds),
    recordKeptUntil: isUnderWay || endedAt === null ? null : monthsAfter(endedAt, referralMonths),
    smsStopped: patient.sms_stopped === 1,
  }
  return { plan, patientId: patient.id, referralIds }
}

function isSame(one: ErasureCounts, other: ErasureCounts): boolean {
  return (Object.keys(one) as (keyof ErasureCounts)[]).every((kind) => one[kind] === other[kind])
}
