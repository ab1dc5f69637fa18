import { randomUUID } from 'node:crypto'
import type { AccessAction, AccessLine } from '../../shared/administration.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type LogRow = Schema['access_log']

/** What somebody did to a record. Identifiers only: no name, number or clinical word. */
export type AccessEntry = {
  person: Pick<SignedInPerson, 'personId' | 'role'> | null
  action: AccessAction
  resource: string
  resourceId: string | null
  purpose: string
  at: Instant
}

/** Real time then the process's own: rows of one process sort as written even when the clock on the wall steps back. */
const orderKey = (): string =>
  `${String(Date.now()).padStart(15, '0')} ${String(process.hrtime.bigint()).padStart(20, '0')}`

const toRow = (access: AccessEntry): LogRow => ({
  id: randomUUID(),
  order_key: orderKey(),
  sequence: null,
  at: access.at,
  person_id: access.person?.personId ?? null,
  role: access.person?.role ?? null,
  action: access.action,
  resource: access.resource,
  resource_id: access.resourceId,
  purpose: access.purpose,
  previous_hash: null,
  hash: null,
})

const LINES_AT_ONCE = 500

/**
 * Adds a line to the access log. It does not wait for the lines others are adding: many people read at once, and the
 * chain is closed over them a moment later by `chainAccess`.
 */
export function appendAccess(trx: Transaction, access: AccessEntry): Promise<void> {
  return appendAccesses(trx, [access])
}

/** The same of many records, a line each. */
export async function appendAccesses(trx: Transaction, accesses: readonly AccessEntry[]): Promise<void> {
  for (let from = 0; from < accesses.length; from += LINES_AT_ONCE) {
    const rows = accesses.slice(from, from + LINES_AT_ONCE).map(toRow)
    await trx.insertInto('access_log').values(rows).execute()
  }
}

/** The oldest lines not chained yet, `limit` at most. */
export function listUnchained(trx: Transaction, limit: number): Promise<LogRow[]> {
  return trx
    .selectFrom('access_log')
    .selectAll()
    .where('sequence', 'is', null)
    .orderBy('order_key')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** The end of the chain, or undefined while nothing is chained. */
export function findLastChained(db: Database | Transaction): Promise<LogRow | undefined> {
  return db
    .selectFrom('access_log')
    .selectAll()
    .where('sequence', 'is not', null)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Gives a line its place in the chain. */
export async function saveLink(
  trx: Transaction,
  id: string,
  link: Pick<LogRow, 'sequence' | 'previous_hash' | 'hash'>,
): Promise<void> {
  await trx.updateTable('access_log').set(link).where('id', '=', id).execute()
}

/** Chained lines from a place on, in order, `limit` at most. */
export function listChained(db: Database, from: number, limit: number): Promise<LogRow[]> {
  return db
    .selectFrom('access_log')
    .selectAll()
    .where('sequence', '>=', from)
    .orderBy('sequence')
    .limit(limit)
    .execute()
}

/** The last chained line of those that precede the first one written since `before`; the end of the chain is never one. */
export async function findLastBefore(trx: Transaction, before: Instant): Promise<LogRow | undefined> {
  const since = await trx
    .selectFrom('access_log')
    .select((line) => line.fn.min('sequence').as('sequence'))
    .where('sequence', 'is not', null)
    .where('at', '>=', before)
    .executeTakeFirst()
  const end = since?.sequence ?? (await findLastChained(trx))?.sequence
  if (end === undefined || end === null) return undefined
  return trx
    .selectFrom('access_log')
    .selectAll()
    .where('sequence', '<', end)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Takes lines out, from the beginning to this place. */
export async function deleteChainedUntil(trx: Transaction, sequence: number): Promise<number> {
  const gone = await trx.deleteFrom('access_log').where('sequence', '<=', sequence).executeTakeFirst()
  return Number(gone.numDeletedRows)
}

const HEAD = 'access_log_head'
const START = 'access_log_start'

async function saveSealed(trx: Transaction, key: string, value: string): Promise<void> {
  await trx
    .insertInto('setting')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

async function readSealed(db: Database | Transaction, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

/** Keeps where the chain ends, sealed, so that a chain cut short is noticed. */
export const saveHead = (trx: Transaction, sealed: string): Promise<void> => saveSealed(trx, HEAD, sealed)

/** Where the chain ended when it was last closed, sealed; undefined before. */
export const readHead = (db: Database | Transaction): Promise<string | undefined> => readSealed(db, HEAD)

/** Keeps after which line the chain begins since old lines were taken out, sealed. */
export const saveStart = (trx: Transaction, sealed: string): Promise<void> => saveSealed(trx, START, sealed)

/** After which line the chain begins, sealed; undefined while it is whole. */
export const readStart = (db: Database | Transaction): Promise<string | undefined> => readSealed(db, START)

/** Which lines are read: `until` is not included, nor any line of the chain from `before` on. */
export type AccessSelection = {
  readonly personId?: PersonId | undefined
  readonly resourceIds?: readonly string[] | undefined
  readonly action?: AccessAction | undefined
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
  readonly before?: number | undefined
}

/** The newest chained lines of a selection with the names of their authors, `limit` at most. */
export async function listAccessLines(
  db: Database,
  limit: number,
  { personId, resourceIds, action, from, until, before }: AccessSelection = {},
): Promise<AccessLine[]> {
  let query = db
    .selectFrom('access_log')
    .leftJoin('person', 'person.id', 'access_log.person_id')
    .select([
      'access_log.sequence',
      'access_log.at',
      'person.name as personName',
      'access_log.role',
      'access_log.action',
      'access_log.resource',
      'access_log.resource_id as resourceId',
      'access_log.purpose',
    ])
    .where('access_log.sequence', 'is not', null)
    .orderBy('access_log.sequence', 'desc')
    .limit(limit)
  if (personId) query = query.where('access_log.person_id', '=', personId)
  if (resourceIds) query = query.where('access_log.resource_id', 'in', resourceIds)
  if (action) query = query.where('access_log.action', '=', action)
  if (from) query = query.where('access_log.at', '>=', from)
  if (until) query = query.where('access_log.at', '<', until)
  if (before !== undefined) query = query.where('access_log.sequence', '<', before)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, sequence: row.sequence! }))
}
