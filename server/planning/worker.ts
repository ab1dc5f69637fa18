import { parentPort, type Worker, workerData } from 'node:worker_threads'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'
import { type BoundBeside, type BoundJob, boundBeside, descend } from './bound-thread.ts'
import { type PlanDocument, readDocument, readOutline } from './document.ts'
import { hashDocument } from './document-hash.ts'
import { openHighs } from './exact/highs.ts'
import { beginProblem, finishProblem, wantsBoundBeside } from './solve.ts'
import type { SolveRun } from './solve-run.ts'
import { startWorker } from './start-worker.ts'

/** What a thread is started with: what it is for, where its code is, and a flag both sides see, 1 to stop the search. */
export type WorkerStart =
  | { readonly role: 'search'; readonly url: string; readonly stopFlags: SharedArrayBuffer }
  | { readonly role: 'bound' }

/** From the planner: one job. */
export type WorkerJob = { readonly job: number; readonly document: PlanDocument }

/** To the planner. */
export type WorkerAnswer =
  | { readonly job: number; readonly kind: 'progress'; readonly progress: PlanProgress }
  | { readonly job: number; readonly kind: 'done'; readonly result: Plan | PlanRefusal }
  | { readonly job: number; readonly kind: 'failed'; readonly message: string }

/** Empties the long lists of a problem that is this thread's own. */
function forgetPeople({ communes, referrals, expected }: PlanProblem): void {
  for (const list of [communes, referrals, expected]) list.length = 0
}

const start = workerData as WorkerStart

if (start.role === 'bound') {
  parentPort?.on('message', (job: BoundJob) => descend(job, () => performance.now()))
} else {
  const stop = new Int32Array(start.stopFlags)
  const answer = (message: WorkerAnswer) => parentPort?.postMessage(message)
  let beside: Worker | undefined
  const solve = async ({ job, document }: WorkerJob): Promise<void> => {
    let bound: BoundBeside | undefined
    try {
      const outline = readOutline(document)
      if (wantsBoundBeside(outline)) {
        beside ??= startWorker(new URL(start.url), { role: 'bound' } satisfies WorkerStart)
        bound = boundBeside(beside, document)
      } else await openHighs()
      const run: SolveRun = {
        now: () => performance.now(),
        shouldStop: () => Atomics.load(stop, 0) === 1,
        onProgress: (progress) => answer({ job, kind: 'progress', progress }),
        boundBeside: bound?.source,
        hash: () => bound?.hash() ?? hashDocument(document),
        letGo: forgetPeople,
      }
      const begun = beginProblem(readDocument(document, outline), run)
      bound?.begin()
      const result = 'refusal' in begun ? begun : finishProblem(begun, await openHighs(), run)
      answer({ job, kind: 'done', result })
    } finally {
      bound?.stop()
    }
  }

  parentPort?.on('message', (message: WorkerJob) => {
    solve(message).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      answer({ job: message.job, kind: 'failed', message: text })
    })
  })
}
