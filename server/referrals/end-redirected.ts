import type { Instant } from '../../shared/time.ts'
import { recordAccesses } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { endCare } from './end-care.ts'
import { listQuietRedirected } from './referral-store.ts'

const AT_ONCE = 500

/**
 * Closes, as seen elsewhere, the referrals handed over to a hospital or for an opinion of which nothing was written since
 * `quietSince`: nobody here will hear of them, and what is kept of them counts its time from then on. A person may open one
 * again until it is erased. Gives how many that was.
 */
export async function endRedirected(
  trx: Transaction,
  { clock, vault }: Pick<Ports, 'clock' | 'vault'>,
  quietSince: Instant,
): Promise<number> {
  const moment = { now: clock.now(), personId: null }
  const sealedDetails = vault.seal(JSON.stringify({ reason: 'seen_elsewhere' }))
  const ended = { person: null, action: 'update', resource: 'referral', purpose: 'retention', at: moment.now } as const
  let total = 0
  for (;;) {
    const quiet = await listQuietRedirected(trx, quietSince, AT_ONCE)
    for (const referral of quiet) await endCare(trx, referral, { reason: 'seen_elsewhere', sealedDetails }, moment)
    await recordAccesses(
      trx,
      quiet.map(({ id }) => ({ ...ended, resourceId: id })),
    )
    total += quiet.length
    if (quiet.length < AT_ONCE) return total
  }
}
