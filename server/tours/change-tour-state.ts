import type { TourId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { TourState } from '../../shared/tour.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { selectStops, updateStop } from './stop-store.ts'
import { isFreelyEditable, mayBecome } from './tour-life.ts'
import { findTour, updateTour } from './tour-store.ts'

/** Shows a draft to volunteers (`proposed`), takes it back (`draft`), or drops it (`cancelled`) while nothing is published. */
export function changeTourState(
  { db }: Pick<Ports, 'db'>,
  tourId: TourId,
  { state, revision }: { state: Extract<TourState, 'draft' | 'proposed' | 'cancelled'>; revision: number },
  { now }: Moment,
): Promise<TourId | Refusal> {
  return transaction(db, async (trx) => {
    const tour = await findTour(trx, tourId)
    if (!tour) return refuse('not_found')
    if (!isFreelyEditable(tour.state)) return refuse('tour_not_editable')
    if (tour.revision !== revision) return refuse('changed_meanwhile')
    if (!mayBecome(tour.state, state)) return refuse('tour_not_editable')
    if (state === 'cancelled') {
      const stops = await selectStops(trx, { tourId })
      for (const stop of stops) await updateStop(trx, stop.stopId, { state: 'cancelled' })
    }
    await updateTour(trx, tour, { state }, now)
    return tourId
  })
}
