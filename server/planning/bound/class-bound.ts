import type { PlanClass } from '../../../shared/plan.ts'
import { PLAN_CLASSES } from '../../../shared/plan-classes.ts'
import type { Compiled } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import { zeroPrices } from './prices.ts'
import { Relaxation, type Stage } from './relaxation.ts'
import { tighten } from './tighten.ts'

/**
 * A bound on the patients of one class any plan can see in time, whatever else it gives up: the same relaxation, where
 * only they count and nothing costs.
 */
export function boundOnClass(compiled: Compiled, name: PlanClass, seen: number, steps: number, stage: Stage): number {
  const { demands, problem, coverage } = compiled
  const index = PLAN_CLASSES.indexOf(name)
  const freeRoads = new Map<Roads, Roads>()
  for (const roads of compiled.roads) {
    if (freeRoads.has(roads)) continue
    freeRoads.set(roads, { ...roads, points: roads.points.map((points) => (Number.isFinite(points) ? 0 : points)) })
  }
  const only: Compiled = {
    ...compiled,
    problem: { ...problem, rates: { ...problem.rates, perSetUp: 0, perDayOnRoad: 0, perKilometre: 0 } },
    demands: { ...demands, value: demands.value.map((_, demand) => (demands.priorityClass[demand] === index ? 1 : 0)) },
    coverage: { ...coverage, points: new Float64Array(coverage.points.length) },
    departmentPoints: new Float64Array(compiled.departmentPoints.length),
    roads: compiled.roads.map((roads) => freeRoads.get(roads) as Roads),
  }
  const descent = tighten(new Relaxation(only), zeroPrices(only))
  for (let step = 0; step < steps; step += 1) descent.step(seen, stage)
  let all = 0
  for (let demand = 0; demand < demands.size; demand += 1) {
    if (demands.priorityClass[demand] === index) all += demands.count[demand] as number
  }
  return Math.max(seen, Math.min(all, descent.best().bound))
}
