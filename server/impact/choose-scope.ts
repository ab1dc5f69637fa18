import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { ImpactQuery } from '../../shared/impact.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { Database } from '../store/database.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { listStops } from '../tours/list-stops.ts'
import { listTours } from '../tours/open-tour.ts'

/** What a report is about. `centreIds` null: patients of every centre. Cancelled stops are there, to be counted apart. */
export type Scope = {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly tourName: string | null
  readonly unitName: string | null
  readonly specialty: string | null
  readonly stops: readonly StopSummary[]
  /** Whether the period takes some stops of a tour and leaves others out. */
  readonly cutsTour: boolean
  readonly centreIds: readonly HostCentreId[] | null
  readonly centres: readonly HostCentre[]
}

/** Stops that were promised to somebody: a draft has no impact. */
const PROMISED = ['published', 'running', 'done', 'cancelled'] as const

/**
 * A tour's whole horizon, or the period asked for (by default the calendar year of `today`) with every promised stop that
 * begins in it. Refuses `not_found` for an unknown tour and `horizon_reversed`.
 */
export async function chooseScope(db: Database, query: ImpactQuery, today: LocalDate): Promise<Scope | Refusal> {
  const centres = await listHostCentres(db)
  const promised = await listStops(db, { states: PROMISED })
  if (query.tourId) {
    const tour = (await listTours(db)).find((one) => one.tourId === query.tourId)
    if (!tour) return refuse('not_found')
    const stops = promised.filter((stop) => stop.tourId === tour.tourId)
    return {
      from: tour.fromDate,
      to: tour.toDate,
      tourName: tour.name,
      unitName: tour.unitName,
      specialty: stops[0]?.specialty ?? null,
      stops,
      cutsTour: false,
      centreIds: centresOf(stops),
      centres,
    }
  }
  const year = (query.from ?? query.to ?? today).slice(0, 4)
  const from = query.from ?? (`${year}-01-01` as LocalDate)
  const to = query.to ?? (`${year}-12-31` as LocalDate)
  if (to < from) return refuse('horizon_reversed', { field: 'to' })
  const stops = promised.filter(
    (stop) =>
      stop.firstDay >= from &&
      stop.firstDay <= to &&
      (!query.unitId || stop.unitId === query.unitId) &&
      (!query.specialty || stop.specialty === query.specialty),
  )
  return {
    from,
    to,
    tourName: null,
    unitName: query.unitId ? (stops[0]?.unitName ?? null) : null,
    specialty: query.specialty ?? null,
    stops,
    cutsTour: cutsTour(stops, promised),
    centreIds: query.unitId ? centresOf(stops) : null,
    centres,
  }
}

function cutsTour(stops: readonly StopSummary[], promised: readonly StopSummary[]): boolean {
  const within = new Set(stops.map((stop) => stop.stopId))
  const taken = new Set(stops.map((stop) => stop.tourId))
  return promised.some((stop) => taken.has(stop.tourId) && !within.has(stop.stopId))
}

const centresOf = (stops: readonly StopSummary[]): HostCentreId[] => [...new Set(stops.map((stop) => stop.centreId))]
