import { type Kysely, sql } from 'kysely'

const statements = [
  // As rate-limiter-flexible reads and writes it.
  `create table rate_limit (
    key varchar(255) not null primary key,
    points integer not null default 0,
    expire bigint
  )`,
  `create table job_lease (
    job text not null primary key,
    holder text not null,
    held_until text not null,
    started_at text not null,
    finished_at text,
    failed integer not null
  )`,
  `create table retention_run (
    id text not null primary key,
    started_at text not null,
    finished_at text not null,
    counts text not null
  )`,
  'create index rate_limit_expire on rate_limit (expire)',
]

/** What running the application needs: counters of requests, who runs each job, what retention erased. */
export const operationsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
