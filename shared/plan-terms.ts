import type { ScoreTerm } from './plan-result.ts'

// No run-time import here: the planner's threads start without the schemas.

/** How much of one term a score counts, in the term's own unit (people, days, kilometres); 0 where it has none. */
export function amountOf(terms: readonly ScoreTerm[], name: ScoreTerm['term']): number {
  return terms.find(({ term }) => term === name)?.amount ?? 0
}
