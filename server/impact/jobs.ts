import type { TourId } from '../../shared/ids.ts'
import { OutcomeCode } from '../../shared/protocol.ts'
import { instantAt, localDateOf, MinuteOfDay, PARIS } from '../../shared/time.ts'
import type { StopOutline } from '../../shared/tour.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listStopOutlines } from '../tours/list-stops.ts'
import { countsOf } from './count-outcomes.ts'
import { selectSealedOutcomes } from './impact-store.ts'
import { insertSettledOutcomes, listUnsettledTours } from './settled-outcomes-store.ts'
import { isDue, settlesOn } from './settlement.ts'
import { readSmallCells } from './small-cells-store.ts'

const MIDNIGHT = MinuteOfDay.parse(0)

/** Counts the outcomes of a tour once, some days after its last one: what is recorded or corrected later changes no report. */
export const impactJobs: Job = {
  name: 'impact',
  async run(ports) {
    const today = localDateOf(ports.clock.now(), PARIS)
    const { settleDays } = await readSmallCells(ports.db)
    for (const [tourId, stops] of await unsettledTours(ports)) {
      if (isDue(stops, settleDays, today)) await settle(ports, tourId)
    }
  },
  async nextAt(ports) {
    const now = ports.clock.now()
    const { settleDays } = await readSmallCells(ports.db)
    const turns = [...(await unsettledTours(ports)).values()].flatMap((stops) => {
      const day = settlesOn(stops, settleDays)
      return day ? [instantAt(day, MIDNIGHT, PARIS)] : []
    })
    return turns.filter((at) => at > now).sort()[0] ?? null
  },
}

async function unsettledTours({ db }: Pick<Ports, 'db'>): Promise<Map<TourId, StopOutline[]>> {
  const tourIds = await listUnsettledTours(db)
  const tours = new Map<TourId, StopOutline[]>()
  for (const stop of await listStopOutlines(db, { tourIds, states: ['published', 'running', 'done', 'cancelled'] })) {
    tours.set(stop.tourId, [...(tours.get(stop.tourId) ?? []), stop])
  }
  return tours
}

function settle({ db, vault, clock }: Pick<Ports, 'db' | 'vault' | 'clock'>, tourId: TourId): Promise<void> {
  return transaction(db, async (trx) => {
    const sealed = await selectSealedOutcomes(trx, tourId)
    const outcomes = sealed.map((text) => OutcomeCode.parse(vault.open(text)))
    await insertSettledOutcomes(trx, tourId, countsOf(outcomes), clock.now())
  })
}
