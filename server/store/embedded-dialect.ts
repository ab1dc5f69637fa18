import type { SqliteDatabase, TransactionSettings } from 'kysely'
import { CompiledQuery, type DatabaseConnection, type Driver, SqliteDialect, SqliteDriver } from 'kysely'

/**
 * SQLite where a transaction that may write takes its place among writers as it begins, waiting for another process if it
 * must. Begun as a reader it would be refused at its first write once another wrote, and libsql then keeps the connection
 * on what it had read, so that nothing could be written any more.
 */
export class EmbeddedDialect extends SqliteDialect {
  readonly #database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new EmbeddedDriver({ database: this.#database })
  }
}

class EmbeddedDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    const begin = settings?.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(begin))
  }
}
