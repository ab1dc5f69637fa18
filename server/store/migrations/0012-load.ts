import { type Kysely, sql } from 'kysely'

/** Each beside what reads by it; found by `npm run bench -- load`. */
const statements = [
  // The history of a referral, ended appointments included; of a place.
  'create index appointment_referral on appointment (referral_id, revision)',
  'create index appointment_slot on appointment (slot_id)',
  // Whether a queue has changed, from the index alone; the queue itself by its first two columns.
  'create index referral_centre_revision on referral (centre_id, state, revision)',
  'drop index referral_centre',
  // What is open of all centres: the safety rule, reviews, planning.
  'create index referral_state on referral (state, priority_class, deadline)',
  'create index alert_referral on alert (referral_id, kind, raised_at)',
  'create index visit_owed on visit (result_due) where result_received_at is null and result_due is not null',
  'create index visit_unread on visit (letter_sent_at) where letter_read_at is null and letter_sent_at is not null',
  // Who opened a record; what a person did.
  'create index access_log_resource on access_log (resource_id)',
  'create index access_log_person on access_log (person_id, sequence)',
  'create index stop_centre on stop (centre_id, last_day)',
  'create index slot_reserved on slot (stop_id) where reserved = 1',
]

/** Indexes that a store of two years needs. */
export const loadMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
