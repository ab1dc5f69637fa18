import type { FreeSlot } from '../../shared/appointment.ts'
import { daysFromTo } from '../../shared/days.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { OpenStop } from './safety-rule.ts'

/** Days of a stop on which it receives: those with a session, or its whole span while none is laid. */
function receivingDays(stop: StopSummary): LocalDate[] {
  const days = [...new Set(stop.sessions.map((session) => session.date))].sort()
  return days.length > 0 ? days : daysFromTo(stop.firstDay, stop.lastDay)
}

/** Stops joined with their free places, as the safety rule reads them. */
export function joinOpenStops(stops: readonly StopSummary[], free: readonly FreeSlot[]): OpenStop[] {
  const byStop = new Map<string, FreeSlot[]>()
  for (const slot of free) {
    const known = byStop.get(slot.stopId)
    if (known) known.push(slot)
    else byStop.set(slot.stopId, [slot])
  }
  return stops.map((stop) => ({
    stopId: stop.stopId,
    centreId: stop.centreId,
    centreName: stop.centreName,
    zone: stop.zone,
    days: receivingDays(stop),
    free: byStop.get(stop.stopId) ?? [],
  }))
}

/** Minutes by centre, from known drive times of one commune. */
export function driveFrom(
  rows: readonly { centre_id: HostCentreId; minutes: number | null }[],
): (centreId: HostCentreId) => number | null {
  const minutes = new Map(rows.map((row) => [row.centre_id, row.minutes] as const))
  return (centreId) => minutes.get(centreId) ?? null
}
