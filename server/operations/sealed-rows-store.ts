import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import type { TableShape } from '../store/tables.ts'

export type SealedTable = { readonly name: string; readonly key: readonly string[]; readonly sealed: readonly string[] }
export type SealedRow = Readonly<Record<string, string | null>>

const ROWS_AT_ONCE = 200

/** The tables that keep something sealed, by the names of their columns. */
export function sealedTables(tables: readonly TableShape[]): SealedTable[] {
  return tables
    .map(({ name, key, columns }) => ({ name, key, sealed: columns.filter((column) => column.startsWith('sealed_')) }))
    .filter(({ sealed }) => sealed.length > 0)
}

/** A few things the database keeps sealed, whatever it holds: the end of the access log, a way in, a patient; none at first. */
export async function sampleSealed(db: Database): Promise<Sealed[]> {
  const head = await db.selectFrom('setting').select('value as text').where('key', '=', 'access_log_head').execute()
  const patient = await db.selectFrom('patient').select('sealed_identity as text').limit(1).execute()
  const way = await db
    .selectFrom('authenticator')
    .select('sealed_secret as text')
    .where('sealed_secret', 'is not', null)
    .limit(1)
    .execute()
  return [...head, ...patient, ...way].flatMap(({ text }) => text ?? [])
}

const isOlder = (columns: readonly string[], prefix: string) =>
  sql`(${sql.join(
    columns.map((column) => sql`(${sql.ref(column)} is not null and ${sql.ref(column)} not like ${`${prefix}%`})`),
    sql` or `,
  )})`

/** How many rows of a table hold something not sealed under the key whose texts begin so. */
export async function countOlder(db: Database, { name, sealed }: SealedTable, prefix: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(name)} where ${isOlder(sealed, prefix)}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** Some of those rows, in the order of the key and after `after`. */
export async function listOlder(
  db: Database,
  { name, key, sealed }: SealedTable,
  prefix: string,
  after: SealedRow | undefined,
): Promise<SealedRow[]> {
  const keyColumns = sql.join(key.map((column) => sql.ref(column)))
  const from = after ? sql`and (${keyColumns}) > (${sql.join(key.map((column) => after[column]))})` : sql``
  const { rows } = await sql<SealedRow>`
    select * from ${sql.table(name)} where ${isOlder(sealed, prefix)} ${from}
    order by ${keyColumns} limit ${sql.lit(ROWS_AT_ONCE)}`.execute(db)
  return rows
}

/** Replaces columns of a row that still holds what was read; false when somebody wrote it meanwhile. */
export async function replaceSealed(
  db: Database,
  { name, key, sealed }: SealedTable,
  row: SealedRow,
  changed: Readonly<Record<string, string>>,
): Promise<boolean> {
  const assignments = Object.entries(changed).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const same = [...key, ...sealed].map((column) =>
    row[column] === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${row[column]}`,
  )
  const done = await sql`
    update ${sql.table(name)} set ${sql.join(assignments)} where ${sql.join(same, sql` and `)}`.execute(db)
  return (done.numAffectedRows ?? 0n) > 0n
}
