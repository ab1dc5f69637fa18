import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { PatientIdentity } from '../../shared/referral.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { normalisedIdentity } from './identity.ts'
import { listOpenOfPatient } from './referral-store.ts'

/**
 * The open referrals this patient already has in the centre, newest first: told while the form is filled in. Finding one
 * is recorded in the access log.
 */
export async function noticeDuplicate(
  { db, vault, clock }: Pick<Ports, 'db' | 'vault' | 'clock'>,
  person: SignedInPerson,
  centreId: HostCentreId,
  identity: PatientIdentity,
): Promise<Awaited<ReturnType<typeof listOpenOfPatient>> | Refusal> {
  if (!person.centreIds.includes(centreId)) return refuse('not_found', { field: 'centreId' })
  return transaction(db, async (trx) => {
    const open = await listOpenOfPatient(trx, centreId, vault.fingerprints(normalisedIdentity(identity)))
    for (const { referralId } of open) {
      await recordAccess(trx, {
        person,
        action: 'read',
        resource: 'referral',
        resourceId: referralId,
        purpose: 'notice_duplicate',
        at: clock.now(),
      })
    }
    return open
  })
}
