import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Kysely, type Transaction as KyselyTransaction, PostgresAdapter, PostgresDialect, sql } from 'kysely'
import Sqlite from 'libsql'
import pg from 'pg'
import { commitTogether } from './commit-together.ts'
import { EmbeddedDialect } from './embedded-dialect.ts'
import { preparingOnce } from './prepared-statements.ts'
import type { Schema } from './schema.ts'

export type Database = Kysely<Schema>
export type Transaction = KyselyTransaction<Schema>

/** Where the data live: a file (or `:memory:`) of the embedded engine, or a PostgreSQL URL. */
export type DatabaseLocation = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string }

/** Pages kept in memory: with SQLite's usual two megabytes a store of two years is read from the file again and again. */
const CACHE_KILOBYTES = 16_000

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
  database.pragma(`cache_size = -${CACHE_KILOBYTES}`)
  return new Kysely<Schema>({ dialect: new EmbeddedDialect(preparingOnce(database)) })
}

/** PostgreSQL's words for "two transactions crossed, run yours again": serialization failure and deadlock. */
const CROSSED = new Set(['40001', '40P01'])
const MAX_TRIES = 30
/** From this try on, those that crossed run one after another, so that each sees what the one before it did. */
const FIRST_TRY_IN_LINE = 4
/** The name of that line among PostgreSQL's advisory locks: any number nothing else uses. */
const LINE = 20_260_122

function isCrossed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CROSSED.has(String(error.code))
}

/**
 * Runs `work` so that everything in it is true together or not at all, and on disk when this is done. On PostgreSQL it is
 * serializable and run again when it crossed another, on SQLite committed with those asked for at the same moment; `work`
 * must therefore do nothing outside the database.
 */
export async function transaction<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  for (let attempt = 1; ; attempt++) {
    try {
      if (!isPostgres) return await commitTogether(db, work)
      return await (attempt < FIRST_TRY_IN_LINE ? serializable(db, work) : inLine(db, work))
    } catch (error) {
      if (!isCrossed(error) || attempt >= MAX_TRIES) throw error
      await wait(randomInt(5, 20 * attempt))
    }
  }
}

/** Reads everything as it stands at one instant, whatever others write meanwhile. */
export function snapshot<T>(db: Database, read: (trx: Transaction) => Promise<T>): Promise<T> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const builder = db.transaction().setAccessMode('read only')
  return (isPostgres ? builder.setIsolationLevel('repeatable read') : builder).execute(read)
}

function serializable<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('serializable').execute(work)
}

/** The lock is taken before the transaction begins: taken inside it, what was read would already be old. */
function inLine<T>(db: Database, work: (trx: Transaction) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LINE})`.execute(connection)
    try {
      return await serializable(connection, work)
    } finally {
      await sql`select pg_advisory_unlock(${LINE})`.execute(connection)
    }
  })
}

/** Tells that the database refused a second row where a unique index allows one. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || error.message.includes('UNIQUE constraint failed')
}
