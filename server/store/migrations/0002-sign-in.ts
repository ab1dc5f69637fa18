import { type Kysely, sql } from 'kysely'

const statements = [
  `alter table person add column sign_in_name text`,
  `alter table person add column sealed_email text`,
  `alter table person add column sealed_rpps text`,
  `alter table person add column rpps_fingerprint text`,
  `create unique index person_by_sign_in_name on person (sign_in_name)`,
  `create unique index person_by_rpps on person (rpps_fingerprint)`,
  `alter table sign_in_session add column method text not null default 'demo'`,
  `alter table sign_in_session add column proven_at text`,
  `alter table sign_in_session add column device text`,
  `alter table sign_in_session add column sealed_federation text`,
  `create index sign_in_session_by_person on sign_in_session (person_id)`,
  `create table invitation (
    id text not null primary key,
    token_hash text not null unique,
    person_id text not null references person (id),
    purpose text not null,
    created_by text references person (id),
    created_at text not null,
    expires_at text not null,
    used_at text
  )`,
  `create index invitation_by_person on invitation (person_id)`,
  `create table authenticator (
    id text not null primary key,
    person_id text not null references person (id),
    kind text not null,
    name text not null,
    created_at text not null,
    last_used_at text,
    credential_id text unique,
    public_key text,
    sign_count bigint,
    transports text,
    password_hash text,
    sealed_secret text,
    last_step bigint
  )`,
  `create index authenticator_by_person on authenticator (person_id)`,
  `create table recovery_code (
    code_hash text not null primary key,
    person_id text not null references person (id),
    created_at text not null,
    used_at text
  )`,
  `create index recovery_code_by_person on recovery_code (person_id)`,
  `create table spent_ceremony (
    id text not null primary key,
    expires_at text not null
  )`,
  `create table sign_in_failure (
    key text not null primary key,
    failures integer not null,
    last_at text not null
  )`,
]

/** What people sign in with: invitations, passkeys, passwords with codes, recovery codes, and what slows guessing down. */
export const signInMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
