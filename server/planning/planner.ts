import type { Worker } from 'node:worker_threads'
import type { PlanProblem } from '../../shared/plan.ts'
import type { Plan, PlanProgress, PlanRefusal } from '../../shared/plan-result.ts'
import { writeDocument } from './document.ts'
import { startWorker } from './start-worker.ts'
import type { WorkerAnswer, WorkerJob, WorkerStart } from './worker.ts'

/** What a caller may say while a plan is sought. Aborting keeps the best plan found so far. */
export type PlannerRun = {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: PlanProgress) => void) | undefined
}

/** The port: solves planning problems away from the request's thread, one after the other. A refusal names the rule and what is in conflict. */
export type Planner = {
  readonly solve: (problem: PlanProblem, run?: PlannerRun) => Promise<Plan | PlanRefusal>
  readonly close: () => Promise<void>
}

/** Where the worker's code is: beside this file when run from sources, in `planning/` beside the bundle otherwise. */
export function workerUrl(here: string = import.meta.url): URL {
  return here.endsWith('.ts') ? new URL('./worker.ts', here) : new URL('./planning/worker.js', here)
}

/** Makes a planner with one search thread (and, for large problems, a bound beside it), started at the first problem and kept warm. */
export function createPlanner(url: URL = workerUrl()): Planner {
  let thread: { worker: Worker; stop: Int32Array } | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let nextJob = 0

  const open = () => {
    if (thread !== undefined) return thread
    const stopFlags = new SharedArrayBuffer(4)
    const worker = startWorker(url, { role: 'search', url: url.href, stopFlags } satisfies WorkerStart)
    worker.unref()
    // A thread that dies between two plans is replaced at the next; unheard, its error would end the process.
    worker.on('error', () => undefined)
    worker.once('exit', () => {
      thread = undefined
    })
    thread = { worker, stop: new Int32Array(stopFlags) }
    return thread
  }

  const solveNow = (problem: PlanProblem, { signal, onProgress }: PlannerRun): Promise<Plan | PlanRefusal> => {
    const { worker, stop } = open()
    const job = nextJob
    nextJob += 1
    Atomics.store(stop, 0, signal?.aborted === true ? 1 : 0)
    worker.ref()
    return new Promise((resolve, reject) => {
      const abort = () => Atomics.store(stop, 0, 1)
      const finish = () => {
        signal?.removeEventListener('abort', abort)
        worker.off('message', listen)
        worker.off('error', fail)
        worker.off('exit', exit)
        worker.unref()
      }
      const fail = (error: unknown) => {
        finish()
        reject(error instanceof Error ? error : new Error(String(error)))
      }
      const exit = () => fail(new Error('the planning thread stopped before it answered'))
      const listen = (answer: WorkerAnswer) => {
        if (answer.job !== job) return
        if (answer.kind === 'progress') return onProgress?.(answer.progress)
        if (answer.kind === 'failed') return fail(new Error(answer.message))
        finish()
        resolve(answer.result)
      }
      signal?.addEventListener('abort', abort)
      worker.on('message', listen)
      worker.on('error', fail)
      worker.on('exit', exit)
      worker.postMessage({ job, document: writeDocument(problem) } satisfies WorkerJob)
    })
  }

  return {
    solve: (problem, run = {}) => {
      const result = queue.then(() => solveNow(problem, run))
      queue = result.catch(() => undefined)
      return result
    },
    close: async () => {
      await thread?.worker.terminate()
    },
  }
}
