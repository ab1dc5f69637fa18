/** What a query builder asks of an embedded database. */
type Preparing<Statement> = { prepare(sql: string): Statement; close(): void }

/** More texts than the application writes: lists of values of every length included. */
const MOST_KEPT = 2_000
const IS_KEPT = /^\s*(select|insert|update|delete|with|begin|commit|rollback|savepoint|release)\b/i

/**
 * The same database, preparing each text of a query once: libsql never gives back the memory of a prepared statement
 * (some 18 kB each, measured), so a server that prepares every query anew grows without end. The least recently used
 * are let go beyond two thousand. What opens and ends a transaction is kept too: every request has some.
 */
export function preparingOnce<Statement>(database: Preparing<Statement>): Preparing<Statement> {
  const kept = new Map<string, Statement>()
  return {
    prepare(sql) {
      if (!IS_KEPT.test(sql)) return database.prepare(sql)
      const statement = kept.get(sql) ?? database.prepare(sql)
      kept.delete(sql)
      kept.set(sql, statement)
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
      return statement
    },
    close: () => {
      kept.clear()
      database.close()
    },
  }
}
