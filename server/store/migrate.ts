import { type Migration, type MigrationProvider, Migrator, PostgresAdapter, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'
import { initialMigration } from './migrations/0001-initial.ts'
import { signInMigration } from './migrations/0002-sign-in.ts'
import { operationsMigration } from './migrations/0003-operations.ts'
import { picturesMigration } from './migrations/0004-pictures.ts'
import { queueMigration } from './migrations/0005-queue.ts'
import { appointmentsMigration } from './migrations/0006-appointments.ts'
import { hostsMigration } from './migrations/0007-hosts.ts'
import { needsMigration } from './migrations/0008-needs.ts'
import { unitsMigration } from './migrations/0011-units.ts'
import { loadMigration } from './migrations/0012-load.ts'
import { toursMigration } from './migrations/0014-tours.ts'
import { coveringMigration } from './migrations/0019-covering.ts'
import { historyMigration } from './migrations/0020-history.ts'
import { accessLogMigration } from './migrations/0021-access-log.ts'
import { scenariosMigration } from './migrations/0022-scenarios.ts'

const migrations: Record<string, Migration> = {
  '0001-initial': initialMigration,
  '0005-queue': queueMigration,
  '0002-sign-in': signInMigration,
  '0003-operations': operationsMigration,
  '0004-pictures': picturesMigration,
  '0006-appointments': appointmentsMigration,
  '0007-hosts': hostsMigration,
  '0008-needs': needsMigration,
  '0011-units': unitsMigration,
  '0012-load': loadMigration,
  '0014-tours': toursMigration,
  '0019-covering': coveringMigration,
  '0020-history': historyMigration,
  '0021-access-log': accessLogMigration,
  '0022-scenarios': scenariosMigration,
}

const provider: MigrationProvider = { getMigrations: async () => migrations }

/** Every step this version of the code knows, in the order they are taken. */
export const migrationNames: readonly string[] = Object.keys(migrations).sort()

/** Where unqualified names stand on PostgreSQL, whose other schemas may hold tables of the same names; SQLite has one place. */
async function schemaOf(db: Database | Transaction): Promise<string | undefined> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return undefined
  const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db)
  return rows[0]?.name
}

/** The steps a database has taken, oldest first; none for an empty one. */
export async function appliedMigrations(db: Database | Transaction): Promise<string[]> {
  const here = await schemaOf(db)
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name, schema }) => name === 'kysely_migration' && schema === here)) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Brings the tables forward to this version of the code, or to the step named; never backward. Throws with the failed step's name. */
export async function migrate(db: Database, to = migrationNames.at(-1)!): Promise<void> {
  const here = await schemaOf(db)
  const migrator = new Migrator({ db, provider, ...(here ? { migrationTableSchema: here } : {}) })
  const { error, results } = await migrator.migrateTo(to)
  if (!error) return
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first step'
  throw new Error(`The database could not be brought up to date (${failed}).`, { cause: error })
}
