import type { Instant } from '../../shared/time.ts'
import type { Database } from '../store/database.ts'
import type { TableShape } from '../store/tables.ts'

/** Whether a process says it is running on this database: it holds a job's lease that has not lapsed. */
export async function isSomebodyRunning(db: Database, tables: readonly TableShape[], now: Instant): Promise<boolean> {
  if (!tables.some(({ name }) => name === 'job_lease')) return false
  const held = await db.selectFrom('job_lease').select('job').where('held_until', '>', now).executeTakeFirst()
  return held !== undefined
}
