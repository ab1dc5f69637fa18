import type { PlanProblem } from '../../../shared/plan.ts'
import { wholeDrivingDays } from '../legs.ts'

/** A unit's legs, place × place (depots then centres): points deducted (infinite: no such leg) and whole days of driving. */
export type Roads = { readonly places: number; readonly points: Float64Array; readonly wholeDays: Uint8Array }

/** Tables of legs, one for all the units that share a driving policy: a leg costs its kilometres and its whole days on the road. */
export function compileRoads(problem: PlanProblem): Roads[] {
  const shared = new Map<string, Roads>()
  const places = problem.units.length + problem.centres.length
  const { perKilometre, perDayOnRoad } = problem.rates
  return problem.units.map((unit) => {
    const key = JSON.stringify(unit.drivingPolicy)
    const known = shared.get(key)
    if (known !== undefined) return known
    const points = new Float64Array(places * places).fill(Number.POSITIVE_INFINITY)
    const wholeDays = new Uint8Array(places * places)
    const longest = unit.drivingPolicy.maxLegMetres ?? Number.POSITIVE_INFINITY
    for (let from = 0; from < places; from += 1) {
      const secondsTo = problem.travel.truckSeconds[from] ?? []
      const metresTo = problem.travel.truckMetres[from] ?? []
      for (let to = 0; to < places; to += 1) {
        // A unit never stays where the revisit interval forbids it: saying so here keeps bounds from dreaming of it.
        if (from === to && (problem.centres[from - problem.units.length]?.revisitWeeks ?? 2) > 1) continue
        const seconds = secondsTo[to] ?? null
        const metres = metresTo[to] ?? null
        if (seconds === null || metres === null || metres > longest) continue
        const days = wholeDrivingDays(seconds, unit.drivingPolicy)
        points[from * places + to] = (metres / 1000) * perKilometre + days * perDayOnRoad
        wholeDays[from * places + to] = Math.min(255, days)
      }
    }
    const roads = { places, points, wholeDays }
    shared.set(key, roads)
    return roads
  })
}
