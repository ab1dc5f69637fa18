import { type Kysely, sql } from 'kysely'

/** Which reading of a unit a change was made from, so that two administrators cannot overwrite each other. */
export const unitsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw('alter table unit add column revision integer not null default 1').execute(db)
  },
}
