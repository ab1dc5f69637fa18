import { addDays } from '../../shared/days.ts'
import { type Instant, instantAt, localDateOf, MinuteOfDay } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { selectStops, updateStop } from './stop-store.ts'
import { stopStateOn, tourStateOn } from './tour-life.ts'
import { listTourRecords, updateTour } from './tour-store.ts'

const MIDNIGHT = MinuteOfDay.parse(0)

/** Lets published stops and tours run and end as their days come, each in its own place's time. */
export const tourJobs: Job = {
  name: 'tours',
  async run(ports) {
    for (const stop of await openStops(ports)) {
      const state = stopStateOn(localDateOf(ports.clock.now(), stop.zone), stop)
      if (state !== stop.state) await transaction(ports.db, (trx) => updateStop(trx, stop.stopId, { state }))
    }
    await moveTours(ports)
  },
  async nextAt(ports) {
    const now = ports.clock.now()
    const turns = (await openStops(ports)).flatMap(turningPoints).filter((at) => at > now)
    return turns.sort()[0] ?? null
  },
}

function openStops({ db }: Pick<Ports, 'db'>): Promise<StopSummary[]> {
  return selectStops(db, { states: ['published', 'running'] })
}

function turningPoints(stop: StopSummary): Instant[] {
  return [stop.firstDay, addDays(stop.lastDay, 1)].map((date) => instantAt(date, MIDNIGHT, stop.zone))
}

async function moveTours(ports: Ports): Promise<void> {
  const stops = await selectStops(ports.db, {})
  for (const tour of await listTourRecords(ports.db)) {
    const own = stops.filter((stop) => stop.tourId === tour.tourId)
    const zone = own[0]?.zone
    if (!zone) continue
    const now = ports.clock.now()
    const state = tourStateOn(localDateOf(now, zone), { state: tour.state, stops: own })
    if (state !== tour.state) await transaction(ports.db, (trx) => updateTour(trx, tour, { state }, now))
  }
}
