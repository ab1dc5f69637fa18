import { type Refusal, refuse } from '../../shared/problem.ts'
import {
  clearDamageMark,
  fileExists,
  isFileSound,
  isUpToDate,
  mayReadBeside,
  rehearseMigration,
} from '../store/check-file.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { noteSoundness } from './soundness.ts'
import { storageFault } from './storage-fault.ts'
import { STORE_WORDS } from './store-words.ts'

/** A file larger than this, in bytes, takes longer to read whole than a start may last. */
const READ_BESIDE_FROM = 64 * 1024 * 1024

/**
 * Opens the database and brings its tables forward. A SQLite file is read whole first, and a change of tables rehearsed
 * on a copy; one larger than `readBesideFrom` bytes whose tables do not change is left
 * for `checkBeside`. Refuses `store_refused` with words for whoever starts the application; what was there is left as it was.
 */
export async function openStore(
  location: DatabaseLocation,
  readBesideFrom = READ_BESIDE_FROM,
): Promise<Database | Refusal> {
  let db: Database | undefined
  try {
    const isThere = location.engine === 'sqlite' && fileExists(location.file)
    db = openDatabase(location)
    if (isThere) {
      const isBeside = mayReadBeside(location.file, readBesideFrom) && (await isUpToDate(db))
      const fault = isBeside || (await isFileSound(db)) ? await rehearseMigration(db, location.file) : 'file_damaged'
      if (fault) return await refused(db, location, fault)
      if (isBeside) noteSoundness(db, 'checking')
      else clearDamageMark(location.file)
    }
    await migrate(db)
    return db
  } catch (error) {
    const fault = storageFault(error)
    if (!fault) throw error
    return refused(db, location, fault)
  }
}

async function refused(db: Database | undefined, location: DatabaseLocation, fault: string): Promise<Refusal> {
  await db?.destroy()
  const where = location.engine === 'sqlite' ? location.file : 'DATABASE_URL'
  return refuse('store_refused', { details: { fault, faults: [`${where}: ${STORE_WORDS[fault] ?? fault}`] } })
}
