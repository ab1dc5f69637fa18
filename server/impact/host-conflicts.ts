import { addDays, mondayOf } from '../../shared/days.ts'
import type { HostConflict, SeasonStop } from '../../shared/season.ts'
import type { LocalDate } from '../../shared/time.ts'

/** The weeks in which one host would see more than one unit, by week then centre; a unit that comes twice is none. */
export function hostConflicts(stops: readonly SeasonStop[]): HostConflict[] {
  const weeks = new Map<string, { monday: LocalDate; stops: SeasonStop[] }>()
  for (const stop of stops) {
    for (let monday = mondayOf(stop.firstDay); monday <= stop.lastDay; monday = addDays(monday, 7)) {
      const key = `${monday} ${stop.centreId}`
      const week = weeks.get(key) ?? { monday, stops: [] }
      week.stops.push(stop)
      weeks.set(key, week)
    }
  }
  return [...weeks]
    .filter(([, week]) => new Set(week.stops.map((stop) => stop.unitId)).size > 1)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { monday, stops: met }]) => ({
      centreId: met[0]!.centreId,
      centreName: met[0]!.centreName,
      monday,
      stopIds: met.map((stop) => stop.stopId),
    }))
}
