import type { Compiled } from '../compile/compile.ts'
import { fixedStops } from '../rules/pins.ts'

/**
 * What a plan would pay, per unit, for each rule the bound relaxes. All are non-negative; any such prices give a bound.
 * - `patients`: one more patient of a demand counted (each counts once)
 * - `coverage`, `departments`: one more stop counting a cell's people or a department's first visit
 * - `revisit`: one visit of a centre within the revisit window that opens in a week (centre × weekCount + week)
 * - `maxVisits`: one visit of a centre
 * - `pins`: earned by a stop that answers a pin
 */
export type Prices = {
  readonly patients: Float64Array
  readonly coverage: Float64Array
  readonly departments: Float64Array
  readonly revisit: Float64Array
  readonly maxVisits: Float64Array
  readonly pins: Float64Array
}

export const PRICE_NAMES = ['patients', 'coverage', 'departments', 'revisit', 'maxVisits', 'pins'] as const

/** Prices of zero, of the right lengths. */
export function zeroPrices(compiled: Compiled): Prices {
  return {
    patients: new Float64Array(compiled.demands.size),
    coverage: new Float64Array(compiled.coverage.people.length),
    departments: new Float64Array(compiled.departments.length),
    revisit: new Float64Array(compiled.centreCount * compiled.weekCount),
    maxVisits: new Float64Array(compiled.centreCount),
    pins: new Float64Array(fixedStops(compiled).length),
  }
}

/** A copy that later changes leave alone. */
export function copyPrices(prices: Prices): Prices {
  return mapPrices(prices, (values) => Float64Array.from(values))
}

/** Writes prices over others of the same lengths: at national size a copy at every step would be megabytes to clear away. */
export function copyOnto(target: Prices, prices: Prices): Prices {
  for (const name of PRICE_NAMES) target[name].set(prices[name])
  return target
}

/** Applies a function to each list of prices. */
export function mapPrices(prices: Prices, change: (values: Float64Array, name: keyof Prices) => Float64Array): Prices {
  return {
    patients: change(prices.patients, 'patients'),
    coverage: change(prices.coverage, 'coverage'),
    departments: change(prices.departments, 'departments'),
    revisit: change(prices.revisit, 'revisit'),
    maxVisits: change(prices.maxVisits, 'maxVisits'),
    pins: change(prices.pins, 'pins'),
  }
}
