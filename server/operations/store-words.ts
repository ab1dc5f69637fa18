import type { FileFault } from '../store/check-file.ts'

/** What whoever starts the application reads, and what they do next. */
export const STORE_WORDS: Readonly<Record<FileFault | string, string>> = {
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
