import type { Instant } from '../shared/time.ts'
import { accessJobs } from './access/jobs.ts'
import { appointmentJobs } from './appointments/jobs.ts'
import { impactJobs } from './impact/jobs.ts'
import type { Job } from './job.ts'
import { messageJobs } from './messages/jobs.ts'
import { operationsJobs } from './operations/jobs.ts'
import { keepRunning } from './operations/run-in-turn.ts'
import type { Ports } from './ports.ts'
import { referralJobs } from './referrals/jobs.ts'
import { tourJobs } from './tours/jobs.ts'

/** In the order they run: time moves stops, then slots, then what is said of them, what is still at risk, what was achieved, and the log. */
export const jobs: readonly Job[] = [
  tourJobs,
  appointmentJobs,
  messageJobs,
  referralJobs,
  impactJobs,
  operationsJobs,
  accessJobs,
]

/** Runs every job once; one that fails is logged by name and does not stop the others. */
export async function runJobs(ports: Ports): Promise<void> {
  for (const job of jobs) {
    try {
      await job.run(ports)
    } catch (error) {
      ports.log.error({ job: job.name, error: error instanceof Error ? error.name : 'unknown' }, 'a job failed')
    }
  }
}

/** The earliest instant at which some job has something to do; null when none foresees anything. */
export async function nextEventAt(ports: Ports): Promise<Instant | null> {
  const instants = await Promise.all(jobs.map((job) => job.nextAt(ports)))
  return instants.reduce((earliest, at) => (at && (!earliest || at < earliest) ? at : earliest), null)
}

/** Runs the jobs every `seconds`, each in one process at a time (held `hold` seconds past its last sign of life), until the returned function is called. */
export function startJobs(ports: Ports, seconds: number, hold?: number): () => Promise<void> {
  return keepRunning(ports, jobs, seconds, hold)
}
