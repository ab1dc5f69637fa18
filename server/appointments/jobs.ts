import { addDays } from '../../shared/days.ts'
import { type Instant, instantAt, type MinuteOfDay } from '../../shared/time.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listStopOutlines } from '../tours/list-stops.ts'
import { expiredOffers, nextExpiry, readRules } from './appointment-store.ts'
import { expireOffer } from './expire-offer.ts'
import { isReserveReleased } from './placing.ts'
import { releaseReserve, stopsWithReserve } from './slot-store.ts'

/** Looks at each offer whose hold is over, one transaction each. */
async function expireOffers(ports: Ports): Promise<void> {
  const moment = { now: ports.clock.now(), personId: null }
  for (const { appointmentId } of await expiredOffers(ports.db, moment.now)) {
    await isolate(ports, 'expire an offer', () =>
      transaction(ports.db, (trx) => expireOffer(trx, ports, appointmentId, moment)),
    )
  }
}

/** Opens to all what is left of the P1–P2 reserve of stops that are near enough. */
async function releaseReserves(ports: Ports): Promise<void> {
  const now = ports.clock.now()
  const { slots: rules } = await readRules(ports.db)
  const keeping = await stopsWithReserve(ports.db)
  const stops = await listStopOutlines(ports.db, { stopIds: keeping.map((stop) => stop.stopId) })
  for (const stop of stops.filter((one) => isReserveReleased(one, now, rules))) {
    await isolate(ports, 'release a reserve', () => transaction(ports.db, (trx) => releaseReserve(trx, stop.stopId)))
  }
}

async function isolate(ports: Ports, task: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    ports.log.error({ task, error: error instanceof Error ? error.name : 'unknown' }, 'one item of a job failed')
  }
}

async function nextReleaseAt(ports: Ports): Promise<Instant | null> {
  const { slots: rules } = await readRules(ports.db)
  const keeping = await stopsWithReserve(ports.db)
  const stops = await listStopOutlines(ports.db, { stopIds: keeping.map((stop) => stop.stopId) })
  const now = ports.clock.now()
  const instants = stops
    .map((stop) => instantAt(addDays(stop.firstDay, -rules.urgentReleaseDays), 0 as MinuteOfDay, stop.zone))
    .filter((at) => at > now)
  return instants.sort()[0] ?? null
}

/** Offers that expire, and the reserve that opens. */
export const appointmentJobs: Job = {
  name: 'appointments',
  async run(ports) {
    await expireOffers(ports)
    await releaseReserves(ports)
  },
  async nextAt(ports) {
    const instants = [await nextExpiry(ports.db, ports.clock.now()), await nextReleaseAt(ports)]
    return instants.filter((at) => at !== null).sort()[0] ?? null
  },
}
