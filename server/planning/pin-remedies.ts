import type { PlanProblem } from '../../shared/plan.ts'
import type { PlanReason } from '../../shared/plan-result.ts'
import { compileProblem } from './compile/compile.ts'
import type { Highs } from './exact/highs.ts'
import { canStandTogether, type FixedStop } from './pin-conflicts.ts'

/** The rules that hold between stops, each with the problem as it would be without it. */
const WITHOUT: Readonly<Record<string, (problem: PlanProblem) => PlanProblem>> = {
  revisit_interval: (problem) => ({
    ...problem,
    centres: problem.centres.map((centre) => ({ ...centre, revisitWeeks: 1, earlierVisits: [] })),
  }),
  max_visits: (problem) => ({
    ...problem,
    centres: problem.centres.map((centre) => ({ ...centre, maxVisits: null })),
  }),
  one_unit_at_a_centre: (problem) => ({
    ...problem,
    centres: problem.centres.map((centre) => ({ ...centre, mayHostSeveralUnits: true })),
  }),
  travel_fits: (problem) => ({
    ...problem,
    travel: { ...problem.travel, truckSeconds: problem.travel.truckSeconds.map((row) => row.map(() => 0)) },
  }),
}

/** The problem of these stops alone, without demand: what is left decides whether they can stand together. */
function problemOf(problem: PlanProblem, conflict: readonly FixedStop[]): PlanProblem {
  const ids = new Set(conflict.map(({ centreId }) => centreId))
  const depots = problem.units.length
  const kept = problem.centres.flatMap(({ id }, index) => (ids.has(id) ? [depots + index] : []))
  const points = [...problem.units.keys(), ...kept]
  const slice = (matrix: PlanProblem['travel']['truckSeconds']) =>
    points.map((row) => points.map((column) => matrix[row]?.[column] ?? null))
  const { truckSeconds, truckMetres } = problem.travel
  return {
    ...problem,
    centres: problem.centres.filter(({ id }) => ids.has(id)),
    bans: problem.bans.filter(({ centreId }) => centreId === null || ids.has(centreId)),
    pins: conflict.map((pin, index) => ({ id: `${index}`, ...pin })),
    frozen: [],
    communes: [],
    referrals: [],
    expected: [],
    travel: { ...problem.travel, truckSeconds: slice(truckSeconds), truckMetres: slice(truckMetres) },
  }
}

/** Which rule, relaxed alone, would let these stops stand together; none when only moving one of them does. */
export function rulesToRelax(problem: PlanProblem, highs: Highs, conflict: readonly FixedStop[]): PlanReason[] {
  const alone = problemOf(problem, conflict)
  const helping = Object.entries(WITHOUT).filter(([, without]) =>
    canStandTogether(compileProblem(without(alone)), highs, conflict),
  )
  return helping.map(([rule]) => ({ code: 'relax_rule', facts: { rule } }))
}
