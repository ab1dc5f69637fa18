import { type Kysely, sql } from 'kysely'

const statements = [
  // The name of a proposal somebody keeps as a scenario, and what a list tells of it without reading the whole plan.
  'alter table proposal add column name text',
  'alter table proposal add column summary text',
  'create index proposal_latest on proposal (created_at)',
]

/** Proposals kept under a name, side by side. */
export const scenariosMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
