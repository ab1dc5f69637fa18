import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'

type Engine = 'sqlite' | 'postgres'

/** The engine of this run: every test that touches the store runs once on each, as two projects of the test runner. */
export const ENGINE: Engine = process.env.TEST_ENGINE === 'postgres' ? 'postgres' : 'sqlite'

/** An empty, migrated database of its own: in memory for SQLite, a fresh schema for PostgreSQL. */
export async function testDatabase(): Promise<Database> {
  const db = ENGINE === 'postgres' ? await freshPostgres() : openDatabase({ engine: 'sqlite', file: ':memory:' })
  await migrate(db)
  return db
}

async function freshPostgres(): Promise<Database> {
  const url = process.env.TEST_POSTGRES_URL
  if (!url) throw new Error('no PostgreSQL was started for the tests')
  const name = `t${randomUUID().replaceAll('-', '')}`
  const administration = openDatabase({ engine: 'postgres', url })
  await sql.raw(`create database ${name}`).execute(administration)
  await administration.destroy()
  const own = new URL(url)
  own.pathname = `/${name}`
  return openDatabase({ engine: 'postgres', url: own.toString() })
}
