import { daysBetween } from '../../shared/days.ts'
import type { HostCentreId, StopId } from '../../shared/ids.ts'
import type { DateRange } from '../../shared/plan.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopObstacle } from '../../shared/tour.ts'
import type { ClosedDay } from './sessions.ts'

/** The road to a stop from the one before it (or the depot): what it asks and whether the days between allow it. */
export type RoadToStop =
  | { readonly reachable: true; readonly fits: boolean; readonly driveSeconds: number; readonly metres: number }
  | { readonly reachable: false }

/** A stop with the facts the hard rules look at. */
export type RuledStop = {
  readonly stopId: StopId
  readonly centreId: HostCentreId
  readonly centreName: string
  readonly firstDay: LocalDate
  readonly lastDay: LocalDate
  readonly closedDays: readonly ClosedDay[]
  readonly sessionCount: number
  readonly road: RoadToStop | null
  readonly revisitDays: number
  /** Live stops of other tours at the same centre. */
  readonly elsewhere: readonly {
    readonly firstDay: LocalDate
    readonly lastDay: LocalDate
    readonly unitName: string
    /** A visit for another specialty starts no revisit interval for this one. */
    readonly sameSpecialty: boolean
  }[]
}

export type TourFrame = {
  readonly horizon: DateRange
  readonly outOfService: readonly DateRange[]
  /** Published stops of the same unit in other tours. */
  readonly promised: readonly {
    readonly firstDay: LocalDate
    readonly lastDay: LocalDate
    readonly centreName: string
  }[]
}

/** The hard rules a tour's stops break (PRODUCT.md §3), stop by stop in the order of the calendar. */
export function brokenRules(stops: readonly RuledStop[], frame: TourFrame): StopObstacle[] {
  const ordered = [...stops].sort((a, b) => (a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0))
  return ordered.flatMap((stop, position) => {
    const earlier = ordered.slice(0, position)
    return [
      ...placeAndTime(stop, [...earlier, ...frame.promised]),
      ...openDays(stop),
      ...frameRules(stop, frame),
      ...roadRules(stop),
      ...visitRules(stop, earlier),
    ]
  })
}

function obstacle(
  code: StopObstacle['code'],
  stop: RuledStop,
  dates: readonly LocalDate[],
  facts: StopObstacle['facts'] = {},
): StopObstacle {
  return { code, stopId: stop.stopId, centreName: stop.centreName, dates: [...dates], facts }
}

/** One place at a time. */
function placeAndTime(stop: RuledStop, others: TourFrame['promised']): StopObstacle[] {
  return others
    .filter((other) => other.firstDay <= stop.lastDay && stop.firstDay <= other.lastDay)
    .map((other) => obstacle('overlap', stop, [stop.firstDay], { other: other.centreName }))
}

function openDays(stop: RuledStop): StopObstacle[] {
  if (stop.sessionCount === 0) return [obstacle('no_session', stop, [stop.firstDay, stop.lastDay])]
  return stop.closedDays.map((day) => obstacle('closed_day', stop, [day.date], { reason: day.reason }))
}

function frameRules(stop: RuledStop, { horizon, outOfService }: TourFrame): StopObstacle[] {
  const outside = stop.firstDay < horizon.from || stop.lastDay > horizon.to
  const off = outOfService.filter((period) => period.from <= stop.lastDay && stop.firstDay <= period.to)
  return [
    ...(outside ? [obstacle('outside_horizon', stop, [stop.firstDay, stop.lastDay], { ...horizon })] : []),
    ...off.map((period) => obstacle('out_of_service', stop, [period.from, period.to])),
  ]
}

function roadRules(stop: RuledStop): StopObstacle[] {
  if (stop.road === null) return []
  if (!stop.road.reachable) return [obstacle('unreachable', stop, [stop.firstDay])]
  if (stop.road.fits) return []
  const minutes = Math.round(stop.road.driveSeconds / 60)
  return [obstacle('travel_does_not_fit', stop, [stop.firstDay], { minutes })]
}

/** A centre is not visited again too soon for the same specialty, nor by two units at once. */
function visitRules(stop: RuledStop, earlier: readonly RuledStop[]): StopObstacle[] {
  const met = stop.elsewhere.filter((visit) => visit.firstDay <= stop.lastDay && stop.firstDay <= visit.lastDay)
  const alike = stop.elsewhere.filter((visit) => visit.sameSpecialty)
  const before = [...earlier.filter((other) => other.centreId === stop.centreId), ...alike]
    .filter((visit) => visit.lastDay < stop.firstDay)
    .map((visit) => visit.lastDay)
    .sort()
  const last = before.at(-1)
  const tooSoon = last !== undefined && daysBetween(last, stop.firstDay) < stop.revisitDays
  return [
    ...met.map((visit) =>
      obstacle('centre_met_by_other_unit', stop, [visit.firstDay, visit.lastDay], { unit: visit.unitName }),
    ),
    ...(tooSoon ? [obstacle('revisit_too_soon', stop, [last], { days: stop.revisitDays })] : []),
  ]
}
