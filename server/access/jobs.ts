import type { Job } from '../job.ts'
import { chainAccess } from './chain-access.ts'

/** Closes the chain of the access log over what was added; nothing on the clock announces it. */
export const accessJobs: Job = {
  name: 'access',
  run: chainAccess,
  nextAt: async () => null,
}
