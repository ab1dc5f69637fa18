import type { ReferralId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { findPatientOf, setSmsStopped } from './person-record-store.ts'

/** Notes that a patient wants no SMS any more, or accepts them again; what is queued is judged by it when it leaves. Their centre alone. */
export async function setSmsObjection(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  referralId: ReferralId,
  stopped: boolean,
  person: SignedInPerson,
): Promise<{ stopped: boolean } | Refusal> {
  return transaction(db, async (trx) => {
    const patient = await findPatientOf(trx, referralId, person.centreIds)
    if (!patient) return refuse('not_found')
    const at = clock.now()
    await setSmsStopped(trx, patient.id, stopped, at)
    const about = { action: 'update', resource: 'patient', resourceId: patient.id } as const
    await recordAccess(trx, { person, ...about, purpose: stopped ? 'sms_stopped' : 'sms_accepted', at })
    return { stopped }
  })
}
