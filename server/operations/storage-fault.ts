/** What SQLite, PostgreSQL (five characters) and the file system call each trouble of a disk or a database. */
const FAULTS: readonly (readonly [fault: string, code: RegExp])[] = [
  ['storage_full', /^(SQLITE_FULL|53100|ENOSPC|EDQUOT)/],
  ['storage_read_only', /^(SQLITE_READONLY|SQLITE_PERM|SQLITE_CANTOPEN|SQLITE_AUTH|25006|EROFS|EACCES)/],
  ['storage_damaged', /^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/],
  ['storage_busy', /^(SQLITE_BUSY|SQLITE_LOCKED|40001|40P01|53300|55P03)/],
  ['storage_read_only', /^SQLITE_IOERR/],
  ['storage_unreachable', /^(08|57P0|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/],
]

/** The same troubles where a driver gives no code of its own. */
const SENTENCES: readonly (readonly [fault: string, sentence: RegExp])[] = [
  ['storage_full', /database or disk is full/i],
  [
    'storage_read_only',
    /attempt to write a readonly database|disk I\/O error|cannot rollback - no transaction|unable to open database file/i,
  ],
  ['storage_damaged', /disk image is malformed|file is not a database/i],
  [
    'storage_unreachable',
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/,
  ],
]

/** The refusal that tells a person what is wrong with the disk or the database; null for any other error, which is a bug. */
export function storageFault(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known =
    FAULTS.find(([, pattern]) => pattern.test(code)) ?? SENTENCES.find(([, words]) => words.test(error.message))
  if (known) return known[0]
  return error.cause === undefined ? null : storageFault(error.cause)
}
