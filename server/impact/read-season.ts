import { type Refusal, refuse } from '../../shared/problem.ts'
import type { SeasonQuery, SeasonStop, SeasonView } from '../../shared/season.ts'
import { type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { listStops } from '../tours/list-stops.ts'
import { listTours } from '../tours/open-tour.ts'
import { hostConflicts } from './host-conflicts.ts'
import { selectSeasonUnits } from './season-store.ts'

/** Every unit and its stops that touch a period, drafts included, cancelled ones not. Refuses `horizon_reversed`. */
export async function readSeason(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  query: SeasonQuery,
): Promise<SeasonView | Refusal> {
  const year = (query.from ?? query.to ?? localDateOf(clock.now(), PARIS)).slice(0, 4)
  const from = query.from ?? (`${year}-01-01` as LocalDate)
  const to = query.to ?? (`${year}-12-31` as LocalDate)
  if (to < from) return refuse('horizon_reversed', { field: 'to' })
  const tourNames = new Map((await listTours(db)).map((tour) => [tour.tourId, tour.name]))
  const found = await listStops(db, { from, states: ['planned', 'published', 'running', 'done'] })
  const stops = found
    .filter((stop) => stop.firstDay <= to)
    .map(
      (stop): SeasonStop => ({
        stopId: stop.stopId,
        tourId: stop.tourId,
        tourName: tourNames.get(stop.tourId) ?? '',
        unitId: stop.unitId,
        centreId: stop.centreId,
        centreName: stop.centreName,
        department: stop.department,
        firstDay: stop.firstDay,
        lastDay: stop.lastDay,
        state: stop.state,
        toStaff: stop.state === 'done' ? 0 : stop.staffing.filter((day) => day.specialists.length === 0).length,
      }),
    )
  const sentOut = [...new Set(stops.map((stop) => stop.unitId))]
  return { from, to, units: await selectSeasonUnits(db, sentOut), stops, conflicts: hostConflicts(stops) }
}
