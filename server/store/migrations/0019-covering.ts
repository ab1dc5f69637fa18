import { type Kysely, sql } from 'kysely'

/** Each answers a count or a question from the index alone; found by `npm run bench -- load`. */
const statements = [
  // Open referrals by centre and class: what planners see, and the safety rule.
  'drop index referral_state',
  'create index referral_state on referral (state, priority_class, deadline, centre_id)',
  // Places by what became of them, of every stop to come.
  'create index slot_counted on slot (stop_id, withdrawn, overbooked, reserved, id)',
  'create index appointment_counted on appointment (slot_id, state) where live = 1',
]

/** Indexes that hold all a frequent count reads. */
export const coveringMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
