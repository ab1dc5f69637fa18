import type { TourId } from '../../shared/ids.ts'
import type { OutcomeImpact } from '../../shared/impact.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import { countOutcomes } from './count-outcomes.ts'
import { selectSettledOutcomes } from './settled-outcomes-store.ts'
import { settlesOn } from './settlement.ts'
import { readSmallCells } from './small-cells-store.ts'

/** The outcomes of the tours of some stops: of those settled, and how many are still to be. */
export async function tellOutcomes(
  { db }: Pick<Ports, 'db'>,
  stops: readonly StopSummary[],
  withheld: OutcomeImpact['withheld'],
): Promise<OutcomeImpact> {
  const { threshold, settleDays } = await readSmallCells(db)
  const settled = await selectSettledOutcomes(db)
  const tourIds = [...new Set<TourId>(stops.map((stop) => stop.tourId))]
  const told = tourIds.flatMap((tourId) => settled.get(tourId) ?? [])
  const pending = tourIds.filter((tourId) => !settled.has(tourId))
  const days = pending.flatMap(
    (tourId) =>
      settlesOn(
        stops.filter((stop) => stop.tourId === tourId),
        settleDays,
      ) ?? [],
  )
  return {
    threshold,
    settleDays,
    withheld,
    settled: told.length,
    pending: { tours: pending.length, nextOn: days.sort()[0] ?? null },
    ...countOutcomes(told, { threshold, withheld }),
  }
}
