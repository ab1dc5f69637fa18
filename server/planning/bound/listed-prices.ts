import type { PlanPrices } from '../../../shared/plan-result.ts'
import type { Compiled } from '../compile/compile.ts'
import { PRICE_NAMES, type Prices, zeroPrices } from './prices.ts'

const round = (price: number): number => Math.round(price * 1e4) / 1e4

/**
 * Prices as a plan states them: rounded to four decimals, zeros left out. Each list holds `[index, price]`: demands, cells and
 * departments in the order `compileProblem` gives them.
 */
export function listPrices(prices: Prices): PlanPrices {
  const lists: PlanPrices = {}
  for (const name of PRICE_NAMES) {
    const list: [number, number][] = []
    for (const [index, price] of prices[name].entries()) {
      const value = round(price)
      if (value > 0) list.push([index, value])
    }
    lists[name] = list
  }
  return lists
}

/** The prices a plan states, or why they can be none of its problem. */
export function readPrices(compiled: Compiled, lists: PlanPrices): Prices | 'unknown_price' | 'negative_price' {
  const prices = zeroPrices(compiled)
  for (const name of PRICE_NAMES) {
    for (const [index, price] of lists[name] ?? []) {
      if (index >= prices[name].length) return 'unknown_price'
      if (!(price >= 0)) return 'negative_price'
      prices[name][index] = price
    }
  }
  return prices
}
