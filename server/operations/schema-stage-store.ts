import { sql } from 'kysely'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { toInstant } from '../../shared/time.ts'
import { type Database, transaction } from '../store/database.ts'
import { listTables } from '../store/tables.ts'
import { isEmpty } from './contents-store.ts'
import { isSomebodyRunning } from './job-lease-store.ts'

/** Where a backup is loaded and verified beside the tables in use. */
export const STAGE = 'escale_restoring'
const OWN_LISTS = ['kysely_migration', 'kysely_migration_lock']

/** Makes the empty schema a backup is loaded into; what an interrupted restoration left there goes. */
export async function makeStage(db: Database): Promise<void> {
  await dropStage(db)
  await sql`create schema ${sql.id(STAGE)}`.execute(db)
}

/** Takes that schema away with whatever it still holds. */
export async function dropStage(db: Database): Promise<void> {
  await sql`drop schema if exists ${sql.id(STAGE)} cascade`.execute(db)
}

/**
 * Puts the staged tables in the place of those in use, all in one transaction: whoever looks sees the old ones or the new.
 * The old ones are kept whole in the schema `keptAs`, or dropped when they hold no row. Gives the name of that schema, null
 * when nothing was kept; refuses `restore_target_in_use` when the application started meanwhile.
 */
export function swapStage(db: Database, keptAs: string): Promise<string | null | Refusal> {
  return transaction(db, async (trx) => {
    const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(trx)
    const here = rows[0]!.name
    const old = await listTables(trx)
    if (await isSomebodyRunning(trx, old, toInstant(Date.now()))) return refuse('restore_target_in_use')
    const isWorthKeeping = !(await isEmpty(trx, old))
    if (isWorthKeeping) await sql`create schema ${sql.id(keptAs)}`.execute(trx)
    const inUse = await namesIn(trx, here, [...old.map(({ name }) => name), ...OWN_LISTS])
    for (const name of inUse.toReversed()) {
      const table = sql.id(here, name)
      if (isWorthKeeping) await sql`alter table ${table} set schema ${sql.id(keptAs)}`.execute(trx)
      else await sql`drop table ${table} cascade`.execute(trx)
    }
    for (const name of await namesIn(trx, STAGE)) {
      await sql`alter table ${sql.id(STAGE, name)} set schema ${sql.id(here)}`.execute(trx)
    }
    return isWorthKeeping ? keptAs : null
  })
}

/** The tables of a schema, or those of a list that stand there, in the order of the list. */
async function namesIn(db: Database, schema: string, list?: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = ${schema} order by tablename`.execute(db)
  const names = rows.map(({ name }) => name)
  return list ? list.filter((name) => names.includes(name)) : names
}
