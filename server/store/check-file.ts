import { existsSync, rmSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import { type Database, openDatabase } from './database.ts'
import { appliedMigrations, migrate, migrationNames } from './migrate.ts'

/** What stands in the way of using a database file: nothing, or why. */
export type FileFault = 'file_damaged' | 'no_room_to_migrate' | 'migration_fails' | 'newer_database'

/** Free space a migration is not begun without, beyond a whole copy of the file. */
const MARGIN_BYTES = 64 * 1024 * 1024

/** Reads every page of a SQLite database, write-ahead log included; false when one is damaged. */
export async function isFileSound(db: Database): Promise<boolean> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db)
  return rows[0]?.quick_check === 'ok'
}

/**
 * Whether a SQLite file may be brought forward: rehearses the steps it lacks on a copy of it, which is checked and thrown
 * away. The file itself is only read. A copy needs as much room again on the same disk.
 */
export async function rehearseMigration(db: Database, file: string): Promise<FileFault | null> {
  const applied = await appliedMigrations(db)
  if (applied.some((step) => !migrationNames.includes(step))) return 'newer_database'
  if (applied.length === 0 || applied.length === migrationNames.length) return null
  const { bavail, bsize } = await statfs(dirname(file))
  if (bavail * bsize < statSync(file).size + MARGIN_BYTES) return 'no_room_to_migrate'
  const copy = `${file}.rehearsal`
  removeFile(copy)
  await sql`vacuum into ${sql.lit(copy)}`.execute(db)
  const rehearsal = openDatabase({ engine: 'sqlite', file: copy })
  try {
    await migrate(rehearsal)
    const { rows } = await sql`pragma foreign_key_check`.execute(rehearsal)
    return rows.length === 0 && (await isFileSound(rehearsal)) ? null : 'migration_fails'
  } catch {
    return 'migration_fails'
  } finally {
    await rehearsal.destroy()
    removeFile(copy)
  }
}

/** Whether a file of this name was there before anybody opened it. */
export const fileExists = (file: string): boolean => file !== ':memory:' && existsSync(file)

function removeFile(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}
