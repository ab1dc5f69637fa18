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

/** Rules that keep stops apart, and whether relaxing any one of them is enough. */
type InTheWay = { readonly rules: readonly PlanReason[]; readonly isRelaxable: boolean }

/**
 * The rules that keep these stops from standing together: each that would do relaxed alone; else, where no rule between
 * stops is to blame, that a unit makes one stop a week; else that several rules do it together.
 */
export function rulesInTheWay(problem: PlanProblem, highs: Highs, conflict: readonly FixedStop[]): InTheWay {
  const alone = problemOf(problem, conflict)
  const wouldStand = (relaxed: PlanProblem) => canStandTogether(compileProblem(relaxed), highs, conflict)
  const helping = Object.entries(WITHOUT).filter(([, without]) => wouldStand(without(alone)))
  if (helping.length > 0) return { rules: helping.map(([code]) => ({ code, facts: {} })), isRelaxable: true }
  const relaxed = Object.values(WITHOUT).reduce((each, without) => without(each), alone)
  const code = wouldStand(relaxed) ? 'several_rules' : 'one_stop_a_week'
  return { rules: [{ code, facts: {} }], isRelaxable: false }
}
