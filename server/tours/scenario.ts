import type { Plan } from '../../shared/plan-result.ts'
import type { ScenarioSummary } from '../../shared/proposal.ts'

/** What a list of scenarios tells of a plan. */
export function summaryOf({ score, bound, gap, proof, terms, stops }: Plan): ScenarioSummary {
  return { score, bound, gap, isOptimal: proof === 'optimal', terms, stops: stops.length }
}
