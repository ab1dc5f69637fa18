/**
 * How the search goes, by units × weeks. `priceShare`: of a patient's price, subtracted when a stop is weighed. `heat`: first
 * temperature, as a share of the score per unit and week (measured over 30 s: the larger the plan, the hotter).
 * `candidates`: slots tried for a free week. `prices`: at national size the proved ones still waver when the search needs them,
 * and their average guides better.
 */
export type Tuning = {
  readonly unitWeeks: number
  readonly priceShare: number
  readonly heat: number
  readonly candidates: number
  readonly prices: 'prices' | 'guide'
  /** Whether two threads change a half each once the bound has settled. */
  readonly isShared: boolean
}
const USUAL = { priceShare: 0.9, candidates: 15, prices: 'prices', isShared: false } as const
export const SMALL: Tuning = { ...USUAL, unitWeeks: 64, priceShare: 0.5, heat: 0.03 }
const NATIONAL = { candidates: 30, prices: 'guide', isShared: true } as const
const TUNINGS: readonly Tuning[] = [
  SMALL,
  { ...USUAL, unitWeeks: 200, heat: 0.0225 },
  { ...USUAL, unitWeeks: 700, heat: 0.06 },
  { ...USUAL, ...NATIONAL, unitWeeks: Number.POSITIVE_INFINITY, heat: 0.135 },
]

/** The tuning of a problem of that many units × weeks. */
export function tuningFor(unitWeeks: number): Tuning {
  return TUNINGS.find((each) => unitWeeks <= each.unitWeeks) as Tuning
}
