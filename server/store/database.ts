import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Kysely, type Transaction as KyselyTransaction, PostgresAdapter, PostgresDialect, SqliteDialect } from 'kysely'
import Sqlite from 'libsql'
import pg from 'pg'
import { preparingOnce } from './prepared-statements.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>
export type Transaction = KyselyTransaction<Schema>

/** Where the data live: a file (or `:memory:`) of the embedded engine, or a PostgreSQL URL. */
export type DatabaseLocation = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string }

/** Opens the database; tables come from `migrate`. SQLite runs with a write-ahead log and full synchronisation, so an acknowledged write is on disk. */
export function openDatabase(location: DatabaseLocation): Database {
  if (location.engine === 'postgres') {
    pg.types.setTypeParser(pg.types.builtins.INT8, Number)
    const pool = new pg.Pool({ connectionString: location.url })
    // An idle connection that breaks is replaced at the next query; unheard, its error would end the process.
    pool.on('error', () => undefined)
    return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  }
  if (location.file !== ':memory:') mkdirSync(dirname(location.file), { recursive: true })
  const database = new Sqlite(location.file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: preparingOnce(database) }) })
}

/** PostgreSQL's words for "two transactions crossed, run yours again": serialization failure and deadlock. */
const CROSSED = new Set(['40001', '40P01'])
const MAX_TRIES = 10

function isCrossed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CROSSED.has(String(error.code))
}

/**
 * Runs `work` so that everything in it is true together or not at all. On PostgreSQL it is serializable and run again
 * when it crossed another; `work` must therefore do nothing outside the database.
 */
export async function transaction<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  for (let attempt = 1; ; attempt++) {
    try {
      const builder = db.transaction()
      return await (isPostgres ? builder.setIsolationLevel('serializable') : builder).execute(work)
    } catch (error) {
      if (!isCrossed(error) || attempt >= MAX_TRIES) throw error
      await wait(randomInt(5, 20 * attempt))
    }
  }
}

/** Tells that the database refused a second row where a unique index allows one. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || error.message.includes('UNIQUE constraint failed')
}
