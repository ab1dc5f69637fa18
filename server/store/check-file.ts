import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/** Whether a file is too large to be read whole before anybody is answered, and was never found damaged. */
export const mayReadBeside = (file: string, fromBytes: number): boolean =>
  statSync(file).size >= fromBytes && !existsSync(damageMark(file))

/** Whether a database has every table of this version. */
export async function isUpToDate(db: Database): Promise<boolean> {
  const applied = await appliedMigrations(db)
  return migrationNames.every((step) => applied.includes(step))
}

const damageMark = (file: string): string => `${file}.damaged`

/** Notes beside a file that it was found damaged, where the disk lets it. */
export function markDamaged(file: string): void {
  try {
    writeFileSync(damageMark(file), '')
  } catch {
    // A disk that takes nothing more: the next start reads the file beside its requests again.
  }
}

/** Forgets that a file of this name was damaged, once one was read whole and is sound. */
export function clearDamageMark(file: string): void {
  rmSync(damageMark(file), { force: true })
}

function removeFile(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}
