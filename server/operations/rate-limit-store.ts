import { CompiledQuery, PostgresAdapter } from 'kysely'
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Database } from '../store/database.ts'

/** So many points, for each key, in a window that starts with the key's first request. */
export type Allowance = { readonly name: string; readonly points: number; readonly seconds: number }

/**
 * Counts requests: in memory beside the embedded database, which one process alone opens; in a table of PostgreSQL
 * otherwise, so that several processes count together. While that table cannot be reached each counts for itself.
 */
export function createCounter(db: Database, { name, points, seconds }: Allowance) {
  const options = { keyPrefix: name, points, duration: seconds }
  const memory = new RateLimiterMemory(options)
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return memory
  return new RateLimiterPostgres({
    ...options,
    storeClient: throughPool(db),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    inMemoryBlockOnConsumed: points + 1,
    insuranceLimiter: memory,
  })
}

/** The one method the limiter needs of a PostgreSQL client, on the pool the application already has. */
function throughPool(db: Database) {
  return {
    async query({ text, values }: { text: string; values: unknown[] }) {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
      return { rows, rowCount: rows.length }
    },
  }
}

/** Forgets windows that ended before `epochMilliseconds`. */
export async function forgetEndedWindows(db: Database, epochMilliseconds: number): Promise<void> {
  await db.deleteFrom('rate_limit').where('expire', '<', epochMilliseconds).execute()
}
