import { createHash } from 'node:crypto'
import type { PersonId } from '../../shared/ids.ts'
import type { DemoPerson, SignedInPerson } from '../../shared/person.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Keeps a sign-in session; only a hash of its token reaches the database. */
export async function insertSession(
  trx: Transaction,
  session: { token: string; personId: PersonId; now: Instant; expiresAt: Instant },
): Promise<void> {
  await trx
    .insertInto('sign_in_session')
    .values({
      token_hash: hashOfToken(session.token),
      person_id: session.personId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** The active person behind a session token and when it was last used, or undefined when it is unknown or has expired. */
export async function findSession(db: Database, token: string, now: Instant) {
  return db
    .selectFrom('sign_in_session')
    .innerJoin('person', 'person.id', 'sign_in_session.person_id')
    .where('sign_in_session.token_hash', '=', hashOfToken(token))
    .where('sign_in_session.expires_at', '>', now)
    .where('person.active', '=', 1)
    .select(['person.id as personId', 'person.name', 'person.role', 'sign_in_session.last_seen_at as lastSeenAt'])
    .executeTakeFirst()
}

/** Notes that a session was used. */
export async function touchSession(db: Database, token: string, now: Instant): Promise<void> {
  await db
    .updateTable('sign_in_session')
    .set({ last_seen_at: now })
    .where('token_hash', '=', hashOfToken(token))
    .execute()
}

/** Ends a session. */
export async function deleteSession(trx: Transaction, token: string): Promise<void> {
  await trx.deleteFrom('sign_in_session').where('token_hash', '=', hashOfToken(token)).execute()
}

/** Where somebody is on duty on `today`, and who they are among the specialists. */
export async function scopeOf(
  db: Database,
  personId: PersonId,
  today: LocalDate,
): Promise<Pick<SignedInPerson, 'centreIds' | 'specialistId'>> {
  const duties = await db
    .selectFrom('duty')
    .select('centre_id')
    .distinct()
    .where('person_id', '=', personId)
    .where('from_date', '<=', today)
    .where((where) => where.or([where('to_date', 'is', null), where('to_date', '>=', today)]))
    .orderBy('centre_id')
    .execute()
  const specialist = await db.selectFrom('specialist').select('id').where('person_id', '=', personId).executeTakeFirst()
  return { centreIds: duties.map((duty) => duty.centre_id), specialistId: specialist?.id ?? null }
}

/** The fictitious accounts, as the sign-in page lists them. */
export async function listDemoPeople(db: Database): Promise<DemoPerson[]> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'role', 'demo_description'])
    .where('demo_description', 'is not', null)
    .where('active', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    personId: row.id,
    name: row.name,
    role: row.role,
    description: row.demo_description ?? '',
  }))
}
