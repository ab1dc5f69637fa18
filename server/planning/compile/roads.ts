import type { PlanProblem, PlanUnit } from '../../../shared/plan.ts'
import { driveBetween, isWithinLongestLeg, wholeDrivingDays } from '../legs.ts'

/** A unit's legs, place × place (depots then centres): points deducted (infinite: no such leg) and whole days of driving. */
export type Roads = { readonly places: number; readonly points: Float64Array; readonly wholeDays: Uint8Array }

/** The points a drive costs: kilometres and whole days on the road. */
export function drivePoints(problem: PlanProblem, unit: PlanUnit, drive: { seconds: number; metres: number }): number {
  const { perKilometre, perDayOnRoad } = problem.rates
  return (drive.metres / 1000) * perKilometre + wholeDrivingDays(drive.seconds, unit.drivingPolicy) * perDayOnRoad
}

/** Tables of legs, one for all the units that share a driving policy. */
export function compileRoads(problem: PlanProblem): Roads[] {
  const shared = new Map<string, Roads>()
  const places = problem.units.length + problem.centres.length
  return problem.units.map((unit) => {
    const key = JSON.stringify(unit.drivingPolicy)
    const known = shared.get(key)
    if (known !== undefined) return known
    const points = new Float64Array(places * places).fill(Number.POSITIVE_INFINITY)
    const wholeDays = new Uint8Array(places * places)
    for (let from = 0; from < places; from += 1) {
      for (let to = 0; to < places; to += 1) {
        // A unit never stays where the revisit interval forbids it: saying so here keeps bounds from dreaming of it.
        if (from === to && (problem.centres[from - problem.units.length]?.revisitWeeks ?? 2) > 1) continue
        const drive = driveBetween(problem, from, to)
        if (drive === null || !isWithinLongestLeg(drive, unit.drivingPolicy)) continue
        points[from * places + to] = drivePoints(problem, unit, drive)
        wholeDays[from * places + to] = Math.min(255, wholeDrivingDays(drive.seconds, unit.drivingPolicy))
      }
    }
    const roads = { places, points, wholeDays }
    shared.set(key, roads)
    return roads
  })
}
