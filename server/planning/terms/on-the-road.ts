import type { PlanUnit } from '../../../shared/plan.ts'
import type { Compiled } from '../compile/compile.ts'
import { driveBetween, wholeDrivingDays } from '../legs.ts'
import { legsOfUnit, type PlacedVisit, type Schedule } from '../schedule.ts'

/** Days on the road (consultation, and whole days of driving) and kilometres that a stop costs. */
export type OnTheRoad = { days: number; kilometres: number }

/** Each stop bears the leg that reaches it and, when the unit then goes home, the leg home: together they are all the legs. */
export function onTheRoadPerStop(compiled: Compiled, schedule: Schedule, stops: readonly PlacedVisit[]): OnTheRoad[] {
  const result = stops.map((stop): OnTheRoad => ({ days: stop.visit.dayPlaces.length, kilometres: 0 }))
  const indexOf = new Map(stops.map((stop, index) => [stop, index]))
  for (const [unitIndex, weeks] of schedule.entries()) {
    const { drivingPolicy } = compiled.problem.units[unitIndex] as PlanUnit
    for (const leg of legsOfUnit(compiled, unitIndex, weeks)) {
      const drive = driveBetween(compiled.problem, leg.from, leg.to)
      const bearer = leg.before ?? leg.after
      const sum = bearer === null ? undefined : result[indexOf.get(bearer) ?? -1]
      if (drive === null || sum === undefined) continue
      sum.days += wholeDrivingDays(drive.seconds, drivingPolicy)
      sum.kilometres += drive.metres / 1000
    }
  }
  return result
}
