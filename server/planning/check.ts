import { isDeepStrictEqual } from 'node:util'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanReason } from '../../shared/plan-result.ts'
import { type Filled, fillSchedule } from './assemble.ts'
import { type Compiled, compileProblem } from './compile/compile.ts'
import { placeDated } from './dated-stop.ts'
import { brokenPlanRules } from './rules/plan-rules.ts'
import { problemDays } from './rules/stop-rules.ts'
import { type PlacedVisit, scheduleOf } from './schedule.ts'

/** What is wrong with a plan, by the name of the rule; empty when it holds. Nothing of the search that made it is trusted. */
export type CheckResult = {
  readonly breaches: PlanReason[]
  readonly score: number
  /** The document prepared, and the stops placed in it and filled at best; null where they break a rule by themselves. */
  readonly compiled: Compiled
  readonly filled: Filled | null
}

const TOLERANCE = 1e-6

/**
 * Verifies a plan from the document alone: every day and stop rule, every rule on the whole, who consults and the places
 * of every session, and the score, recomputed from who the stops can see at best. A stated score above the recomputed one is a breach.
 */
export function checkPlan(problem: PlanProblem, plan: Pick<Plan, 'stops' | 'score' | 'bound'>): CheckResult {
  const compiled = compileProblem(problem)
  const breaches: PlanReason[] = []
  const placed: PlacedVisit[] = []
  const taken = new Set<string>()
  for (const stop of plan.stops) {
    const facts = { centreId: stop.centreId, first: stop.first, last: stop.last }
    const unitIndex = problem.units.findIndex(({ id }) => id === stop.unitId)
    const centreIndex = problem.centres.findIndex(({ id }) => id === stop.centreId)
    const unit = problem.units[unitIndex]
    const centre = problem.centres[centreIndex]
    if (unit === undefined || centre === undefined) {
      breaches.push({ code: unit === undefined ? 'unknown_unit' : 'unknown_centre', facts })
      continue
    }
    breaches.push(...problemDays(problem, unit, centre, stop.first, stop.last))
    if (compiled.isReachable[unitIndex * compiled.centreCount + centreIndex] !== 1) {
      breaches.push({ code: 'unreachable_centre', facts })
    }
    const { first, last } = stop
    const { placed: visited, sessions } = placeDated(compiled, { unit: unitIndex, centre: centreIndex, first, last })
    const { week, visit } = visited
    if (visit.places !== stop.places)
      breaches.push({ code: 'wrong_places', facts: { ...facts, stated: stop.places, actual: visit.places } })
    if (!isDeepStrictEqual(sessions, stop.sessions)) breaches.push({ code: 'wrong_sessions', facts })
    if (visit.toBeStaffed !== stop.toBeStaffed) breaches.push({ code: 'wrong_staffing', facts })
    if (taken.has(`${unitIndex}|${week}`)) breaches.push({ code: 'one_stop_a_week', facts })
    taken.add(`${unitIndex}|${week}`)
    placed.push(visited)
  }
  const schedule = scheduleOf(compiled, placed)
  if (breaches.length > 0) return { breaches, score: Number.NaN, compiled, filled: null }
  breaches.push(...brokenPlanRules(compiled, schedule))
  const filled = fillSchedule(compiled, schedule)
  const { score } = filled
  const tolerance = TOLERANCE * Math.max(1, Math.abs(score))
  if (Math.abs(score - plan.score) > tolerance)
    breaches.push({ code: 'wrong_score', facts: { stated: plan.score, actual: score } })
  if (plan.bound < score - tolerance) breaches.push({ code: 'bound_below_score', facts: { bound: plan.bound, score } })
  return { breaches, score, compiled, filled }
}
