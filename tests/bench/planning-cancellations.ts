import { addDays } from '../../shared/days.ts'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan } from '../../shared/plan-result.ts'

const WEEK_DAYS = 7
const CANCELLING = 3

/** The problem with a plan published, after three of its centres cancel the stop in hand and its first unit is out for two weeks. */
export function cancelSome(problem: PlanProblem, { stops }: Pick<Plan, 'stops'>): PlanProblem {
  const frozen = stops.map(({ unitId, centreId, first, last }) => ({ unitId, centreId, first, last }))
  const cancelled = Array.from(
    { length: CANCELLING },
    (_, index) => frozen[Math.floor(((index + 1) * frozen.length) / (CANCELLING + 1))] as (typeof frozen)[number],
  )
  const from = addDays(problem.horizon.from, 20 * WEEK_DAYS)
  const out = { from, to: addDays(from, 2 * WEEK_DAYS - 1) }
  return {
    ...problem,
    frozen,
    bans: cancelled.map(({ centreId, first, last }) => ({
      id: `cancelled:${centreId}:${first}`,
      unitId: null,
      centreId,
      during: { from: first, to: last },
    })),
    units: problem.units.map((unit, index) =>
      index === 0 ? { ...unit, outOfService: [...unit.outOfService, out] } : unit,
    ),
  }
}
