import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync, rmSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { toInstant } from '../../shared/time.ts'
import type { Keyring } from '../access/keyring.ts'
import { type Database, snapshot, type Transaction } from '../store/database.ts'
import { appliedMigrations } from '../store/migrate.ts'
import { listTables } from '../store/tables.ts'
import { type BackupHeader, type BackupSummary, checkBackup, differences } from './backup-file.ts'
import { RowCounter, readRows, type TableCount } from './contents-store.ts'
import { sealFrames } from './sealed-stream.ts'

/**
 * Writes every table, as it stood at one instant, to an encrypted file, then reads the file back and compares. The
 * application may run meanwhile. The file appears under its name only once it is known to be whole. Refuses to replace a
 * file (`backup_exists`), and a copy that does not read back as it was written (`damaged_backup`).
 */
export async function backUp(db: Database, ring: Keyring, file: string): Promise<BackupSummary | Refusal> {
  if (existsSync(file)) return refuse('backup_exists')
  const { id: keyId, key } = ring.current()
  const salt = randomBytes(32)
  const header: BackupHeader = {
    format: 'escale backup 1',
    createdAt: toInstant(Date.now()),
    keyId,
    salt: salt.toString('base64'),
  }
  const headerText = JSON.stringify(header)
  const partial = `${file}.partial`
  const counts: Record<string, TableCount> = {}
  try {
    await snapshot(db, async (trx) => {
      const sealed = async function* (zipped: AsyncIterable<Buffer>) {
        yield Buffer.from(`${headerText}\n`)
        yield* sealFrames(zipped, key, salt, headerText)
      }
      const target = createWriteStream(partial, { mode: 0o600, flush: true })
      await pipeline(linesOf(trx, counts), createGzip(), sealed, target)
    })
    const summary = await checkBackup(partial, ring)
    if (isRefusal(summary)) return summary
    if (differences(summary.counts, counts).length > 0) return refuse('damaged_backup')
    await rename(partial, file)
    return summary
  } finally {
    rmSync(partial, { force: true })
  }
}

async function* linesOf(trx: Transaction, counts: Record<string, TableCount>): AsyncGenerator<string> {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`
  yield line({ migrations: await appliedMigrations(trx) })
  for (const table of await listTables(trx)) {
    yield line({ table: table.name, columns: table.columns })
    const counter = new RowCounter()
    for await (const rows of readRows(trx, table)) {
      for (const row of rows) counter.add(row)
      yield rows.map(line).join('')
    }
    counts[table.name] = counter.total()
  }
  yield line({ counts })
}
