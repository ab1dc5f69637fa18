import { type Kysely, sql } from 'kysely'

const statements = [
  // The centre of the referral, which never changes: the history of a centre is read by it, latest first.
  'alter table referral_event add column centre_id text',
  'update referral_event set centre_id = (select centre_id from referral where referral.id = referral_event.referral_id)',
  'create index referral_event_centre on referral_event (centre_id, at, sequence, id)',
]

/** The history of a centre in its order; found by `npm run bench -- load`. */
export const historyMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
