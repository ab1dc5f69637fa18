import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import type { Refusal } from '../../shared/problem.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../store/database.ts'
import { locationInSchema } from '../store/location.ts'
import { foldLog } from './contents-store.ts'
import { dropStage, makeStage, STAGE, swapStage } from './schema-stage-store.ts'

/** A place beside the data in use, empty, where a backup is loaded and verified before anything is replaced. */
export type RestorationStage = {
  readonly db: Database
  /**
   * Puts what was loaded in the place of the data in use, in one step; the name under which those are kept, or null when
   * there were none. The stage cannot be used any more.
   */
  takePlace(): Promise<string | null | Refusal>
  /** Takes away what did not take its place; to call in every case. */
  clear(): Promise<void>
}

/** Opens the stage of a database: a file beside its own, a schema beside its own. */
export function openStage(location: DatabaseLocation): Promise<RestorationStage> {
  return location.engine === 'sqlite' ? fileStage(location.file) : schemaStage(location)
}

async function fileStage(file: string): Promise<RestorationStage> {
  const staged = `${file}.restoring`
  removeFile(staged)
  const db = openDatabase({ engine: 'sqlite', file: staged })
  return {
    db,
    async takePlace() {
      await foldLog(db)
      await db.destroy()
      const kept = existsSync(file) ? await keepFile(file) : null
      renameSync(staged, file)
      return kept
    },
    async clear() {
      await db.destroy()
      removeFile(staged)
    },
  }
}

async function schemaStage(location: Extract<DatabaseLocation, { engine: 'postgres' }>): Promise<RestorationStage> {
  const home = openDatabase(location)
  await makeStage(home)
  const db = openDatabase(locationInSchema(location, STAGE))
  return {
    db,
    async takePlace() {
      await db.destroy()
      return swapStage(home, keptName('before_'))
    },
    async clear() {
      await db.destroy()
      await dropStage(home)
      await home.destroy()
    },
  }
}

/** Gives a database file a second name, so that at every instant one whole file stands under its own. */
async function keepFile(file: string): Promise<string> {
  const kept = keptName(`${file}.before-`)
  const old = openDatabase({ engine: 'sqlite', file })
  // A damaged file may be what is being replaced: it is kept as it is, with its log.
  await foldLog(old).catch(() => undefined)
  await old.destroy()
  for (const end of ['-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${kept}${end}`)
  linkSync(file, kept)
  return kept
}

const keptName = (start: string): string =>
  `${start}${new Date()
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .toLowerCase()}`

function removeFile(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
}
