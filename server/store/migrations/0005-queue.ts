import { type Kysely, sql } from 'kysely'

const statements = [
  // The letter that tells the centre what was concluded: editable until it leaves, then read by a named person.
  'alter table visit add column sealed_letter text',
  'alter table visit add column letter_sent_at text',
  'alter table visit add column letter_read_at text',
  'alter table visit add column letter_read_by text references person (id)',
  // What a specialist says before the visit, and what a doctor of the centre decides of it.
  `create table advice (
    id text not null primary key,
    referral_id text not null references referral (id),
    appointment_id text not null references appointment (id),
    specialist_id text not null references specialist (id),
    proposal text not null,
    sealed_text text not null,
    given_at text not null,
    decision text,
    decided_by text references person (id),
    decided_at text
  )`,
  'create unique index advice_open_once on advice (referral_id) where decided_at is null',
  'create index advice_referral on advice (referral_id)',
  'create index referral_event_time on referral_event (at)',
  'create index slot_date on slot (date)',
]

/** Letters of the answer, advice before the visit, and indexes for what time leaves behind. */
export const queueMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
