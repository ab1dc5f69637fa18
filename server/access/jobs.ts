import { addMinutes } from '../../shared/time.ts'
import type { Job } from '../job.ts'
import type { Ports } from '../ports.ts'
import { forgetSpentCeremonies } from './ceremony-store.ts'
import { chainAccess } from './chain-access.ts'
import { forgetFailures } from './failure-store.ts'
import { forgetExpiredSessions } from './session-store.ts'
import { signInNow } from './sign-in-now.ts'
import { FORGOTTEN_AFTER_MINUTES } from './slow-down.ts'

/** Closes the chain of the access log over what was added, and forgets what sign-in no longer needs; nothing announces it. */
export const accessJobs: Job = {
  name: 'access',
  async run(ports) {
    await chainAccess(ports)
    await forgetSignIns(ports)
  },
  nextAt: async () => null,
}

async function forgetSignIns(ports: Ports): Promise<void> {
  const now = signInNow(ports)
  await forgetExpiredSessions(ports.db, now)
  await forgetSpentCeremonies(ports.db, now)
  await forgetFailures(ports.db, addMinutes(now, -FORGOTTEN_AFTER_MINUTES))
}
