import type { PlanCertificate } from '../../../shared/plan-result.ts'
import type { Compiled } from '../compile/compile.ts'
import { hashProblem } from '../problem-hash.ts'
import { listPrices, readPrices } from './listed-prices.ts'
import type { Prices } from './prices.ts'
import { Relaxation } from './relaxation.ts'

/** The certificate of a bound: its prices as listed, and the bound they prove. */
export function certify(relaxation: Relaxation, prices: Prices): PlanCertificate {
  const { compiled, routeEdges } = relaxation
  const listed = listPrices(prices)
  const bound = relaxation.bound(readPrices(compiled, listed) as Prices)
  return { version: 1, problemHash: hashProblem(compiled.problem), bound, routeEdges, prices: listed }
}

/** What re-checking a certificate found: the bound its prices prove for this very problem, or why they prove nothing. */
export type Verdict =
  | { readonly isValid: true; readonly bound: number }
  | { readonly isValid: false; readonly reason: string }

/** Recomputes a certificate's bound from the problem alone; nothing of the search that found it is trusted. */
export function verifyCertificate(compiled: Compiled, certificate: PlanCertificate): Verdict {
  if (certificate.problemHash !== hashProblem(compiled.problem)) return { isValid: false, reason: 'other_problem' }
  const prices = readPrices(compiled, certificate.prices)
  if (typeof prices === 'string') return { isValid: false, reason: prices }
  const relaxation = new Relaxation(compiled)
  relaxation.remember(certificate.routeEdges)
  const bound = relaxation.bound(prices)
  const isTrue = bound <= certificate.bound + 1e-6 * Math.max(1, Math.abs(bound))
  return isTrue ? { isValid: true, bound } : { isValid: false, reason: 'bound_not_proved' }
}
