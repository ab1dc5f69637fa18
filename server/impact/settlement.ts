import { addDays } from '../../shared/days.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'

/** The day from which the outcomes of a tour, given its promised stops, are counted: so many days after its last one. */
export function settlesOn(
  stops: readonly Pick<StopSummary, 'state' | 'lastDay'>[],
  settleDays: number,
): LocalDate | null {
  const lastDays = stops.map((stop) => stop.lastDay).sort()
  const last = lastDays.at(-1)
  return last ? addDays(last, settleDays) : null
}

/** Whether they may be counted on a day: none of its stops is still to come or under way. */
export function isDue(
  stops: readonly Pick<StopSummary, 'state' | 'lastDay'>[],
  settleDays: number,
  today: LocalDate,
): boolean {
  const isOver = stops.every((stop) => stop.state === 'done' || stop.state === 'cancelled')
  const day = settlesOn(stops, settleDays)
  return isOver && day !== null && day <= today
}
