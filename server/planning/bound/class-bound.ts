import type { PlanClass } from '../../../shared/plan.ts'
import { PLAN_CLASSES } from '../../../shared/plan-classes.ts'
import type { Plan, PlanPrices } from '../../../shared/plan-result.ts'
import type { Compiled } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import { listPrices, readPrices } from './listed-prices.ts'
import { type Prices, zeroPrices } from './prices.ts'
import { Relaxation, type Stage } from './relaxation.ts'
import { HURRIED, PATIENT, type Pace, tighten } from './tighten.ts'

/** A bound on the patients of one class any plan can see in time, whatever else it gives up, and the prices that prove it. */
export type ClassBound = { readonly bound: number; readonly prices: PlanPrices }

/** Steps towards a class's bound, how their length shortens, and how routes are sought. */
type Effort = { readonly steps: number; readonly pace: Pace; readonly stage: Stage }

/**
 * What the sizes that a method of search is used for afford. Legs cost nothing here, so that the cheapest say nearly all; steps
 * that shorten soon are ahead at every size (300 × 52 × 10, seed 1, most P1 after 120 steps: 15 210, and 17 590 with patience).
 */
const effortFor = (method: Plan['search']['method']): Effort =>
  method === 'exact'
    ? { steps: 60, pace: PATIENT, stage: 'exact_legs' }
    : { steps: 120, pace: HURRIED, stage: 'cheapest_legs' }

/** A third of the way, a bound so many times all there are of its class will not come below them: that is then the bound. */
const HOPELESS = 1.5

/** How many patients of each class whose bound a plan states that plan sees. */
export type SeenOfClasses = { readonly P1: number; readonly P2: number }

export type ClassBounds = { readonly P1: ClassBound; readonly P2: ClassBound }

/** Seeks the bounds a plan states of classes. */
export function boundOnClasses(compiled: Compiled, seen: SeenOfClasses, method: Plan['search']['method']): ClassBounds {
  return { P1: boundOnClass(compiled, 'P1', seen.P1, method), P2: boundOnClass(compiled, 'P2', seen.P2, method) }
}

/** Seeks the bound of a class beside a plan that sees `seen` of it, as far as the search it comes after could afford. */
export function boundOnClass(
  compiled: Compiled,
  name: PlanClass,
  seen: number,
  method: Plan['search']['method'],
): ClassBound {
  const { steps, pace, stage } = effortFor(method)
  const all = countOf(compiled, name)
  if (seen >= all) return { bound: all, prices: {} }
  const relaxation = new Relaxation(onlyClass(compiled, name))
  const descent = tighten(relaxation, zeroPrices(compiled), pace)
  for (let step = 0; step < steps; step += 1) {
    descent.step(seen, stage)
    if (step > steps / 3 && descent.best().bound > HOPELESS * all) break
  }
  if (descent.best().bound >= all) return { bound: all, prices: {} }
  const prices = listPrices(descent.best().prices)
  const proved = relaxation.bound(readPrices(compiled, prices) as Prices, stage)
  return { bound: Math.min(all, proved), prices }
}

/** The bound that prices prove for a class: without any, all there are of it. Infinite where they are no prices of the problem. */
export function proveClassBound(
  compiled: Compiled,
  name: PlanClass,
  listed: PlanPrices,
  method: Plan['search']['method'],
): number {
  const all = countOf(compiled, name)
  if (Object.values(listed).every((list) => list.length === 0)) return all
  const prices = readPrices(compiled, listed)
  if (typeof prices === 'string') return Number.POSITIVE_INFINITY
  return Math.min(all, new Relaxation(onlyClass(compiled, name)).bound(prices, effortFor(method).stage))
}

/** How many patients of a class there are, waiting or to come. */
function countOf({ demands }: Compiled, name: PlanClass): number {
  const index = PLAN_CLASSES.indexOf(name)
  let all = 0
  for (let demand = 0; demand < demands.size; demand += 1) {
    if (demands.priorityClass[demand] === index) all += demands.count[demand] as number
  }
  return all
}

/** The same problem, where only the patients of one class count and nothing costs. */
function onlyClass(compiled: Compiled, name: PlanClass): Compiled {
  const { demands, problem, coverage } = compiled
  const index = PLAN_CLASSES.indexOf(name)
  const freeRoads = new Map<Roads, Roads>()
  for (const roads of compiled.roads) {
    if (freeRoads.has(roads)) continue
    freeRoads.set(roads, { ...roads, points: roads.points.map((points) => (Number.isFinite(points) ? 0 : points)) })
  }
  return {
    ...compiled,
    problem: { ...problem, rates: { ...problem.rates, perSetUp: 0, perDayOnRoad: 0, perKilometre: 0 } },
    demands: { ...demands, value: demands.value.map((_, demand) => (demands.priorityClass[demand] === index ? 1 : 0)) },
    coverage: { ...coverage, points: new Float64Array(coverage.points.length) },
    departmentPoints: new Float64Array(compiled.departmentPoints.length),
    roads: compiled.roads.map((roads) => freeRoads.get(roads) as Roads),
  }
}
