import type { NeedParts, NeedRates } from '../../shared/need.ts'

/** What is known of a commune's need. `scarcity`: national density ÷ its department's; null: not known. */
export type NeedFacts = {
  readonly scarcity: number | null
  /** Minutes to the nearest known specialist; `beyond`: none within the time measured; null: none known anywhere. */
  readonly minutes: number | 'beyond' | null
  readonly waitingPerThousand: number
  readonly isUnderserved: boolean
}

/** No distance counts for more than twice the reference. */
const FARTHEST_FACTOR = 2

/**
 * The need weight of a commune [P] and what each factor adds to 1. Density: the scarcity kept within the bounds, less 1.
 * Distance: minutes ÷ reference, at most 2, less 1, so negative next door and positive far away. Waiting: up to 1. What
 * is not known adds nothing.
 */
export function composeNeed(facts: NeedFacts, rates: NeedRates): { weight: number; parts: NeedParts } {
  const within = (value: number) => Math.min(rates.highest, Math.max(rates.lowest, value))
  const parts: NeedParts = {
    density: facts.scarcity === null ? 0 : rates.density * (within(facts.scarcity) - 1),
    distance: facts.minutes === null ? 0 : rates.distance * (distanceFactor(facts.minutes, rates) - 1),
    waiting: rates.waiting * Math.min(1, facts.waitingPerThousand / rates.referenceWaitingPerThousand),
    underserved: facts.isUnderserved ? rates.underserved : 0,
  }
  return { parts, weight: within(1 + parts.density + parts.distance + parts.waiting + parts.underserved) }
}

function distanceFactor(minutes: number | 'beyond', rates: NeedRates): number {
  return minutes === 'beyond' ? FARTHEST_FACTOR : Math.min(FARTHEST_FACTOR, minutes / rates.referenceMinutes)
}
