import type { PersonId } from '../../shared/ids.ts'
import type { SignInMethod } from '../../shared/sign-in.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import { secretHash } from './secret-hash.ts'

/** A session as it is opened; only a hash of its token reaches the database. */
export type NewSession = {
  readonly token: string
  readonly personId: PersonId
  readonly method: SignInMethod
  readonly device: string
  readonly now: Instant
  readonly expiresAt: Instant
  /** null while something is still to be chosen before it counts. */
  readonly provenAt: Instant | null
  readonly sealedFederation: Sealed | null
}

/** Keeps a sign-in session. */
export async function insertSession(trx: Transaction, session: NewSession): Promise<void> {
  await trx
    .insertInto('sign_in_session')
    .values({
      token_hash: secretHash(session.token),
      person_id: session.personId,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      method: session.method,
      proven_at: session.provenAt,
      device: session.device,
      sealed_federation: session.sealedFederation,
    })
    .execute()
}

/** The active person behind a session token and what the session is, or undefined when it is unknown or has expired. */
export async function findSession(db: Database, token: string, now: Instant) {
  return db
    .selectFrom('sign_in_session')
    .innerJoin('person', 'person.id', 'sign_in_session.person_id')
    .where('sign_in_session.token_hash', '=', secretHash(token))
    .where('sign_in_session.expires_at', '>', now)
    .where('person.active', '=', 1)
    .select([
      'person.id as personId',
      'person.name',
      'person.role',
      'sign_in_session.token_hash as sessionId',
      'sign_in_session.last_seen_at as lastSeenAt',
      'sign_in_session.method',
      'sign_in_session.proven_at as provenAt',
      'sign_in_session.sealed_federation as sealedFederation',
    ])
    .executeTakeFirst()
}

/** Notes that a session was used. */
export async function touchSession(db: Database, sessionId: string, now: Instant): Promise<void> {
  await db.updateTable('sign_in_session').set({ last_seen_at: now }).where('token_hash', '=', sessionId).execute()
}

/** Keeps the activity chosen for a session, which counts from `provenAt` on. */
export async function settleSession(
  trx: Transaction,
  sessionId: string,
  change: { provenAt: Instant; sealedFederation: Sealed },
): Promise<void> {
  await trx
    .updateTable('sign_in_session')
    .set({ proven_at: change.provenAt, sealed_federation: change.sealedFederation })
    .where('token_hash', '=', sessionId)
    .execute()
}

/** A person's sessions that have not expired, the latest used first. */
export function listSessions(db: Database | Transaction, personId: PersonId, now: Instant) {
  return db
    .selectFrom('sign_in_session')
    .select([
      'token_hash as sessionId',
      'method',
      'device',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'sealed_federation as sealedFederation',
    ])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .orderBy('token_hash')
    .execute()
}

/** Ends one session of a person; false when they have no such session. */
export async function deleteSession(trx: Transaction, personId: PersonId, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('sign_in_session')
    .where('token_hash', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends every session of a person, but for the one to keep if any. */
export async function deleteSessions(trx: Transaction, personId: PersonId, keep?: string): Promise<void> {
  const all = trx.deleteFrom('sign_in_session').where('person_id', '=', personId)
  await (keep ? all.where('token_hash', '!=', keep) : all).execute()
}

/** Forgets sessions past their absolute end. */
export async function forgetExpiredSessions(db: Database | Transaction, now: Instant): Promise<void> {
  await db.deleteFrom('sign_in_session').where('expires_at', '<=', now).execute()
}
