import type { PlanProblem } from '../../shared/plan.ts'
import type { ScoreTerm } from '../../shared/plan-result.ts'
import { type Filled, fillSchedule } from './assemble.ts'
import { type Compiled, compileProblem } from './compile/compile.ts'
import { type DatedStop, placeDated } from './dated-stop.ts'
import { type PlacedVisit, scheduleOf } from './schedule.ts'
import { sumTerms } from './terms/score.ts'

/** What stops are worth together: the score by term, and what it would lose without each stop, in the order given. */
export type Appraisal = {
  readonly score: number
  readonly terms: readonly ScoreTerm[]
  readonly lostWithout: readonly number[]
}

/** Why stops have no worth in a plan: one lies outside its weeks, or a unit has two in one week. */
export type Unplaceable = 'outside_horizon' | 'one_stop_a_week'

/**
 * What stops somebody chose are worth by a document's rates, its places filled at best, beside stops that stand whatever is
 * chosen (left aside where a chosen one takes their week). Rules are not looked at: a stop that breaks one is worth as much.
 */
export function appraiseStops(
  problem: PlanProblem,
  choices: readonly (readonly DatedStop[])[],
  standing: readonly DatedStop[],
): (Appraisal | Unplaceable)[] {
  const compiled = compileProblem(problem)
  return choices.map((chosen) => appraise(compiled, chosen, standing))
}

function appraise(
  compiled: Compiled,
  chosen: readonly DatedStop[],
  standing: readonly DatedStop[],
): Appraisal | Unplaceable {
  const placed = chosen.map((stop) => placeDated(compiled, stop).placed)
  if (placed.some(({ week }) => week < 0 || week >= compiled.weekCount)) return 'outside_horizon'
  const weekOf = ({ unit, week }: PlacedVisit) => unit * compiled.weekCount + week
  if (new Set(placed.map(weekOf)).size < placed.length) return 'one_stop_a_week'
  const taken = new Set(placed.map(weekOf))
  const others = standing
    .map((stop) => placeDated(compiled, stop).placed)
    .filter((stop) => stop.week >= 0 && stop.week < compiled.weekCount && !taken.has(weekOf(stop)))
  const filledWith = (stops: readonly PlacedVisit[]): Filled =>
    fillSchedule(compiled, scheduleOf(compiled, [...others, ...stops]))
  const { score, accounts } = filledWith(placed)
  return {
    score,
    terms: sumTerms(accounts),
    lostWithout: placed.map((stop) => score - filledWith(placed.filter((other) => other !== stop)).score),
  }
}
