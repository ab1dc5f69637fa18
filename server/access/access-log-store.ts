import { createHash } from 'node:crypto'
import type { AccessLine } from '../../shared/administration.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

type Entry = Schema['access_log']
const ORIGIN = '0'.repeat(64)

/** SHA-256 over the previous hash and every field of the entry, in a fixed order. */
function hashOf(entry: Omit<Entry, 'hash'>): string {
  const fields = [
    entry.previous_hash,
    entry.sequence,
    entry.at,
    entry.person_id,
    entry.role,
    entry.action,
    entry.resource,
    entry.resource_id,
    entry.purpose,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** What somebody did to a record. Identifiers only: no name, number or clinical word. */
export type AccessEntry = {
  person: Pick<SignedInPerson, 'personId' | 'role'> | null
  action: 'read' | 'create' | 'update' | 'delete' | 'export' | 'sign_in' | 'sign_out'
  resource: string
  resourceId: string | null
  purpose: string
  at: Instant
}

/** Appends to the access log, chaining the new entry to the last one. */
export async function appendAccess(trx: Transaction, access: AccessEntry): Promise<void> {
  const last = await trx
    .selectFrom('access_log')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  const entry = {
    sequence: (last?.sequence ?? 0) + 1,
    at: access.at,
    person_id: access.person?.personId ?? null,
    role: access.person?.role ?? null,
    action: access.action,
    resource: access.resource,
    resource_id: access.resourceId,
    purpose: access.purpose,
    previous_hash: last?.hash ?? ORIGIN,
  }
  await trx
    .insertInto('access_log')
    .values({ ...entry, hash: hashOf(entry) })
    .execute()
}

/** The newest entries with the names of their authors, `limit` at most, before `before` when given. */
export async function listAccessLines(db: Database, limit: number, before?: number): Promise<AccessLine[]> {
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
    .orderBy('access_log.sequence', 'desc')
    .limit(limit)
  if (before !== undefined) query = query.where('access_log.sequence', '<', before)
  return query.execute()
}

/** Recomputes the whole chain: the number of sound entries, and the sequence of the first one that was altered, if any. */
export async function verifyAccessLog(db: Database): Promise<{ sound: number; firstAltered: number | null }> {
  let previous = ORIGIN
  let expected = 1
  for (;;) {
    const page = await db
      .selectFrom('access_log')
      .selectAll()
      .where('sequence', '>=', expected)
      .orderBy('sequence')
      .limit(1000)
      .execute()
    if (page.length === 0) return { sound: expected - 1, firstAltered: null }
    for (const entry of page) {
      const isSound = entry.sequence === expected && entry.previous_hash === previous && hashOf(entry) === entry.hash
      if (!isSound) return { sound: expected - 1, firstAltered: expected }
      previous = entry.hash
      expected += 1
    }
  }
}
