import { copyPrices, mapPrices, PRICE_NAMES, type Prices, zeroPrices } from './prices.ts'
import type { Relaxation, Stage, Usage } from './relaxation.ts'

/** A descent on the prices, iteration by iteration; the best bound and its prices are kept. */
export type Tightening = {
  readonly step: (bestScore: number, stage: Stage) => number
  readonly best: () => { bound: number; prices: Prices }
  /** Whether the last iterations still brought the bound down noticeably. */
  readonly isMoving: () => boolean
  /** Makes the next step restart from these prices if their bound is better. */
  readonly offer: (prices: Prices, bound: number) => void
}

const DEFLECTION = 0.7
const PATIENCE = 14
const SHRINK = 0.6
const FIRST_AGILITY = 0.3

/** Limits of the relaxed rules: what a plan may use of each. */
export function limitsOf(relaxation: Relaxation): Prices {
  const { compiled } = relaxation
  return mapPrices(zeroPrices(compiled), (values, name) => {
    if (name === 'patients') return Float64Array.from(compiled.demands.count)
    if (name === 'maxVisits') {
      return Float64Array.from(compiled.problem.centres, (centre) => centre.maxVisits ?? Number.POSITIVE_INFINITY)
    }
    return values.fill(1)
  })
}

/**
 * Deflected subgradient with Polyak steps towards the best plan's score, each kind of price scaled by the size of its rule;
 * after idle iterations the step shrinks and the search restarts from the best prices.
 */
export function tighten(relaxation: Relaxation, start: Prices): Tightening {
  const limits = limitsOf(relaxation)
  const stiffness = stiffnessOf(relaxation)
  let prices = copyPrices(start)
  let best = { bound: Number.POSITIVE_INFINITY, prices: copyPrices(start) }
  let direction: Prices | null = null
  let agility = FIRST_AGILITY
  let idle = 0
  const recent: number[] = []

  const slopes = (used: Usage): Prices =>
    mapPrices(prices, (values, name) => {
      const slope = new Float64Array(values.length)
      for (let index = 0; index < values.length; index += 1) {
        const limit = limits[name][index] as number
        if (limit === Number.POSITIVE_INFINITY) continue
        const over = (used[name][index] as number) - limit
        const rising = name === 'pins' ? -over : over
        // At a price of zero, a rule not broken has nothing to give back.
        slope[index] = rising < 0 && values[index] === 0 ? 0 : rising
      }
      return slope
    })

  return {
    step(bestScore, stage) {
      const bound = relaxation.bound(prices, stage)
      if (bound < best.bound - 1e-7 * Math.abs(bound)) {
        idle = 0
        best = { bound, prices: copyPrices(prices) }
      } else {
        idle += 1
      }
      recent.push(best.bound)
      if (recent.length > 30) recent.shift()
      if (idle >= PATIENCE) {
        idle = 0
        agility *= SHRINK
        prices = copyPrices(best.prices)
        direction = null
        relaxation.bound(prices, stage)
      }
      const slope = slopes(relaxation.usage(prices))
      const before = direction
      direction =
        before === null
          ? slope
          : mapPrices(slope, (values, name) =>
              values.map((value, index) => DEFLECTION * (before[name][index] as number) + (1 - DEFLECTION) * value),
            )
      let square = 0
      for (const name of PRICE_NAMES) {
        for (let index = 0; index < direction[name].length; index += 1) {
          const value = direction[name][index] as number
          if (value !== 0) square += (value * value) / (stiffness[name][index] as number)
        }
      }
      if (square === 0) return best.bound
      const length = (agility * Math.max(bound - bestScore, Math.abs(bound) * 1e-5)) / square
      const along = direction
      prices = mapPrices(prices, (values, name) =>
        values.map((value, index) =>
          Math.max(0, value + (length * (along[name][index] as number)) / (stiffness[name][index] as number)),
        ),
      )
      return best.bound
    },
    best: () => best,
    isMoving: () =>
      recent.length < 30 || (recent[0] as number) - (recent.at(-1) as number) > 2e-4 * Math.abs(best.bound),
    offer(other, bound) {
      if (bound >= best.bound) return
      best = { bound, prices: copyPrices(other) }
      prices = copyPrices(other)
      direction = null
    },
  }
}

/**
 * How stiff each price is: a patient's price ranges from 0 to the patient's value, a cell's to its points, a visit's to
 * what a stop is worth; dividing by this makes one step move all of them alike.
 */
function stiffnessOf(relaxation: Relaxation): Prices {
  const { compiled } = relaxation
  const { demands, coverage } = compiled
  const stop = Math.max(1, medianStopPoints(relaxation))
  return mapPrices(zeroPrices(compiled), (values, name) =>
    values.map((_, index) => {
      if (name === 'patients')
        return Math.max(0.05, demands.count[index] as number) / Math.max(1e-3, demands.value[index] as number)
      if (name === 'coverage') return 1 / Math.max(1e-6, coverage.points[index] as number)
      if (name === 'departments') return 1 / Math.max(1e-3, compiled.departmentPoints[index] as number)
      return 1 / (0.3 * stop)
    }),
  )
}

function medianStopPoints(relaxation: Relaxation): number {
  relaxation.bound(zeroPrices(relaxation.compiled), 'cheapest_legs')
  const points = [...relaxation.slotPoints].sort((a, b) => a - b)
  return points[Math.floor(points.length / 2)] ?? 1
}
