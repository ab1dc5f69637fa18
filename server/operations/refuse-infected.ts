import { type Refusal, refuse } from '../../shared/problem.ts'
import type { AccessEntry } from '../access/access-log-store.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'

/**
 * Refuses what somebody sent when something malicious is in it, or when the antivirus did not read it; null lets it pass.
 * Who sent the malicious, and what they meant to join it to, is a line of the access log: it may be that their machine, or
 * their account, is somebody else's.
 */
export async function refuseInfected(
  { db, clock, antivirus }: Pick<Ports, 'db' | 'clock' | 'antivirus'>,
  bytes: Uint8Array,
  sentBy: Pick<AccessEntry, 'person' | 'resource' | 'resourceId'>,
): Promise<Refusal | null> {
  const verdict = await antivirus.scan(bytes)
  if (verdict === 'clean') return null
  if (verdict !== 'found') return refuse('upload_unscanned', { field: 'file' })
  const refused = { ...sentBy, action: 'upload_refused', purpose: 'antivirus', at: clock.now() } as const
  await transaction(db, (trx) => recordAccess(trx, refused))
  return refuse('upload_infected', { field: 'file' })
}
