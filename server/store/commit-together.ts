import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'

type Database = Kysely<Schema>
type Work<T> = (trx: Transaction<Schema>) => Promise<T>
type Member = { work: Work<unknown>; keep: (value: unknown) => void; fail: (error: unknown) => void }

/** The first of a group hears of its commit only after the last: with more, that wait would cost what the disk saves. */
const MOST_TOGETHER = 16

/** Who waits to be committed, by embedded database; no entry while nobody does. */
const lines = new WeakMap<Database, Member[]>()

/**
 * Runs `work` in a transaction of the embedded database, committed with those asked for in the same turn of the event
 * loop: one wait for the disk serves them all, and none hears that it is done before all of it is on disk. They run one
 * after another, each seeing those before it, each undone alone when it throws. When the whole cannot be committed, every
 * one runs again in a transaction of its own; `work` must therefore do nothing outside the database.
 */
export function commitTogether<T>(db: Database, work: Work<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const member: Member = { work, keep: (value) => resolve(value as T), fail: reject }
    const line = lines.get(db)
    if (line) {
      line.push(member)
      return
    }
    const opened = [member]
    lines.set(db, opened)
    void serveLine(db, opened)
  })
}

/** The requests read from the network in this turn come into line before the first is served. */
async function serveLine(db: Database, line: Member[]): Promise<void> {
  while (line.length > 0) {
    await nextTurn()
    const group = line.splice(0, MOST_TOGETHER)
    const isDone = group.length > 1 && (await serveTogether(db, group))
    if (isDone) continue
    for (const { work, keep, fail } of group) await alone(db, work).then(keep, fail)
  }
  lines.delete(db)
}

/** False, nothing kept and nobody told, when something failed that is not one member's own. */
async function serveTogether(db: Database, group: readonly Member[]): Promise<boolean> {
  const outcomes: (() => void)[] = []
  try {
    await db.transaction().execute(async (trx) => {
      for (const member of group) outcomes.push(await inSavepoint(trx, member))
    })
  } catch (error) {
    if (!isLocked(error)) return false
    for (const { fail } of group) fail(error)
    return true
  }
  for (const tell of outcomes) tell()
  return true
}

/** What to tell a member once all is on disk. Throws when the engine gave up the whole transaction. */
async function inSavepoint(trx: Transaction<Schema>, { work, keep, fail }: Member): Promise<() => void> {
  await sql`savepoint member`.execute(trx)
  try {
    const value = await work(trx)
    await sql`release member`.execute(trx)
    return () => keep(value)
  } catch (error) {
    await sql`rollback to member`.execute(trx)
    await sql`release member`.execute(trx)
    return () => fail(error)
  }
}

/** Another process has been writing for longer than one waits: to wait again for each member would stop everything. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}

/** A full disk ends the transaction by itself; rolling it back then fails too, and must not hide why. */
async function alone<T>(db: Database, work: Work<T>): Promise<T> {
  let cause: unknown
  const noting: Work<T> = async (trx) => {
    try {
      return await work(trx)
    } catch (error) {
      cause = error
      throw error
    }
  }
  return db
    .transaction()
    .execute(noting)
    .catch((error: unknown) => {
      throw cause ?? error
    })
}
