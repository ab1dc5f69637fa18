import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Instant, toInstant } from '../../shared/time.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { claimJob, finishJob, type JobHolder, noteProcess, releaseJobs, renewJob } from './job-lease-store.ts'

/** How long the jobs of a dead process wait for another. */
const HOLD_SECONDS = 60
/** How many times a job is held anew while its hold lasts. */
const RENEWALS = 4

/** Real time: a lease is between processes, not between people. */
const now = (): Instant => toInstant(Date.now())

/**
 * Runs each of the jobs that no other process holds, renewing its lease while it lasts. One that fails is logged by name
 * and does not stop the others.
 */
export async function runInTurn(ports: Ports, jobs: readonly Job[], holder: JobHolder): Promise<void> {
  const { db, log } = ports
  try {
    await noteProcess(db, holder, now())
  } catch (error) {
    log.error({ error: nameOf(error) }, 'the database does not answer the jobs')
    return
  }
  for (const job of jobs) {
    // Requests that came meanwhile are answered between two jobs.
    await nextTurn()
    try {
      if (await claimJob(db, job.name, holder, now())) await runHeld(ports, job, holder)
    } catch (error) {
      log.error({ job: job.name, error: nameOf(error) }, 'a job failed')
    }
  }
}

async function runHeld(ports: Ports, job: Job, holder: JobHolder): Promise<void> {
  const { db } = ports
  const renewing = setInterval(
    () => {
      renewJob(db, job.name, holder, now()).catch(() => undefined)
    },
    (holder.seconds * 1000) / RENEWALS,
  )
  try {
    await job.run(ports)
    await finishJob(db, job.name, holder, now(), true)
  } catch (error) {
    await finishJob(db, job.name, holder, now(), false)
    throw error
  } finally {
    clearInterval(renewing)
  }
}

/**
 * Runs the jobs every `seconds`, the first time at once, until the returned function is called: it waits for the round
 * under way and lets go of every job. Each is held for `hold` seconds past its last sign of life.
 */
export function keepRunning(
  ports: Ports,
  jobs: readonly Job[],
  seconds: number,
  hold = HOLD_SECONDS,
): () => Promise<void> {
  const holder = { id: ports.newId(), seconds: hold }
  let isStopped = false
  let round: Promise<void> = Promise.resolve()
  let isRunning = false
  const tick = () => {
    if (isRunning || isStopped) return
    isRunning = true
    round = runInTurn(ports, jobs, holder).finally(() => {
      isRunning = false
    })
  }
  const timer = setInterval(tick, seconds * 1000)
  tick()
  return async () => {
    isStopped = true
    clearInterval(timer)
    await round
    await releaseJobs(ports.db, holder, now()).catch(() => undefined)
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
