import type { HostCentreId, TourId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { hostAddress, hostLinkExpiry } from './host-link.ts'
import { insertHostLink, readHostRules, revokeHostLinks } from './host-store.ts'
import { selectStops } from './stop-store.ts'
import { findTour } from './tour-store.ts'

type OfCentre = { readonly tourId: TourId; readonly centreId: HostCentreId }

/**
 * Makes the secret address by which a centre answers for a tour, and any earlier one useless. The address is told this once:
 * only its keyed hash is kept. Refuses `not_found` for a centre where the tour does not stop.
 */
export function createHostLink(
  { db, config, vault, newToken }: Pick<Ports, 'db' | 'config' | 'vault' | 'newToken'>,
  { tourId, centreId }: OfCentre,
  { now, personId }: Moment,
): Promise<{ url: string; expiresAt: Instant } | Refusal> {
  return transaction(db, async (trx) => {
    const tour = await findTour(trx, tourId)
    const stops = await selectStops(trx, { tourId, centreIds: [centreId] })
    if (!tour || stops.every((stop) => stop.state === 'cancelled')) return refuse('not_found')
    if (!['proposed', 'published', 'running'].includes(tour.state)) return refuse('host_answer_closed')
    const { linkDays } = await readHostRules(trx)
    const token = newToken().slice(0, 22)
    const expiresAt = hostLinkExpiry(now, linkDays)
    await revokeHostLinks(trx, { tourId, centreId }, now)
    await insertHostLink(trx, {
      token_hash: vault.fingerprint(`host ${token}`),
      tour_id: tourId,
      centre_id: centreId,
      created_by: personId,
      created_at: now,
      expires_at: expiresAt,
      revoked_at: null,
    })
    return { url: hostAddress(config.publicUrl, token), expiresAt }
  })
}

/** Makes a centre's address for a tour useless. Refuses `not_found` when it has none. */
export function revokeHostLink(
  { db }: Pick<Ports, 'db'>,
  of: OfCentre,
  { now }: Moment,
): Promise<{ revoked: true } | Refusal> {
  return transaction(db, async (trx) =>
    (await revokeHostLinks(trx, of, now)) ? { revoked: true as const } : refuse('not_found'),
  )
}
