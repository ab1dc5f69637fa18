import { type Kysely, sql } from 'kysely'

const statements = [
  // Which process computes a proposal, when it last said so, what it has found, and whether somebody asked it to stop.
  'alter table proposal add column runner text',
  'alter table proposal add column seen_alive_at text',
  'alter table proposal add column progress text',
  'alter table proposal add column stop_asked integer not null default 0',
  `create table settled_outcomes (
    tour_id text not null primary key references tour (id),
    settled_at text not null,
    counts text not null
  )`,
]

/** Proposals several processes can tell of, and the outcomes of a tour as counted once and for all. */
export const toursMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
