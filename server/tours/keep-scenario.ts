import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Scenario } from '../../shared/proposal.ts'
import type { Ports } from '../ports.ts'
import { findProposal, listProposalLines, nameProposal, type ProposalLine } from './proposal-store.ts'
import { summaryOf } from './scenario.ts'
import { listEveryUnit } from './unit-store.ts'

/** Scenarios shown that nobody named: the latest. */
const LATEST = 8
/** Scenarios shown at most. */
const MOST = 60

/** Proposals with a plan: those kept under a name, and the latest of the others; the latest first. */
export async function listScenarios({ db }: Pick<Ports, 'db'>): Promise<Scenario[]> {
  const units = new Map((await listEveryUnit(db)).map(({ unitId, name }) => [unitId, name]))
  const lines = await listProposalLines(db, { named: MOST, latest: LATEST })
  return lines.map(({ proposalId, name, createdAt, request, summary }: ProposalLine) => ({
    proposalId,
    name,
    createdAt,
    from: request.from,
    to: request.to,
    units: request.unitIds.flatMap((unitId) => units.get(unitId) ?? []),
    preset: request.rates.preset,
    summary,
  }))
}

/** Keeps a proposal under a name, or (null) no longer. Refuses `not_found` and a proposal without plan. */
export async function keepScenario(
  { db }: Pick<Ports, 'db'>,
  proposalId: string,
  name: string | null,
): Promise<Scenario[] | Refusal> {
  const proposal = await findProposal(db, proposalId)
  if (!proposal) return refuse('not_found')
  if (!proposal.plan) return refuse('proposal_not_ready')
  await nameProposal(db, proposalId, { name, summary: summaryOf(proposal.plan) })
  return listScenarios({ db })
}
