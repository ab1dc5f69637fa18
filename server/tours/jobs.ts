import { addDays } from '../../shared/days.ts'
import type { StopId } from '../../shared/ids.ts'
import { type Instant, instantAt, type LocalDate, localDateOf, MinuteOfDay } from '../../shared/time.ts'
import type { StopOutline } from '../../shared/tour.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { selectStopOutlines, updateStop } from './stop-store.ts'
import { isBinding, stopStateOn, tourStateOn } from './tour-life.ts'
import { findTour, listTourRecords, updateTour } from './tour-store.ts'

const MIDNIGHT = MinuteOfDay.parse(0)

/** Lets published stops and tours run and end as their days come, each in its own place's time. */
export const tourJobs: Job = {
  name: 'tours',
  async run(ports) {
    for (const stop of await openStops(ports)) {
      const today = localDateOf(ports.clock.now(), stop.zone)
      if (stopStateOn(today, stop) !== stop.state) await moveOn(ports, stop.stopId, today)
    }
    await moveTours(ports)
  },
  async nextAt(ports) {
    const now = ports.clock.now()
    const turns = (await openStops(ports)).flatMap(turningPoints).filter((at) => at > now)
    return turns.sort()[0] ?? null
  },
}

function openStops({ db }: Pick<Ports, 'db'>): Promise<StopOutline[]> {
  return selectStopOutlines(db, { states: ['published', 'running'] })
}

/** Reads the stop again where it writes it: somebody may have cancelled it since. */
function moveOn({ db }: Pick<Ports, 'db'>, stopId: StopId, today: LocalDate): Promise<void> {
  return transaction(db, async (trx) => {
    const [stop] = await selectStopOutlines(trx, { stopIds: [stopId] })
    if (stop) await updateStop(trx, stopId, { state: stopStateOn(today, stop) })
  })
}

function turningPoints(stop: StopOutline): Instant[] {
  return [stop.firstDay, addDays(stop.lastDay, 1)].map((date) => instantAt(date, MIDNIGHT, stop.zone))
}

async function moveTours(ports: Ports): Promise<void> {
  const tours = (await listTourRecords(ports.db)).filter((tour) => isBinding(tour.state))
  const stops = await selectStopOutlines(ports.db, { tourIds: tours.map((tour) => tour.tourId) })
  for (const tour of tours) {
    const own = stops.filter((stop) => stop.tourId === tour.tourId)
    const zone = own[0]?.zone
    if (!zone) continue
    const now = ports.clock.now()
    const today = localDateOf(now, zone)
    if (tourStateOn(today, { state: tour.state, stops: own }) === tour.state) continue
    await transaction(ports.db, async (trx) => {
      // Read again where it is written: a version may have been published since.
      const current = (await findTour(trx, tour.tourId))!
      const state = tourStateOn(today, {
        state: current.state,
        stops: await selectStopOutlines(trx, { tourId: tour.tourId }),
      })
      if (state !== current.state) await updateTour(trx, current, { state }, now)
    })
  }
}
