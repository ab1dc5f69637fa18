import type { OutcomeImpact } from '../../shared/impact.ts'
import { OutcomeCode } from '../../shared/protocol.ts'
import { suppressCells } from './suppress-cells.ts'

const CONCLUSIONS = OutcomeCode.options.filter((code) => code !== 'did_not_come')

/** How many patients had each outcome, small cells kept back (`suppressCells`). `isWhole` false: nothing is told. */
export function countOutcomes(
  outcomes: readonly OutcomeCode[],
  { threshold, isWhole }: { threshold: number; isWhole: boolean },
): OutcomeImpact {
  const counts = CONCLUSIONS.map((code) => outcomes.filter((outcome) => outcome === code).length)
  const told = isWhole ? suppressCells(counts, threshold) : counts.map(() => null)
  return {
    threshold,
    withheld: isWhole ? null : 'not_whole_months',
    total: outcomes.length,
    rows: CONCLUSIONS.map((outcome, at) => ({ outcome, count: told[at]! })),
  }
}
