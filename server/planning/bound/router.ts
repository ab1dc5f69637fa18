import { bestMemoryRoute, layMemoryGraph, type MemoryGraph, surveyMemoryRoutes } from './memory-routes.ts'
import { movesInto, valuesThrough } from './route-survey.ts'
import { backwardLabels, bestRoute, forwardLabels, type Route } from './routes.ts'
import type { UnitRoads } from './unit-roads.ts'

/** Values of the best routes through every slot, and of every move `${from}|${to}` into a week (−1 is home). */
export type Survey = {
  readonly best: number
  readonly through: readonly Float64Array[]
  readonly moves: (week: number) => ReadonlyMap<string, number>
}

/** Finds one unit's best route at the points its slots are worth. */
export type UnitRouter = {
  readonly best: (slotPoints: Float64Array) => Route
  readonly survey: (slotPoints: Float64Array) => Survey
}

/** Routes that never go to a centre, elsewhere and straight back; quick at any size. */
export function routerWithLabels(roads: UnitRoads): UnitRouter {
  return {
    best: (slotPoints) => bestRoute(roads, forwardLabels(roads, slotPoints)),
    survey: (slotPoints) => {
      const forward = forwardLabels(roads, slotPoints)
      const backward = backwardLabels(roads, slotPoints)
      return {
        best: bestRoute(roads, forward).value,
        through: valuesThrough(roads, forward, backward),
        moves: (week) =>
          new Map(
            [...movesInto(roads, slotPoints, forward, backward, week)].map(([from, to, value]) => [
              `${from}|${to}`,
              value,
            ]),
          ),
      }
    },
  }
}

/** Routes that remember as many weeks as `mostEdges` allow; null when that is no more than labels remember. */
export function routerWithMemory(
  roads: UnitRoads,
  revisitWeeks: readonly number[],
  mostEdges: number,
): UnitRouter | null {
  const longest = Math.max(1, ...revisitWeeks) - 1
  let graph: MemoryGraph | null = null
  for (let memory = 3; memory <= longest; memory += 1) {
    const longer = layMemoryGraph(roads, revisitWeeks, memory, mostEdges)
    if (longer === null) break
    graph = longer
  }
  const laid = graph
  if (laid === null) return null
  return {
    best: (slotPoints) => bestMemoryRoute(roads, laid, slotPoints),
    survey: (slotPoints) => surveyMemoryRoutes(roads, laid, slotPoints),
  }
}
