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
  `create table erased_referral (
    referral_id text not null primary key references referral (id),
    at text not null
  )`,
  `create table erased_patient (
    patient_id text not null primary key references patient (id),
    at text not null
  )`,
  'create index rate_limit_expire on rate_limit (expire)',
  'create index access_log_unchained on access_log (order_key) where sequence is null',
  'create index reply_received on reply (received_at)',
  'create index message_referral on message (referral_id)',
  'create index message_appointment on message (appointment_id)',
  'create index patient_centre on patient (centre_id)',
]

/** What running the application needs: counters of requests, who runs each job, what retention erased. */
export const operationsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
