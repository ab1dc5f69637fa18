import type { PersonId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { secretHash } from './secret-hash.ts'

type NewInvitation = {
  readonly id: string
  readonly token: string
  readonly personId: PersonId
  readonly purpose: Schema['invitation']['purpose']
  readonly createdBy: PersonId | null
  readonly now: Instant
  readonly expiresAt: Instant
}

/** Keeps an invitation, by a hash of its token; the ones this person had not used stop working. */
export async function insertInvitation(trx: Transaction, invitation: NewInvitation): Promise<void> {
  await trx.deleteFrom('invitation').where('person_id', '=', invitation.personId).where('used_at', 'is', null).execute()
  await trx
    .insertInto('invitation')
    .values({
      id: invitation.id,
      token_hash: secretHash(invitation.token),
      person_id: invitation.personId,
      purpose: invitation.purpose,
      created_by: invitation.createdBy,
      created_at: invitation.now,
      expires_at: invitation.expiresAt,
      used_at: null,
    })
    .execute()
}

/** The open account an unused invitation is for, or undefined. */
export async function findInvitation(db: Database | Transaction, token: string, now: Instant) {
  return db
    .selectFrom('invitation')
    .innerJoin('person', 'person.id', 'invitation.person_id')
    .select([
      'invitation.id as invitationId',
      'invitation.expires_at as expiresAt',
      'person.id as personId',
      'person.name',
      'person.role',
      'person.sign_in_name as signInName',
    ])
    .where('invitation.token_hash', '=', secretHash(token))
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .where('person.active', '=', 1)
    .executeTakeFirst()
}

/** Uses an invitation up; false when it was already used. */
export async function useInvitation(trx: Transaction, invitationId: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('invitation')
    .set({ used_at: now })
    .where('id', '=', invitationId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The latest invitation of each person, and how many ways in they have: for the list of accounts. */
export async function waysInByPerson(db: Database | Transaction) {
  const [invitations, authenticators] = await Promise.all([
    db
      .selectFrom('invitation')
      .select(['person_id as personId', 'expires_at as expiresAt'])
      .where('used_at', 'is', null)
      .execute(),
    db
      .selectFrom('authenticator')
      .select((select) => ['person_id as personId', select.fn.countAll<number>().as('count')])
      .groupBy('person_id')
      .execute(),
  ])
  return {
    pending: new Map(invitations.map(({ personId, expiresAt }) => [personId, expiresAt])),
    ways: new Map(authenticators.map(({ personId, count }) => [personId, Number(count)])),
  }
}
