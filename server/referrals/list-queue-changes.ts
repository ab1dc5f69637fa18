import type { HostCentreId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { QueueChange } from '../../shared/queue.ts'
import { PatientIdentity } from '../../shared/referral.ts'
import type { Instant } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { displayName } from './identity.ts'
import { listChanges } from './queue-change-store.ts'

const AT_ONCE = 60

/** What happened in a centre's queue, latest first, before an instant when given; what was typed with it is left out. */
export async function listQueueChanges(
  { db, clock, vault }: Pick<Ports, 'db' | 'clock' | 'vault'>,
  person: SignedInPerson,
  { centreId, before }: { centreId: HostCentreId; before?: Instant | undefined },
): Promise<{ changes: QueueChange[]; more: boolean } | Refusal> {
  if (!person.centreIds.includes(centreId)) return refuse('not_found')
  return transaction(db, async (trx) => {
    await recordAccess(trx, {
      person,
      action: 'read',
      resource: 'queue',
      resourceId: centreId,
      purpose: 'queue_history',
      at: clock.now(),
    })
    const rows = await listChanges(trx, centreId, before, AT_ONCE + 1)
    return {
      more: rows.length > AT_ONCE,
      changes: rows.slice(0, AT_ONCE).map(({ sealedIdentity, ...row }) => ({
        ...row,
        patientName: displayName(PatientIdentity.parse(JSON.parse(vault.open(sealedIdentity)))),
      })),
    }
  })
}
