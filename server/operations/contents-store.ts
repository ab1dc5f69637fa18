import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Transaction } from '../store/database.ts'
import type { TableShape } from '../store/tables.ts'

/** A row's values in the order of its table's columns; bytes as `{bytes: base64}`. */
export type PlainRow = readonly unknown[]

/** How many rows a table has, and a digest of all of them that does not depend on their order. */
export type TableCount = { readonly rows: number; readonly digest: string }

const FEWEST = 20
const MOST = 1_000
const ENOUGH_BYTES = 1_000_000

/** Every row of a table in the order of its key, a page at a time: as many rows as hold about a megabyte. */
export async function* readRows(trx: Transaction, { name, columns, key }: TableShape): AsyncGenerator<PlainRow[]> {
  if (key.length === 0) throw new Error(`table ${name} has no primary key`)
  const keyColumns = sql.join(key.map((column) => sql.ref(column)))
  const keyPlaces = key.map((column) => columns.indexOf(column))
  let after: PlainRow | undefined
  let limit = FEWEST
  for (;;) {
    const from = after ? sql`where (${keyColumns}) > (${sql.join(keyPlaces.map((place) => after![place]))})` : sql``
    const { rows } = await sql<Record<string, unknown>>`
      select * from ${sql.table(name)} ${from} order by ${keyColumns} limit ${sql.lit(limit)}`.execute(trx)
    if (rows.length === 0) return
    const page = rows.map((row) => columns.map((column) => plain(row[column])))
    yield page
    if (rows.length < limit) return
    after = page.at(-1)
    const bytes = JSON.stringify(page).length
    limit = Math.max(FEWEST, Math.min(MOST, Math.floor((ENOUGH_BYTES * rows.length) / bytes)))
  }
}

/** Writes rows as they were read. */
export async function writeRows(
  trx: Transaction,
  { name, columns }: TableShape,
  rows: readonly PlainRow[],
): Promise<void> {
  // Neither engine takes more than some 30 000 values in one statement.
  const atOnce = Math.max(1, Math.floor(10_000 / columns.length))
  for (let from = 0; from < rows.length; from += atOnce) {
    const lines = rows.slice(from, from + atOnce).map((row) => sql`(${sql.join(row.map(stored))})`)
    await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(lines)}`.execute(trx)
  }
}

/** Whether the database holds no row at all in any of these tables. */
export async function isEmpty(db: Database, tables: readonly TableShape[]): Promise<boolean> {
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
    if (rows.length > 0) return false
  }
  return true
}

/** Takes every row out of these tables, which stand in the order of `listTables`. */
export async function emptyTables(trx: Transaction, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables.toReversed()) await sql`delete from ${sql.table(name)}`.execute(trx)
}

/** Makes a SQLite file whole without its write-ahead log, so that it can be moved. */
export async function foldLog(db: Database): Promise<void> {
  await sql`pragma journal_mode = delete`.execute(db)
}

const plain = (value: unknown): unknown =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value

const stored = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'bytes' in value ? Buffer.from(String(value.bytes), 'base64') : value

/** Counts rows as they pass, and adds up their hashes: the same rows in any order give the same digest. */
export class RowCounter {
  #rows = 0
  #sum = 0n
  add(row: PlainRow): void {
    this.#rows += 1
    this.#sum += BigInt(`0x${createHash('sha256').update(JSON.stringify(row)).digest('hex')}`)
  }
  total(): TableCount {
    return { rows: this.#rows, digest: (this.#sum % 2n ** 256n).toString(16) }
  }
}
