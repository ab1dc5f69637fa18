import { existsSync } from 'node:fs'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { toInstant } from '../../shared/time.ts'
import type { Keyring } from '../access/keyring.ts'
import { createVault } from '../access/vault.ts'
import { verifyAccessLog } from '../access/verify-access-log.ts'
import type { Log } from '../log.ts'
import { type Database, type DatabaseLocation, openDatabase, snapshot, transaction } from '../store/database.ts'
import { migrate, migrationNames } from '../store/migrate.ts'
import { listTables } from '../store/tables.ts'
import { type BackupSummary, checkBackup, differences, readHeader, readParts } from './backup-file.ts'
import { emptyTables, isEmpty, RowCounter, readRows, type TableCount, writeRows } from './contents-store.ts'
import { isSomebodyRunning } from './job-lease-store.ts'
import { openStage } from './stage-restoration.ts'

export type Restored = BackupSummary & {
  readonly accessLog: Awaited<ReturnType<typeof verifyAccessLog>>
  /** The file or the schema that keeps what was replaced; null when there was nothing. */
  readonly replaced: string | null
}

type Needs = { readonly ring: Keyring; readonly log: Log }

/**
 * Puts a backup into a database of either engine: reads it to its end first, then beside the data in use brings an empty
 * place to the step the backup was made at, writes the rows, counts them again, goes forward to this version's tables and
 * verifies the access log. Only when all this went well does it take their place, in one step; interrupted before, they
 * stand as they were. What is replaced is kept. Refuses a target that holds data unless told to `replace` it, and one that
 * a running application uses.
 */
export async function restore(
  { ring, log }: Needs,
  file: string,
  location: DatabaseLocation,
  replace: boolean,
): Promise<Restored | Refusal> {
  const summary = await checkBackup(file, ring)
  if (isRefusal(summary)) return summary
  const steps = summary.migrations
  if (steps.some((step, place) => migrationNames[place] !== step)) return refuse('newer_backup')
  const refused = await whyNotInto(location, replace)
  if (refused) return refused
  const stage = await openStage(location)
  try {
    const { db } = stage
    await migrate(db, steps.at(-1))
    await load(db, ring, file)
    const different = differences(summary.counts, await countRows(db))
    if (different.length > 0) return refuse('restore_differs', { details: { tables: different.join(', ') } })
    await migrate(db)
    const accessLog = await verifyAccessLog({ db, log, vault: createVault(ring) })
    const replaced = await stage.takePlace()
    return isRefusal(replaced) ? replaced : { ...summary, accessLog, replaced }
  } finally {
    await stage.clear()
  }
}

async function whyNotInto(location: DatabaseLocation, replace: boolean): Promise<Refusal | null> {
  if (location.engine === 'sqlite' && !existsSync(location.file)) return null
  const db = openDatabase(location)
  try {
    const tables = await listTables(db)
    if (await isSomebodyRunning(db, tables, toInstant(Date.now()))) return refuse('restore_target_in_use')
    return replace || (await isEmpty(db, tables)) ? null : refuse('restore_target_not_empty')
  } finally {
    await db.destroy()
  }
}

async function load(db: Database, ring: Keyring, file: string): Promise<void> {
  const read = await readHeader(file)
  if (isRefusal(read)) throw new Error(read.refusal)
  const tables = await listTables(db)
  await transaction(db, async (trx) => {
    await emptyTables(trx, tables)
    let into: (typeof tables)[number] | undefined
    let rows: (readonly unknown[])[] = []
    const flush = async () => {
      if (into && rows.length > 0) await writeRows(trx, into, rows)
      rows = []
    }
    for await (const part of readParts(file, ring.named(read.header.keyId)!.key, read.header, read.text)) {
      if (part.part === 'row') rows.push(part.row)
      if (part.part !== 'row' || rows.length === 100) await flush()
      if (part.part !== 'table') continue
      const shape = tables.find(({ name }) => name === part.table)
      if (!shape) throw new Error(`this version has no table ${part.table}`)
      into = { ...shape, columns: part.columns }
    }
    await flush()
  })
}

/** Counts every row of every table as it stands at one instant. */
export function countRows(db: Database): Promise<Record<string, TableCount>> {
  return snapshot(db, async (trx) => {
    const counts: Record<string, TableCount> = {}
    for (const table of await listTables(trx)) {
      const counter = new RowCounter()
      for await (const rows of readRows(trx, table)) for (const row of rows) counter.add(row)
      counts[table.name] = counter.total()
    }
    return counts
  })
}
