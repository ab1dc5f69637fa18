import { type Instant, toInstant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { appliedMigrations, migrationNames } from '../store/migrate.ts'
import { listLeases } from './job-lease-store.ts'

/** A database that takes longer than this to say where it stands does not answer. */
const ANSWER_MILLISECONDS = 3_000

export type Readiness = {
  readonly ready: boolean
  readonly database: 'ok' | 'unreachable'
  readonly migrations: 'ok' | 'behind' | 'unknown'
  /** Whether a process runs the jobs. */
  readonly jobs: 'ok' | 'late' | 'unknown'
}

/** Whether this process may be sent requests: its database answers, has this version's tables, and somebody runs the jobs. */
export async function readReadiness({ db }: Pick<Ports, 'db'>): Promise<Readiness> {
  const asked = askDatabase(db, toInstant(Date.now()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MILLISECONDS, null)
  })
  const answer = await Promise.race([asked.catch(() => null), late])
  clearTimeout(timer)
  if (!answer) return { ready: false, database: 'unreachable', migrations: 'unknown', jobs: 'unknown' }
  const { applied, processes } = answer
  const migrations = migrationNames.every((step) => applied.includes(step)) ? 'ok' : 'behind'
  const jobs = processes > 0 ? 'ok' : 'late'
  return { ready: migrations === 'ok' && jobs === 'ok', database: 'ok', migrations, jobs }
}

async function askDatabase(db: Ports['db'], now: Instant) {
  const applied = await appliedMigrations(db)
  return { applied, processes: (await listLeases(db, now)).processes }
}
