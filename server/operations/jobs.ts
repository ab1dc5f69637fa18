import { localDateOf, PARIS } from '../../shared/time.ts'
import type { Job } from '../job.ts'
import { forgetEndedWindows } from './rate-limit-store.ts'
import { lastRunDay, noteRunDay } from './retention-store.ts'
import { runRetention } from './run-retention.ts'
import { verifyDaily } from './verify-daily.ts'

/** Once a day of the application's own clock: retention, counters of requests that are over, the access log verified. Nothing announces it. */
export const operationsJobs: Job = {
  name: 'operations',
  async run(ports) {
    const today = localDateOf(ports.clock.now(), PARIS)
    if ((await lastRunDay(ports.db)) === today) return
    await runRetention(ports, false)
    await forgetEndedWindows(ports.db, Date.now())
    await verifyDaily(ports)
    await noteRunDay(ports.db, today)
  },
  nextAt: async () => null,
}
