import { parentPort, workerData } from 'node:worker_threads'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'
import { openHighs } from './exact/highs.ts'
import { solveProblem } from './solve.ts'

/** What the thread is started with: a flag both sides see, set to 1 to stop the search. */
export type WorkerStart = { readonly stopFlags: SharedArrayBuffer }

/** From the planner: one job. The stop flag of `slot` belongs to it. */
export type WorkerJob = { readonly job: number; readonly problem: PlanProblem }

/** To the planner. */
export type WorkerAnswer =
  | { readonly job: number; readonly kind: 'progress'; readonly progress: PlanProgress }
  | { readonly job: number; readonly kind: 'done'; readonly result: Plan | PlanRefusal }
  | { readonly job: number; readonly kind: 'failed'; readonly message: string }

const { stopFlags } = workerData as WorkerStart
const stop = new Int32Array(stopFlags)
const answer = (message: WorkerAnswer) => parentPort?.postMessage(message)

parentPort?.on('message', ({ job, problem }: WorkerJob) => {
  openHighs()
    .then((highs) => {
      const result = solveProblem(problem, highs, {
        now: () => performance.now(),
        shouldStop: () => Atomics.load(stop, 0) === 1,
        onProgress: (progress) => answer({ job, kind: 'progress', progress }),
      })
      answer({ job, kind: 'done', result })
    })
    .catch((error: unknown) =>
      answer({ job, kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
})
