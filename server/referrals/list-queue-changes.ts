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

/** What happened in a centre's queue, latest first, from the line after the one given; what was typed with it is left out. */
export async function listQueueChanges(
  { db, clock, vault }: Pick<Ports, 'db' | 'clock' | 'vault'>,
  person: SignedInPerson,
  wanted: {
    centreId: HostCentreId
    before?: Instant | undefined
    sequence?: number | undefined
    eventId?: string | undefined
  },
): Promise<{ changes: QueueChange[]; more: boolean } | Refusal> {
  const { centreId, before, sequence, eventId } = wanted
  const last = before && sequence && eventId ? { at: before, sequence, eventId } : undefined
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
    const rows = await listChanges(trx, centreId, last, AT_ONCE + 1)
    return {
      more: rows.length > AT_ONCE,
      changes: rows.slice(0, AT_ONCE).map(({ sealedIdentity, ...row }) => ({
        ...row,
        patientName: displayName(PatientIdentity.parse(JSON.parse(vault.open(sealedIdentity)))),
      })),
    }
  })
}
