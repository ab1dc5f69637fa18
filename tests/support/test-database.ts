import { randomUUID } from 'node:crypto'
import { type Database, openDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'

/** The engines the store tests run on: SQLite always, PostgreSQL where the test command started one. */
export const ENGINES = process.env.TEST_POSTGRES_URL ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const)
export type Engine = (typeof ENGINES)[number]

/** An empty, migrated database of its own: in memory for SQLite, a fresh schema for PostgreSQL. */
export async function testDatabase(engine: Engine = 'sqlite'): Promise<Database> {
  const db = engine === 'postgres' ? await freshPostgres() : openDatabase({ engine: 'sqlite', file: ':memory:' })
  await migrate(db)
  return db
}

async function freshPostgres(): Promise<Database> {
  const url = process.env.TEST_POSTGRES_URL
  if (!url) throw new Error('no PostgreSQL was started for the tests')
  const name = `t${randomUUID().replaceAll('-', '')}`
  const administration = openDatabase({ engine: 'postgres', url })
  const { sql } = await import('kysely')
  await sql.raw(`create database ${name}`).execute(administration)
  await administration.destroy()
  const own = new URL(url)
  own.pathname = `/${name}`
  return openDatabase({ engine: 'postgres', url: own.toString() })
}
