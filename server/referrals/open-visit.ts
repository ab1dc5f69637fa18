import { OutcomeCode } from '../../shared/protocol.ts'
import type { Ports } from '../ports.ts'
import type { VisitRow } from './visit-store.ts'

/** What a specialist concluded, opened: only for those who may read it. An empty report is an empty text. */
export function openVisit(
  { vault }: Pick<Ports, 'vault'>,
  visit: Pick<VisitRow, 'sealed_outcome' | 'sealed_report' | 'sealed_result_owner' | 'sealed_letter'>,
): { outcome: OutcomeCode; report: string; resultOwner: string | null; letter: string | null } {
  return {
    outcome: OutcomeCode.parse(vault.open(visit.sealed_outcome)),
    report: visit.sealed_report === null ? '' : vault.open(visit.sealed_report),
    resultOwner: visit.sealed_result_owner === null ? null : vault.open(visit.sealed_result_owner),
    letter: visit.sealed_letter === null ? null : vault.open(visit.sealed_letter),
  }
}
