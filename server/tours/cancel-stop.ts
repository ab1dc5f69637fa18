import type { ImpactCounts } from '../../shared/appointment.ts'
import { addDays } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import { releaseStop } from '../appointments/release-stop.ts'
import { countStopImpact } from '../appointments/stop-impact.ts'
import type { Ports } from '../ports.ts'
import { type Database, type Transaction, transaction } from '../store/database.ts'
import { hasReceived } from './demand-store.ts'
import { writeVersion } from './publish-tour.ts'
import { clearRoster, selectStops, updateStop } from './stop-store.ts'
import { findTour } from './tour-store.ts'

/** Whom cancelling would cost their place, in counts: in time elsewhere, late elsewhere, without any place. */
export async function previewCancel(db: Database, stopId: StopId, moment: Moment): Promise<ImpactCounts | Refusal> {
  const stop = await cancellable(db, stopId, moment)
  return stop ? countStopImpact(db, stopId, 'whole_stop', moment) : refuse('stop_not_movable')
}

/**
 * Cancels a published stop in one act: its patients get another place or are told and wait again, its specialists are
 * free, a new version is kept. Days on which somebody came stay as they took place. Refuses `stop_not_movable` once it is over, and `changed_meanwhile`.
 */
export function cancelStop(
  ports: Ports,
  stopId: StopId,
  revision: number,
  moment: Moment,
): Promise<{ version: number } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const stop = await cancellable(trx, stopId, moment)
    if (!stop) return refuse('stop_not_movable')
    const tour = await findTour(trx, stop.tourId)
    if (tour?.revision !== revision) return refuse('changed_meanwhile')
    await updateStop(trx, stopId, { state: 'cancelled' })
    await releaseStop(trx, ports, stopId, moment, 'whole_stop')
    const today = localDateOf(moment.now, stop.zone)
    await clearRoster(trx, stopId, (await hasReceived(trx, stopId, today)) ? addDays(today, 1) : today)
    return (await writeVersion(trx, ports, tour, moment, 'published_stops')) ?? refuse('nothing_to_publish')
  })
}

async function cancellable(db: Database | Transaction, stopId: StopId, { now }: Moment) {
  const [stop] = await selectStops(db, { stopIds: [stopId], states: ['published', 'running'] })
  return stop && localDateOf(now, stop.zone) <= stop.lastDay ? stop : undefined
}
