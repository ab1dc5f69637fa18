import { addDays } from '../../shared/days.ts'
import type { StopEdit } from '../../shared/tour-edit.ts'

/** What a hand holds of a stop: all of it, or one of its ends. */
export type Grip = 'stop' | 'first' | 'last'

/** A stop moved by whole days, or one of its ends: an end never passes the other. */
export function moveStop(stop: StopEdit, grip: Grip, days: number): StopEdit {
  const [first, last] = [addDays(stop.firstDay, days), addDays(stop.lastDay, days)]
  if (grip === 'stop') return { ...stop, firstDay: first, lastDay: last }
  if (grip === 'first') return first > stop.lastDay ? { ...stop, firstDay: stop.lastDay } : { ...stop, firstDay: first }
  return last < stop.firstDay ? { ...stop, lastDay: stop.firstDay } : { ...stop, lastDay: last }
}

/** What a key pressed on a stop means: days to move a grip by, taking it out, fixing it. Null for any other key. */
export function actOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey'>,
): { readonly grip: Grip; readonly days: number } | 'remove' | 'pin' | null {
  const step = event.altKey ? 7 : 1
  const grip = event.shiftKey ? 'last' : 'stop'
  if (event.key === 'ArrowLeft') return { grip, days: -step }
  if (event.key === 'ArrowRight') return { grip, days: step }
  if (event.key === 'Delete' || event.key === 'Backspace') return 'remove'
  return event.key === 'f' || event.key === 'F' ? 'pin' : null
}

/** The same stop at another centre: one that was written becomes a new one, since patients and hosts know it by its place. */
export function atCentre(stop: StopEdit, centreId: StopEdit['centreId']): StopEdit {
  return centreId === stop.centreId ? stop : { ...stop, centreId, stopId: null }
}

/** The place of each stop in the tour, 1 the first, in the order of the list. */
export function ordersOf(stops: readonly StopEdit[]): number[] {
  const inTime = [...stops.keys()].sort((one, other) =>
    stops[one]!.firstDay < stops[other]!.firstDay
      ? -1
      : stops[one]!.firstDay > stops[other]!.firstDay
        ? 1
        : one - other,
  )
  return stops.map((_, index) => inTime.indexOf(index) + 1)
}
