import { type Refusal, refuse } from '../../shared/problem.ts'
import { type FileFault, fileExists, isFileSound, rehearseMigration } from '../store/check-file.ts'
import { type Database, type DatabaseLocation, openDatabase } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { storageFault } from './storage-fault.ts'

/** What whoever starts the application reads, and what they do next. */
const WORDS: Readonly<Record<FileFault | string, string>> = {
  file_damaged:
    'the database file is damaged. Nothing was changed. Keep the file aside and restore the last backup: npm run restore -- --from FILE --replace',
  no_room_to_migrate:
    'this version changes the tables, and rehearses on a copy: free as much room as the database file takes, and 64 MB more. Nothing was changed.',
  migration_fails:
    'this version’s change of tables failed on a copy of the database. Nothing was changed: start the previous version again, and report it.',
  newer_database: 'this database was used by a newer version of Escale. Start that version.',
  storage_full: 'the disk is full. Free some room, then start again; nothing was lost.',
  storage_read_only:
    'the disk or the database cannot be written to. Check the folder’s rights and the disk, then start again.',
  storage_damaged:
    'the database file is damaged, or is no database. Keep it aside and restore the last backup: npm run restore -- --from FILE --replace',
  storage_busy: 'another process keeps the database for itself. Stop it, then start again.',
  storage_unreachable: 'PostgreSQL does not answer at DATABASE_URL. Check that it runs and may be reached from here.',
}

/**
 * Opens the database and brings its tables forward. A SQLite file is read whole first, and a change of tables rehearsed
 * on a copy. Refuses `store_refused` with words for whoever starts the application; what was there is left as it was.
 */
export async function openStore(location: DatabaseLocation): Promise<Database | Refusal> {
  let db: Database | undefined
  try {
    const isThere = location.engine === 'sqlite' && fileExists(location.file)
    db = openDatabase(location)
    if (isThere) {
      const fault = (await isFileSound(db)) ? await rehearseMigration(db, location.file) : 'file_damaged'
      if (fault) return await refused(db, location, fault)
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
  return refuse('store_refused', { details: { fault, faults: [`${where}: ${WORDS[fault] ?? fault}`] } })
}
