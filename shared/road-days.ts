import type { LocalDate, MinuteOfDay } from './time.ts'
import type { RoadStep } from './tour-view.ts'

/** A moment of a journey one puts into words; minutes of the day, and how long a break lasts. */
export type RoadMoment =
  | { readonly kind: 'departure' | 'night' | 'arrival'; readonly minute: MinuteOfDay }
  | { readonly kind: 'break'; readonly minute: MinuteOfDay; readonly minutes: number }

export type RoadDay = { readonly date: LocalDate; readonly moments: readonly RoadMoment[] }

/** A journey day by day: departures, breaks, nights on the way, the arrival. Nothing for a journey without a drive. */
export function roadDays(steps: readonly RoadStep[]): RoadDay[] {
  const days = new Map<LocalDate, RoadMoment[]>()
  const add = (date: LocalDate, moment: RoadMoment) => days.set(date, [...(days.get(date) ?? []), moment])
  for (const [index, { kind, start, end }] of steps.entries()) {
    const before = steps[index - 1]
    if (kind === 'drive' && before?.kind !== 'break') add(start.date, { kind: 'departure', minute: start.minute })
    if (kind === 'rest') add(start.date, { kind: 'night', minute: start.minute })
    if (kind === 'break') {
      const minutes = end.minute - start.minute + (end.date > start.date ? 1440 : 0)
      add(start.date, { kind: 'break', minute: start.minute, minutes })
    }
    if (index === steps.length - 1) add(end.date, { kind: 'arrival', minute: end.minute })
  }
  return [...days].map(([date, moments]) => ({ date, moments }))
}
