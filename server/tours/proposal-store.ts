import { z } from 'zod'
import type { PersonId } from '../../shared/ids.ts'
import { Plan, PlanRefusal } from '../../shared/plan-result.ts'
import { ProposalProgress, ProposalRequest, type ProposalState, ScenarioSummary } from '../../shared/proposal.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database } from '../store/database.ts'
import { summaryOf } from './scenario.ts'

/** A proposal as it is kept. `problemText` is the document it answers, as JSON text. */
export type ProposalRecord = {
  readonly proposalId: string
  readonly state: ProposalState
  readonly request: ProposalRequest
  readonly problemText: string
  readonly plan: Plan | null
  readonly refusal: PlanRefusal | null
  readonly createdAt: Instant
  /** The process that computes it; null in proposals of the first releases. */
  readonly runner: string | null
  /** When that process last said so, in real time; null when none ever did. */
  readonly seenAliveAt: Instant | null
  /** As that process last said it. */
  readonly progress: readonly ProposalProgress[]
  readonly stopAsked: boolean
  /** The name it is kept under, if anybody keeps it. */
  readonly name: string | null
}

/** A proposal with a plan, as a list tells of it. */
export type ProposalLine = Pick<ProposalRecord, 'proposalId' | 'name' | 'createdAt' | 'request'> & {
  readonly summary: ScenarioSummary | null
}

/** Keeps a proposal that starts running in the process `runner`, alive at `aliveAt` (real time). */
export async function insertProposal(
  db: Database,
  proposal: {
    proposalId: string
    request: ProposalRequest
    problemText: string
    now: Instant
    personId: PersonId | null
    runner: string
    aliveAt: Instant
  },
): Promise<void> {
  await db
    .insertInto('proposal')
    .values({
      id: proposal.proposalId,
      unit_id: proposal.request.unitIds[0]!,
      state: 'running',
      request: JSON.stringify(proposal.request),
      problem: proposal.problemText,
      plan: null,
      refusal: null,
      created_by: proposal.personId,
      created_at: proposal.now,
      finished_at: null,
      runner: proposal.runner,
      seen_alive_at: proposal.aliveAt,
      progress: null,
      stop_asked: 0,
      name: null,
      summary: null,
    })
    .execute()
}

/** Says that a proposal is still computed by `runner`, and how far it is; true when somebody asked it to stop. */
export async function noteProposalAlive(
  db: Database,
  proposalId: string,
  runner: string,
  { aliveAt, progress }: { aliveAt: Instant; progress: readonly ProposalProgress[] },
): Promise<boolean> {
  const own = db
    .updateTable('proposal')
    .set({ seen_alive_at: aliveAt, progress: JSON.stringify(progress) })
    .where('id', '=', proposalId)
    .where('runner', '=', runner)
    .where('state', '=', 'running')
  const row = await own.returning('stop_asked').executeTakeFirst()
  return row?.stop_asked === 1
}

/** Asks the process that computes a proposal to stop; one that has ended is left as it is. */
export async function askProposalToStop(db: Database, proposalId: string): Promise<void> {
  await db
    .updateTable('proposal')
    .set({ stop_asked: 1 })
    .where('id', '=', proposalId)
    .where('state', '=', 'running')
    .execute()
}

/** Writes how a proposal ended. */
export async function finishProposal(
  db: Database,
  proposalId: string,
  end: { state: Exclude<ProposalState, 'running'>; plan: Plan | null; refusal: PlanRefusal | null; now: Instant },
): Promise<void> {
  await db
    .updateTable('proposal')
    .set({
      state: end.state,
      plan: end.plan && JSON.stringify(end.plan),
      summary: end.plan && JSON.stringify(summaryOf(end.plan)),
      refusal: end.refusal && JSON.stringify(end.refusal),
      finished_at: end.now,
    })
    .where('id', '=', proposalId)
    .execute()
}

/** A request as it was kept; the first release planned one unit at a time, by the preset alone. */
function keptRequest(text: string): ProposalRequest {
  const { unitId, preset, keepPublished, ...kept } = JSON.parse(text)
  if (unitId === undefined) return ProposalRequest.parse(kept)
  const published = keepPublished ? 'keep' : 'ignore'
  return ProposalRequest.parse({ ...kept, unitIds: [unitId], rates: { preset }, published })
}

/** One proposal, or undefined. */
export async function findProposal(db: Database, proposalId: string): Promise<ProposalRecord | undefined> {
  const row = await db.selectFrom('proposal').selectAll().where('id', '=', proposalId).executeTakeFirst()
  if (!row) return undefined
  return {
    proposalId: row.id,
    state: row.state,
    request: keptRequest(row.request),
    problemText: row.problem,
    plan: row.plan === null ? null : Plan.parse(JSON.parse(row.plan)),
    refusal: row.refusal === null ? null : PlanRefusal.parse(JSON.parse(row.refusal)),
    createdAt: row.created_at,
    runner: row.runner,
    seenAliveAt: row.seen_alive_at,
    progress: row.progress === null ? [] : z.array(ProposalProgress).parse(JSON.parse(row.progress)),
    stopAsked: row.stop_asked === 1,
    name: row.name,
  }
}

/** Keeps a proposal under a name, or no longer, with what lists tell of it. */
export async function nameProposal(
  db: Database,
  proposalId: string,
  { name, summary }: { name: string | null; summary: ScenarioSummary },
): Promise<void> {
  await db
    .updateTable('proposal')
    .set({ name, summary: JSON.stringify(summary) })
    .where('id', '=', proposalId)
    .execute()
}

/** Proposals that ended with a plan: at most `named` of those kept under a name, `latest` of the others; the latest first. */
export async function listProposalLines(
  db: Database,
  { named, latest }: { named: number; latest: number },
): Promise<ProposalLine[]> {
  const ended = db
    .selectFrom('proposal')
    .select(['id', 'name', 'created_at', 'seen_alive_at', 'request', 'summary'])
    .where('plan', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('seen_alive_at', 'desc')
    .orderBy('id')
  const [kept, others] = [
    await ended.where('name', 'is not', null).limit(named).execute(),
    await ended.where('name', 'is', null).limit(latest).execute(),
  ]
  return [...kept, ...others]
    .sort((one, other) => (momentOf(one) < momentOf(other) ? 1 : momentOf(one) > momentOf(other) ? -1 : 0))
    .map((row) => ({
      proposalId: row.id,
      name: row.name,
      createdAt: row.created_at,
      request: keptRequest(row.request),
      summary: row.summary === null ? null : ScenarioSummary.parse(JSON.parse(row.summary)),
    }))
}

/** When a proposal was asked for: where the clock of the demonstration stands still, real time tells them apart. */
const momentOf = (row: { created_at: Instant; seen_alive_at: Instant | null }) =>
  `${row.created_at} ${row.seen_alive_at ?? ''}`
