import { addMinutes, addSeconds, type Instant } from '../../shared/time.ts'
import type { Database } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import type { TableShape } from '../store/tables.ts'

export type JobLease = Schema['job_lease']

/** A process that holds jobs. One that has not said for so many seconds that it lives is taken for dead, its jobs by another. */
export type JobHolder = { readonly id: string; readonly seconds: number }
/** What a process writes of itself, among the jobs: `process <id>`. */
const PROCESS = 'process '

/** Takes a job for a process if nobody else holds it; one statement, so that of two that ask one alone succeeds. */
export async function claimJob(db: Database, job: string, holder: JobHolder, now: Instant): Promise<boolean> {
  const held = { holder: holder.id, held_until: addSeconds(now, holder.seconds), started_at: now }
  const taken = await db
    .insertInto('job_lease')
    .values({ job, ...held, finished_at: null, failed: 0 })
    .onConflict((conflict) =>
      conflict
        .column('job')
        .doUpdateSet(held)
        .where((lease) =>
          lease.or([lease('job_lease.held_until', '<=', now), lease('job_lease.holder', '=', holder.id)]),
        ),
    )
    .executeTakeFirst()
  return (taken.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Keeps a job a while longer; the process keeps it between its rounds too, so that each job runs in one place. */
export async function renewJob(db: Database, job: string, holder: JobHolder, now: Instant): Promise<void> {
  await db
    .updateTable('job_lease')
    .set({ held_until: addSeconds(now, holder.seconds) })
    .where('job', '=', job)
    .where('holder', '=', holder.id)
    .execute()
}

/** Notes how a round of a job went. */
export async function finishJob(
  db: Database,
  job: string,
  holder: JobHolder,
  now: Instant,
  isSound: boolean,
): Promise<void> {
  await db
    .updateTable('job_lease')
    .set((lease) => ({
      held_until: addSeconds(now, holder.seconds),
      finished_at: now,
      failed: isSound ? 0 : lease('failed', '+', 1),
    }))
    .where('job', '=', job)
    .where('holder', '=', holder.id)
    .execute()
}

/** Says that a process lives. */
export async function noteProcess(db: Database, holder: JobHolder, now: Instant): Promise<void> {
  await claimJob(db, `${PROCESS}${holder.id}`, holder, now)
}

/** Lets go of everything a process holds: it stops, or was found dead long ago. */
export async function releaseJobs(db: Database, holder: JobHolder, now: Instant): Promise<void> {
  await db
    .deleteFrom('job_lease')
    .where('job', 'like', `${PROCESS}%`)
    .where('held_until', '<', addMinutes(now, -60))
    .execute()
  await db.deleteFrom('job_lease').where('job', '=', `${PROCESS}${holder.id}`).execute()
  await db.updateTable('job_lease').set({ held_until: now }).where('holder', '=', holder.id).execute()
}

/** How each job went last, and which processes live. */
export async function listLeases(db: Database, now: Instant): Promise<{ jobs: JobLease[]; processes: number }> {
  const rows = await db.selectFrom('job_lease').selectAll().orderBy('job').execute()
  const [processes, jobs] = [rows.filter(isProcess), rows.filter((row) => !isProcess(row))]
  return { jobs, processes: processes.filter(({ held_until }) => held_until > now).length }
}

const isProcess = ({ job }: JobLease): boolean => job.startsWith(PROCESS)

/** Whether a process says it is running on this database. */
export async function isSomebodyRunning(db: Database, tables: readonly TableShape[], now: Instant): Promise<boolean> {
  if (!tables.some(({ name }) => name === 'job_lease')) return false
  return (await listLeases(db, now)).processes > 0
}
