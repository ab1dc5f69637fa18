import type { PlanProblem } from '../../../shared/plan.ts'

/** Points and number of the patients of each class, P1 to P4, at the problem's own rates. */
export type ClassSums = readonly { readonly points: number; readonly least: number }[]

/**
 * Factors by which *urgent first* multiplies the points of P1 and P2, so that one whole P2 patient outweighs all that P3,
 * P4, coverage, equity and roads can bring or cost together, and one whole P1 patient outweighs that and every P2.
 */
export function strictFactors(
  problem: PlanProblem,
  sums: ClassSums,
): readonly [p1: number, p2: number, rest: 1, rest: 1] {
  if (problem.rates.preset !== 'urgent_first') return [1, 1, 1, 1]
  const { rates, units, horizon, communes } = problem
  const coverage = communes.reduce((sum, each) => sum + each.population * each.needWeight, 0)
  const weeks = Math.ceil((Date.parse(horizon.to) - Date.parse(horizon.from)) / 604_800_000) + 1
  const farthest = problem.travel.truckMetres.reduce(
    (most, row) => row.reduce<number>((best, metres) => Math.max(best, metres ?? 0), most),
    0,
  )
  const slowest = problem.travel.truckSeconds.reduce(
    (most, row) => row.reduce<number>((best, seconds) => Math.max(best, seconds ?? 0), most),
    0,
  )
  const fastestDay = Math.min(...units.map((unit) => unit.drivingPolicy.maxDriveSecondsPerDay))
  const legs = (2 * farthest * rates.perKilometre) / 1000 + 2 * Math.ceil(slowest / fastestDay) * rates.perDayOnRoad
  const rest =
    (sums[2]?.points ?? 0) +
    (sums[3]?.points ?? 0) +
    (coverage * rates.perThousandNewlyReachable) / 1000 +
    problem.centres.length * rates.departmentFirstVisit +
    units.length * weeks * (rates.perSetUp + 7 * rates.perDayOnRoad + legs)
  const factor = (outweighed: number, least: number) =>
    least > 0 ? Math.max(1, Math.ceil((outweighed + 1) / least)) : 1
  const p2 = factor(rest, sums[1]?.least ?? 0)
  return [factor(rest + (sums[1]?.points ?? 0) * p2, sums[0]?.least ?? 0), p2, 1, 1]
}
