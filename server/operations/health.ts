import { type Instant, toInstant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { appliedMigrations, migrationNames } from '../store/migrate.ts'
import { listLeases } from './job-lease-store.ts'
import { type Soundness, soundnessOf } from './soundness.ts'

/** A database that takes longer than this to say where it stands does not answer. */
const ANSWER_MILLISECONDS = 3_000

export type Readiness = {
  readonly ready: boolean
  readonly database: 'ok' | 'unreachable'
  readonly migrations: 'ok' | 'behind' | 'unknown'
  /** Whether a process runs the jobs. */
  readonly jobs: 'ok' | 'late' | 'unknown'
  /** A large file is read whole after the start: `checking` until that is done. */
  readonly file: Soundness
}

/**
 * Whether this process may be sent requests: its database answers, has this version's tables, was not found damaged, and
 * somebody runs the jobs.
 */
export async function readReadiness({ db }: Pick<Ports, 'db'>): Promise<Readiness> {
  const asked = askDatabase(db, toInstant(Date.now()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MILLISECONDS, null)
  })
  const answer = await Promise.race([asked.catch(() => null), late])
  clearTimeout(timer)
  const file = soundnessOf(db)
  if (!answer) return { ready: false, database: 'unreachable', migrations: 'unknown', jobs: 'unknown', file }
  const { applied, processes } = answer
  const migrations = migrationNames.every((step) => applied.includes(step)) ? 'ok' : 'behind'
  const jobs = processes > 0 ? 'ok' : 'late'
  const ready = migrations === 'ok' && jobs === 'ok' && file !== 'damaged'
  return { ready, database: 'ok', migrations, jobs, file }
}

async function askDatabase(db: Ports['db'], now: Instant) {
  const applied = await appliedMigrations(db)
  return { applied, processes: (await listLeases(db, now)).processes }
}
