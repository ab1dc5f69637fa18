import { shortDate } from '../../shared/days.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { DateRange, PlanUnit } from '../../shared/plan.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { StopEdit } from '../../shared/tour-edit.ts'
import type { SchoolCalendar } from '../territory/calendar.ts'
import { holidaysBetween, planCentreOf } from './plan-places.ts'
import { closedDaysOf, type DatedSession, sessionsOf } from './sessions.ts'

/** A stop as it was asked for, with its centre and the sessions its days yield. */
export type LaidStop = {
  readonly edit: StopEdit
  readonly centre: HostCentre
  readonly sessions: readonly DatedSession[]
}

export type EditFrame = {
  readonly horizon: DateRange
  readonly unit: PlanUnit
  readonly centres: ReadonlyMap<HostCentreId, HostCentre>
  readonly calendar: SchoolCalendar
}

/**
 * Lays out the stops somebody wants, by first day, or refuses what no tour may hold: reversed dates, an unknown or closed
 * centre, a day nobody can be received, a stop outside the horizon, two places at once.
 */
export function layStops(edits: readonly StopEdit[], frame: EditFrame): LaidStop[] | Refusal {
  const { from, to } = frame.horizon
  if (to < from) return refuse('horizon_reversed', { field: 'toDate' })
  const laid: LaidStop[] = []
  for (const [index, edit] of edits.entries()) {
    const stop = layStop(edit, `stops.${index}`, frame)
    if ('refusal' in stop) return stop
    laid.push(stop)
  }
  laid.sort((a, b) => (a.edit.firstDay < b.edit.firstDay ? -1 : a.edit.firstDay > b.edit.firstDay ? 1 : 0))
  return overlapOf(laid) ?? laid
}

function layStop(edit: StopEdit, field: string, { horizon, unit, centres, calendar }: EditFrame): LaidStop | Refusal {
  const centre = centres.get(edit.centreId)
  if (!centre?.active) return refuse('unknown_centre', { field: `${field}.centreId` })
  if (edit.lastDay < edit.firstDay) return refuse('stop_days_reversed', { field: `${field}.lastDay` })
  if (edit.firstDay < horizon.from || edit.lastDay > horizon.to) {
    return refuse('stop_outside_horizon', {
      field: `${field}.firstDay`,
      details: { centre: centre.name, ...horizon, start: shortDate(horizon.from), end: shortDate(horizon.to) },
    })
  }
  const planCentre = planCentreOf(centre, calendar)
  const holidays = holidaysBetween(edit.firstDay, edit.lastDay, centre.department)
  const closed = closedDaysOf(edit, unit, planCentre, holidays)[0]
  if (closed) {
    const details = { centre: centre.name, date: closed.date, day: shortDate(closed.date), reason: closed.reason }
    return refuse('stop_closed_day', { field: `${field}.firstDay`, details })
  }
  return { edit, centre, sessions: sessionsOf(edit, unit, planCentre, holidays) }
}

function overlapOf(ordered: readonly LaidStop[]): Refusal | null {
  for (const [index, { edit, centre }] of ordered.entries()) {
    const before = ordered.slice(0, index).find((other) => other.edit.lastDay >= edit.firstDay)
    if (before) {
      const details = {
        centre: centre.name,
        other: before.centre.name,
        date: edit.firstDay,
        day: shortDate(edit.firstDay),
      }
      return refuse('stops_overlap', { field: `stops.${index}.firstDay`, details })
    }
  }
  return null
}
