import { seedDemo } from '../../server/demo/seed.ts'
import type { Ports } from '../../server/ports.ts'
import { type Database, transaction } from '../../server/store/database.ts'
import type { Schema } from '../../server/store/schema.ts'

type Table = keyof Schema
type Filled = { name: Table; rows: Record<string, unknown>[] }

let template: Filled[] | undefined
const ROWS_AT_ONCE = 50

/** The demo's data in an empty database: written by the demo itself the first time in this process, copied row by row after. */
export async function seedDemoCopy(ports: Ports): Promise<void> {
  if (template) return fill(ports.db, template)
  await seedDemo(ports)
  template = await read(ports.db)
}

async function read(db: Database): Promise<Filled[]> {
  const tables = await db.introspection.getTables()
  const filled: Filled[] = []
  for (const { name } of tables) {
    const rows = await db
      .selectFrom(name as Table)
      .selectAll()
      .execute()
    if (rows.length > 0) filled.push({ name: name as Table, rows: rows as Record<string, unknown>[] })
  }
  return filled
}

/** Tables come in no order that respects their references: one that refers to rows still missing waits for the next round. */
async function fill(db: Database, tables: readonly Filled[]): Promise<void> {
  let left = [...tables]
  while (left.length > 0) {
    const refused: Filled[] = []
    for (const table of left) {
      try {
        await transaction(db, async (trx) => {
          for (let from = 0; from < table.rows.length; from += ROWS_AT_ONCE) {
            await trx
              .insertInto(table.name)
              .values(table.rows.slice(from, from + ROWS_AT_ONCE) as never)
              .execute()
          }
        })
      } catch {
        refused.push(table)
      }
    }
    if (refused.length === left.length) throw new Error(`cannot copy ${refused.map(({ name }) => name).join(', ')}`)
    left = refused
  }
}
