import type { OpenDay } from '../../shared/roster.ts'
import type { StopSummary } from '../../shared/tour.ts'

/** The days of one stop that are on a list. */
export type StopDays = {
  readonly stop: StopSummary
  readonly days: readonly OpenDay[]
  readonly kmFromBase: number | null
}

export type RosterOrder = 'date' | 'distance'

/** A specialist's own days, earliest first. */
export function ownDays(days: readonly OpenDay[]): OpenDay[] {
  return days.filter((day) => day.standing === 'mine').sort(byDate)
}

/** Days to fill, stop by stop: by first day or by distance (unknown last, then by day). `onlyFree` keeps what one may take. */
export function daysToFill(days: readonly OpenDay[], order: RosterOrder, onlyFree: boolean): StopDays[] {
  const stops = new Map<string, OpenDay[]>()
  for (const day of days
    .filter(({ standing }) => standing === 'free' || (!onlyFree && standing !== 'past'))
    .sort(byDate)) {
    stops.set(day.stop.stopId, [...(stops.get(day.stop.stopId) ?? []), day])
  }
  const groups = [...stops.values()].map((own) => ({ stop: own[0]!.stop, days: own, kmFromBase: own[0]!.kmFromBase }))
  const far = (group: StopDays) => group.kmFromBase ?? Number.POSITIVE_INFINITY
  return groups.sort((one, other) => {
    const byDistance = order === 'distance' ? compare(far(one), far(other)) : 0
    return byDistance || byDate(one.days[0]!, other.days[0]!)
  })
}

const compare = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1)

function byDate(one: OpenDay, other: OpenDay): number {
  return one.date < other.date ? -1 : one.date > other.date ? 1 : 0
}
