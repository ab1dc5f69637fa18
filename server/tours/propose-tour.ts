import { PlanProblem } from '../../shared/plan.ts'
import { Plan, type PlanProgress, type PlanRefusal } from '../../shared/plan-result.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ProposalProgress, ProposalRequest, ProposalView } from '../../shared/proposal.ts'
import type { Moment } from '../access/moment.ts'
import { checkPlan } from '../planning/check.ts'
import type { Ports } from '../ports.ts'
import { buildProblem } from './build-problem.ts'
import { listCentres } from './list-centres.ts'
import { findProposal, finishProposal, insertProposal } from './proposal-store.ts'
import { findUnit } from './unit-store.ts'

/** More at once would only slow each other down. */
const MOST_AT_ONCE = 2

type Run = {
  readonly stop: AbortController
  readonly progress: ProposalProgress[]
  best: Plan | null
  cancelled: boolean
  readonly ended: Promise<void>
}

/** Proposals under way in this process: starts, follows and stops them. What they end with is kept in the database. */
export type Proposals = {
  start(request: ProposalRequest, moment: Moment): Promise<string | Refusal>
  view(proposalId: string): Promise<ProposalView | Refusal>
  cancel(proposalId: string): Promise<ProposalView | Refusal>
  /** The problem and the plan as documents, to download and verify. */
  documents(proposalId: string): Promise<{ problem: PlanProblem; plan: Plan | null } | Refusal>
}

type Needs = Pick<Ports, 'db' | 'territory' | 'travel' | 'planner' | 'clock' | 'log' | 'newId'>

/** Makes the desk where planners ask for proposals. One plan is sought per proposal, away from the request's thread. */
export function createProposals(ports: Needs): Proposals {
  const runs = new Map<string, Run>()
  /** Asked for and not running yet: others may ask meanwhile. */
  let preparing = 0
  return {
    async start(request, moment) {
      if (runs.size + preparing >= MOST_AT_ONCE) return refuse('too_many_proposals')
      preparing += 1
      try {
        if (request.variant && !(await findProposal(ports.db, request.variant.of))) {
          return refuse('unknown_base_proposal', { field: 'variant.of' })
        }
        const problem = await buildProblem(ports, request)
        if (isRefusal(problem)) return problem
        const proposalId = ports.newId()
        const problemText = JSON.stringify(problem)
        await insertProposal(ports.db, { proposalId, request, problemText, ...moment })
        runs.set(
          proposalId,
          follow(ports, proposalId, problem, () => runs.delete(proposalId)),
        )
        return proposalId
      } finally {
        preparing -= 1
      }
    },
    view: (proposalId) => viewProposal(ports, proposalId, runs.get(proposalId)),
    async cancel(proposalId) {
      const run = runs.get(proposalId)
      if (run) {
        run.cancelled = true
        run.stop.abort()
        await run.ended
      }
      return viewProposal(ports, proposalId, undefined)
    },
    async documents(proposalId) {
      const proposal = await findProposal(ports.db, proposalId)
      if (!proposal) return refuse('not_found')
      return { problem: PlanProblem.parse(JSON.parse(proposal.problemText)), plan: proposal.plan }
    },
  }
}

function follow(ports: Needs, proposalId: string, problem: PlanProblem, done: () => void): Run {
  const stop = new AbortController()
  const progress: ProposalProgress[] = []
  const onProgress = ({ plan, ...point }: PlanProgress) => {
    progress.push(point)
    if (plan) run.best = plan
  }
  const failed = (error: unknown) =>
    ports.log.error({ proposalId, error: error instanceof Error ? error.name : 'unknown' }, 'a proposal failed')
  const ended = ports.planner
    .solve(problem, { signal: stop.signal, onProgress })
    .then((answer) => keep(ports, proposalId, problem, answer, run.cancelled))
    .catch((error: unknown) => {
      failed(error)
      return keep(ports, proposalId, problem, { refusal: 'planner_failed' }, run.cancelled)
    })
    // Its end could not be kept: it reads as interrupted, and the server goes on.
    .catch(failed)
    .finally(done)
  const run: Run = { stop, progress, best: null, cancelled: false, ended }
  return run
}

async function keep(
  { db, clock, log }: Needs,
  proposalId: string,
  problem: PlanProblem,
  answer: Plan | PlanRefusal,
  cancelled: boolean,
): Promise<void> {
  const plan = 'refusal' in answer ? null : soundPlan(problem, answer)
  if (!plan && !('refusal' in answer)) log.error({ proposalId }, 'the planner answered a plan that does not hold')
  const refusal = 'refusal' in answer ? answer : plan ? null : { refusal: 'planner_failed' }
  const state = plan ? (cancelled ? 'cancelled' : 'done') : cancelled ? 'cancelled' : 'failed'
  await finishProposal(db, proposalId, { state, plan, refusal, now: clock.now() })
}

/** The plan, once it reads as one and breaks no rule of its problem, checked without trusting the search; null otherwise. */
function soundPlan(problem: PlanProblem, answer: Plan): Plan | null {
  const readable = Plan.safeParse(JSON.parse(JSON.stringify(answer)))
  return readable.success && checkPlan(problem, readable.data).breaches.length === 0 ? readable.data : null
}

/** A run this process knows nothing of, still marked running, was cut short by a restart. */
async function viewProposal({ db }: Needs, proposalId: string, run: Run | undefined): Promise<ProposalView | Refusal> {
  const proposal = await findProposal(db, proposalId)
  if (!proposal) return refuse('not_found')
  const { request, createdAt, state, refusal } = proposal
  const isInterrupted = state === 'running' && !run
  const plan = proposal.plan ?? run?.best ?? null
  const history = plan?.search.history ?? []
  const units = await Promise.all(request.unitIds.map((unitId) => findUnit(db, unitId)))
  const base = request.variant && (await findProposal(db, request.variant.of))?.plan
  const { travel } = PlanProblem.parse(JSON.parse(proposal.problemText))
  return {
    proposalId,
    state: isInterrupted ? 'failed' : state,
    createdAt,
    request,
    units: units.flatMap((unit) => (unit ? [{ unitId: unit.unitId, name: unit.name }] : [])),
    centres: await listCentres(db),
    base: base ? { score: base.score, bound: base.bound, isOptimal: base.proof === 'optimal' } : null,
    progress: run?.progress ?? history.map((point) => ({ ...point, boundStillTightening: false })),
    plan,
    refusal: isInterrupted ? { refusal: 'interrupted' } : refusal,
    travelIsEstimate: travel.isEstimate,
  }
}
