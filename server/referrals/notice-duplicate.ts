import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { PatientIdentity } from '../../shared/referral.ts'
import type { Ports } from '../ports.ts'
import { normalisedIdentity } from './identity.ts'
import { listOpenOfPatient } from './referral-store.ts'

/** The open referrals this patient already has in the centre, newest first: told while the form is filled in. */
export async function noticeDuplicate(
  { db, vault }: Pick<Ports, 'db' | 'vault'>,
  person: SignedInPerson,
  centreId: HostCentreId,
  identity: PatientIdentity,
): Promise<Awaited<ReturnType<typeof listOpenOfPatient>> | Refusal> {
  if (!person.centreIds.includes(centreId)) return refuse('not_found', { field: 'centreId' })
  return listOpenOfPatient(db, centreId, vault.fingerprint(normalisedIdentity(identity)))
}
