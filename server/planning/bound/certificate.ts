import type { PlanCertificate } from '../../../shared/plan-result.ts'
import type { Compiled } from '../compile/compile.ts'
import { hashProblem } from '../problem-hash.ts'
import { PRICE_NAMES, type Prices, zeroPrices } from './prices.ts'
import { Relaxation } from './relaxation.ts'

const round = (price: number): number => Math.round(price * 1e4) / 1e4

/**
 * The certificate of a bound: its prices rounded to four decimals, zeros left out, and the bound they prove. Each list
 * holds `[index, price]`: demands, cells and departments in the order `compileProblem` gives them.
 */
export function certify(relaxation: Relaxation, prices: Prices): PlanCertificate {
  const { compiled } = relaxation
  const rounded = zeroPrices(compiled)
  const lists = {} as Record<keyof Prices, [number, number][]>
  for (const name of PRICE_NAMES) {
    lists[name] = []
    for (const [index, price] of prices[name].entries()) {
      const value = round(price)
      if (value <= 0) continue
      rounded[name][index] = value
      lists[name].push([index, value])
    }
  }
  const { routeEdges } = relaxation
  const bound = relaxation.bound(rounded)
  return { version: 1, problemHash: hashProblem(compiled.problem), bound, routeEdges, prices: lists }
}

/** What re-checking a certificate found: the bound its prices prove for this very problem, or why they prove nothing. */
export type Verdict =
  | { readonly isValid: true; readonly bound: number }
  | { readonly isValid: false; readonly reason: string }

/** Recomputes a certificate's bound from the problem alone; nothing of the search that found it is trusted. */
export function verifyCertificate(compiled: Compiled, certificate: PlanCertificate): Verdict {
  if (certificate.problemHash !== hashProblem(compiled.problem)) return { isValid: false, reason: 'other_problem' }
  const prices = zeroPrices(compiled)
  for (const name of PRICE_NAMES) {
    for (const [index, price] of certificate.prices[name] ?? []) {
      if (index >= prices[name].length) return { isValid: false, reason: 'unknown_price' }
      if (!(price >= 0)) return { isValid: false, reason: 'negative_price' }
      prices[name][index] = price
    }
  }
  const relaxation = new Relaxation(compiled)
  relaxation.remember(certificate.routeEdges)
  const bound = relaxation.bound(prices)
  const isTrue = bound <= certificate.bound + 1e-6 * Math.max(1, Math.abs(bound))
  return isTrue ? { isValid: true, bound } : { isValid: false, reason: 'bound_not_proved' }
}
