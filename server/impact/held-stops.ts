import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { AppointmentFact } from './impact-store.ts'

/**
 * The stops that count: those not cancelled, and of one cancelled in its course the days up to the last on which somebody
 * was seen, which took place and are over. The others cancelled are left out.
 */
export function heldStops(
  stops: readonly StopSummary[],
  appointments: readonly Pick<AppointmentFact, 'stopId' | 'date' | 'state'>[],
): StopSummary[] {
  const lastSeen = new Map<StopSummary['stopId'], LocalDate>()
  for (const { stopId, date, state } of appointments) {
    if (state === 'done' && date > (lastSeen.get(stopId) ?? '')) lastSeen.set(stopId, date)
  }
  return stops.flatMap((stop) => {
    if (stop.state !== 'cancelled') return [stop]
    const lastDay = lastSeen.get(stop.stopId)
    return lastDay ? [cutShort(stop, lastDay)] : []
  })
}

function cutShort(stop: StopSummary, lastDay: LocalDate): StopSummary {
  const tookPlace = <Day extends { readonly date: LocalDate }>(days: readonly Day[]) =>
    days.filter((day) => day.date <= lastDay)
  return { ...stop, state: 'done', lastDay, sessions: tookPlace(stop.sessions), staffing: tookPlace(stop.staffing) }
}
