import { PostgresAdapter, sql } from 'kysely'
import type { Database } from '../../server/store/database.ts'

/** Does what whoever owns the database can, and the application never does: takes away what keeps the access log append-only. */
export async function dropAccessLogGuard(db: Database): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  for (const trigger of ['access_log_unaltered', 'access_log_kept']) {
    await sql.raw(`drop trigger ${trigger}${isPostgres ? ' on access_log' : ''}`).execute(db)
  }
}
