import { PostgresAdapter, sql } from 'kysely'
import type { Database, Transaction } from './database.ts'

/** A table as the database itself describes it: columns by name, its primary key, the tables its rows refer to. */
export type TableShape = {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  readonly refersTo: readonly string[]
}

type Rows = {
  columns: { table: string; column: string }[]
  keys: { table: string; column: string }[]
  references: { table: string; target: string }[]
}

/** The query builder keeps its own list of migrations, which is not data. */
const NOT_DATA = /^(kysely_migration|kysely_migration_lock|sqlite_.*)$/

/**
 * Every table of the database, each after those it refers to, so that rows may be written in this order. The catalogue is
 * the one thing the two engines do not describe alike. Throws on tables that refer to each other in a circle.
 */
export async function listTables(db: Database | Transaction): Promise<TableShape[]> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter
  const { columns, keys, references } = await (isPostgres ? readPostgres(db) : readSqlite(db))
  const names = [...new Set(columns.map(({ table }) => table))].filter((name) => !NOT_DATA.test(name)).sort()
  const of = <Row extends { table: string }>(rows: Row[], name: string) => rows.filter(({ table }) => table === name)
  return ordered(
    names.map((name) => ({
      name,
      columns: of(columns, name)
        .map(({ column }) => column)
        .sort(),
      key: of(keys, name).map(({ column }) => column),
      refersTo: [...new Set(of(references, name).map(({ target }) => target))].filter((target) => target !== name),
    })),
  )
}

function ordered(tables: readonly TableShape[]): TableShape[] {
  const placed: TableShape[] = []
  let left = [...tables]
  while (left.length > 0) {
    const known = new Set(placed.map(({ name }) => name))
    const ready = left.filter(({ refersTo }) => refersTo.every((target) => known.has(target)))
    if (ready.length === 0) throw new Error(`these tables refer to each other: ${left.map(({ name }) => name)}`)
    placed.push(...ready)
    left = left.filter((table) => !ready.includes(table))
  }
  return placed
}

async function readSqlite(db: Database | Transaction): Promise<Rows> {
  const tables = sql`sqlite_master t`
  const columns = sql<{ table: string; column: string }>`
    select t.name as "table", c.name as "column" from ${tables}, pragma_table_info(t.name) c where t.type = 'table'`
  const keys = sql<{ table: string; column: string }>`
    select t.name as "table", c.name as "column" from ${tables}, pragma_table_info(t.name) c
    where t.type = 'table' and c.pk > 0 order by c.pk`
  const references = sql<{ table: string; target: string }>`
    select t.name as "table", f."table" as target from ${tables}, pragma_foreign_key_list(t.name) f
    where t.type = 'table'`
  return {
    columns: (await columns.execute(db)).rows,
    keys: (await keys.execute(db)).rows,
    references: (await references.execute(db)).rows,
  }
}

async function readPostgres(db: Database | Transaction): Promise<Rows> {
  const columns = sql<{ table: string; column: string }>`
    select c.table_name as "table", c.column_name as "column" from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'`
  const keys = sql<{ table: string; column: string }>`
    select t.relname as "table", a.attname as "column" from pg_index i
    join pg_class t on t.oid = i.indrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey)
    where i.indisprimary and t.relnamespace = current_schema()::regnamespace
    order by array_position(i.indkey::int2[], a.attnum)`
  const references = sql<{ table: string; target: string }>`
    select t.relname as "table", f.relname as target from pg_constraint c
    join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
    where c.contype = 'f' and c.connamespace = current_schema()::regnamespace`
  return {
    columns: (await columns.execute(db)).rows,
    keys: (await keys.execute(db)).rows,
    references: (await references.execute(db)).rows,
  }
}
