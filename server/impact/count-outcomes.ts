import type { OutcomeImpact } from '../../shared/impact.ts'
import { OutcomeCode } from '../../shared/protocol.ts'
import { suppressCells } from './suppress-cells.ts'

const CONCLUSIONS = OutcomeCode.options.filter((code) => code !== 'did_not_come')

/** How many visits of a tour ended with each outcome; an outcome nobody had may be absent. */
export type OutcomeCounts = Readonly<Partial<Record<OutcomeCode, number>>>

/** The outcomes of a tour as counts. */
export function countsOf(outcomes: readonly OutcomeCode[]): OutcomeCounts {
  return Object.fromEntries(CONCLUSIONS.map((code) => [code, outcomes.filter((outcome) => outcome === code).length]))
}

/**
 * How many patients had each outcome, given the counts of each settled tour whole. Small cells are kept back tour by tour
 * (`suppressCells`), and a scope of several tours adds up what each of them tells by itself, « at least » where one keeps
 * a cell back: subtracting a tour or a unit from a season, or one season from another, tells nothing their tours do not.
 */
export function countOutcomes(
  tours: readonly OutcomeCounts[],
  { threshold, withheld }: Pick<OutcomeImpact, 'threshold' | 'withheld'>,
): Pick<OutcomeImpact, 'total' | 'rows'> {
  const counted = tours.map((tour) => CONCLUSIONS.map((code) => tour[code] ?? 0))
  const told = counted.map((counts) => suppressCells(counts, threshold))
  const rows = CONCLUSIONS.map((outcome, at) => {
    const cells = told.map((cellsOfTour) => cellsOfTour[at] ?? null)
    const sum = cells.reduce<number>((total, cell) => total + (cell ?? 0), 0)
    const isPartial = cells.includes(null)
    const isNothing = withheld !== null || (isPartial && sum === 0)
    return { outcome, count: isNothing ? null : sum, isAtLeast: !isNothing && isPartial }
  })
  return { total: counted.flat().reduce((sum, count) => sum + count, 0), rows }
}
