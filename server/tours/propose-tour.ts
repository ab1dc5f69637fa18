import { shortDate } from '../../shared/days.ts'
import { PlanProblem } from '../../shared/plan.ts'
import { Plan, type PlanProgress, type PlanRefusal } from '../../shared/plan-result.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ProposalProgress, ProposalRequest, ProposalView } from '../../shared/proposal.ts'
import { type Instant, localDateOf, PARIS, toInstant } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import { checkPlan } from '../planning/check.ts'
import type { Ports } from '../ports.ts'
import { buildProblem } from './build-problem.ts'
import { listCentres } from './list-centres.ts'
import {
  askProposalToStop,
  findProposal,
  finishProposal,
  insertProposal,
  noteProposalAlive,
  type ProposalRecord,
} from './proposal-store.ts'
import { summaryOf } from './scenario.ts'
import { findUnit } from './unit-store.ts'

/** More at once would only slow each other down. */
const MOST_AT_ONCE = 2
/** How often a process says it still computes, and for how long it is believed since. Real time: it is between processes. */
const BEAT = { everySeconds: 5, believedSeconds: 20 } as const
type Beat = { readonly everySeconds: number; readonly believedSeconds: number }

const realNow = (): Instant => toInstant(Date.now())

type Run = {
  readonly stop: AbortController
  readonly progress: ProposalProgress[]
  best: Plan | null
  cancelled: boolean
  readonly ended: Promise<void>
}

/**
 * Proposals: starts, follows and stops those of this process, and tells of those of the others, which it may only ask to
 * stop. What they end with is kept in the database.
 */
export type Proposals = {
  start(request: ProposalRequest, moment: Moment): Promise<string | Refusal>
  view(proposalId: string): Promise<ProposalView | Refusal>
  cancel(proposalId: string): Promise<ProposalView | Refusal>
  /** The problem and the plan as documents, to download and verify. */
  documents(proposalId: string): Promise<{ problem: PlanProblem; plan: Plan | null } | Refusal>
}

type Needs = Pick<Ports, 'db' | 'territory' | 'travel' | 'planner' | 'clock' | 'log' | 'newId'>

/** Makes the desk where planners ask for proposals. One plan is sought per proposal, away from the request's thread. */
export function createProposals(ports: Needs, beat: Beat = BEAT): Proposals {
  const runs = new Map<string, Run>()
  const runner = ports.newId()
  /** Whether another process computes it: one that has this one's name and no run here has ended without being kept. */
  const believe = (proposal: ProposalRecord) => proposal.runner !== runner && isBelieved(proposal, beat)
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
        const today = localDateOf(moment.now, PARIS)
        // What an earlier proposal would have been without a stop may be asked whenever.
        if (!request.variant && request.from < today && request.from <= request.to) {
          return refuse('horizon_begun', { field: 'from', details: { today: shortDate(today) } })
        }
        const problem = await buildProblem(ports, request)
        if (isRefusal(problem)) return problem
        const proposalId = ports.newId()
        const problemText = JSON.stringify(problem)
        await insertProposal(ports.db, { proposalId, request, problemText, ...moment, runner, aliveAt: realNow() })
        runs.set(proposalId, follow(ports, proposalId, problem, { runner, beat, done: () => runs.delete(proposalId) }))
        return proposalId
      } finally {
        preparing -= 1
      }
    },
    view: (proposalId) => viewProposal(ports, proposalId, runs.get(proposalId), believe),
    async cancel(proposalId) {
      const run = runs.get(proposalId)
      if (run) {
        run.cancelled = true
        run.stop.abort()
        await run.ended
      } else await askProposalToStop(ports.db, proposalId)
      return viewProposal(ports, proposalId, undefined, believe)
    },
    async documents(proposalId) {
      const proposal = await findProposal(ports.db, proposalId)
      if (!proposal) return refuse('not_found')
      return { problem: PlanProblem.parse(JSON.parse(proposal.problemText)), plan: proposal.plan }
    },
  }
}

function follow(
  ports: Needs,
  proposalId: string,
  problem: PlanProblem,
  { runner, beat, done }: { runner: string; beat: Beat; done: () => void },
): Run {
  const stop = new AbortController()
  const progress: ProposalProgress[] = []
  const onProgress = ({ plan, ...point }: PlanProgress) => {
    progress.push(point)
    if (plan) run.best = plan
  }
  const failed = (error: unknown) =>
    ports.log.error({ proposalId, error: error instanceof Error ? error.name : 'unknown' }, 'a proposal failed')
  const beating = setInterval(() => {
    noteProposalAlive(ports.db, proposalId, runner, { aliveAt: realNow(), progress })
      .then((isAskedToStop) => {
        if (!isAskedToStop) return
        run.cancelled = true
        stop.abort()
      })
      // The next beat tries again; unheard for too long, it reads as interrupted until it ends.
      .catch(() => undefined)
  }, beat.everySeconds * 1000)
  const ended = ports.planner
    .solve(problem, { signal: stop.signal, onProgress })
    .then((answer) => keep(ports, proposalId, problem, answer, run.cancelled))
    .catch((error: unknown) => {
      failed(error)
      return keep(ports, proposalId, problem, { refusal: 'planner_failed' }, run.cancelled)
    })
    // Its end could not be kept: it reads as interrupted, and the server goes on.
    .catch(failed)
    .finally(() => {
      clearInterval(beating)
      done()
    })
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

/** A run this process knows nothing of is another's while that one says so; else it was cut short by a restart. */
async function viewProposal(
  { db }: Needs,
  proposalId: string,
  run: Run | undefined,
  believe: (proposal: ProposalRecord) => boolean,
): Promise<ProposalView | Refusal> {
  const proposal = await findProposal(db, proposalId)
  if (!proposal) return refuse('not_found')
  const { request, createdAt, state, refusal } = proposal
  const isElsewhere = state === 'running' && !run && believe(proposal)
  const isInterrupted = state === 'running' && !run && !isElsewhere
  const plan = proposal.plan ?? run?.best ?? null
  const history = plan?.search.history ?? []
  const units = await Promise.all(request.unitIds.map((unitId) => findUnit(db, unitId)))
  const base = request.variant && (await findProposal(db, request.variant.of))
  const { travel } = PlanProblem.parse(JSON.parse(proposal.problemText))
  return {
    proposalId,
    state: isInterrupted ? 'failed' : state,
    name: proposal.name,
    isElsewhere,
    isStopping: isElsewhere && proposal.stopAsked,
    createdAt,
    request,
    units: units.flatMap((unit) => (unit ? [{ unitId: unit.unitId, name: unit.name }] : [])),
    centres: await listCentres(db),
    base: base?.plan ? { ...summaryOf(base.plan), rates: base.request.rates } : null,
    progress: run?.progress ?? (isElsewhere ? [...proposal.progress] : history.map(settledPoint)),
    plan,
    refusal: isInterrupted ? { refusal: 'interrupted' } : refusal,
    travelIsEstimate: travel.isEstimate,
  }
}

const isBelieved = ({ seenAliveAt }: ProposalRecord, { believedSeconds }: Beat): boolean =>
  seenAliveAt !== null && Date.parse(seenAliveAt) > Date.now() - believedSeconds * 1000

const settledPoint = (point: Omit<ProposalProgress, 'boundStillTightening'>): ProposalProgress => ({
  ...point,
  boundStillTightening: false,
})
