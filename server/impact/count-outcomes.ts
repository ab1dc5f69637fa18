import type { OutcomeImpact } from '../../shared/impact.ts'
import { OutcomeCode } from '../../shared/protocol.ts'
import { suppressCells } from './suppress-cells.ts'

const CONCLUSIONS = OutcomeCode.options.filter((code) => code !== 'did_not_come')

/**
 * How many patients had each outcome, given the outcomes of each tour whole. Small cells are kept back tour by tour
 * (`suppressCells`), and a scope of several tours adds up what each of them tells by itself, « at least » where one keeps
 * a cell back: subtracting a tour from a season, or one season from another, tells nothing their tours do not.
 */
export function countOutcomes(
  tours: readonly (readonly OutcomeCode[])[],
  { threshold, withheld }: Pick<OutcomeImpact, 'threshold' | 'withheld'>,
): OutcomeImpact {
  const told = tours.map((outcomes) => {
    const counts = CONCLUSIONS.map((code) => outcomes.filter((outcome) => outcome === code).length)
    return suppressCells(counts, threshold)
  })
  const rows = CONCLUSIONS.map((outcome, at) => {
    const cells = told.map((cellsOfTour) => cellsOfTour[at] ?? null)
    const sum = cells.reduce<number>((total, cell) => total + (cell ?? 0), 0)
    const isPartial = cells.includes(null)
    const isNothing = withheld !== null || (isPartial && sum === 0)
    return { outcome, count: isNothing ? null : sum, isAtLeast: !isNothing && isPartial }
  })
  return { threshold, withheld, total: tours.flat().length, rows }
}
