import type { LocalDate } from '../../shared/time.ts'
import type { StopState, TourState } from '../../shared/tour.ts'

const NEXT: Record<TourState, readonly TourState[]> = {
  draft: ['proposed', 'published', 'cancelled'],
  proposed: ['draft', 'published', 'cancelled'],
  published: ['running', 'cancelled'],
  running: ['done', 'cancelled'],
  done: [],
  cancelled: [],
}

/** Whether a tour may pass from one state to another. A published tour is published again without changing state. */
export function mayBecome(from: TourState, to: TourState): boolean {
  return NEXT[from].includes(to)
}

/** Whether its stops may be changed freely, without impact on anyone: nothing of it was ever published. */
export function isFreelyEditable(state: TourState): boolean {
  return state === 'draft' || state === 'proposed'
}

/** Whether patients and specialists may count on it. */
export function isBinding(state: TourState): boolean {
  return state === 'published' || state === 'running'
}

/** The state of a published stop on a day: running from its first day, done after its last. */
export function stopStateOn(
  today: LocalDate,
  stop: { state: StopState; firstDay: LocalDate; lastDay: LocalDate },
): StopState {
  if (stop.state === 'planned' || stop.state === 'cancelled') return stop.state
  if (today > stop.lastDay) return 'done'
  return today >= stop.firstDay ? 'running' : 'published'
}

/**
 * The state of a published tour on a day, from its live stops; a tour whose stops were all cancelled stays as it is, and one
 * to which a stop still to come was added is not over, though that stop is not published yet.
 */
export function tourStateOn(
  today: LocalDate,
  tour: { state: TourState; stops: readonly { state: StopState; firstDay: LocalDate; lastDay: LocalDate }[] },
): TourState {
  if (!isBinding(tour.state)) return tour.state
  const live = tour.stops.filter((stop) => stop.state !== 'planned' && stop.state !== 'cancelled')
  if (live.length === 0) return tour.state
  const isOneAdded = tour.stops.some((stop) => stop.state === 'planned' && today <= stop.lastDay)
  if (live.every((stop) => today > stop.lastDay)) return isOneAdded ? 'running' : 'done'
  return live.some((stop) => today >= stop.firstDay) ? 'running' : tour.state
}
