import { z } from 'zod'
import type { AuthenticatorId, PersonId } from '../../shared/ids.ts'
import type { Authenticator } from '../../shared/sign-in.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema, Sealed } from '../store/schema.ts'

/** A passkey as verified: its identifier, public key and counter, all of which may be known to anyone. */
export type StoredPasskey = {
  readonly authenticatorId: AuthenticatorId
  readonly personId: PersonId
  readonly credentialId: string
  readonly publicKey: string
  readonly signCount: number
  readonly transports: readonly string[]
}

/** A password (hashed) with its one-time codes (secret sealed, last step used). */
export type StoredPassword = {
  readonly authenticatorId: AuthenticatorId
  readonly personId: PersonId
  readonly passwordHash: string
  readonly sealedSecret: Sealed
  /** The latest step of the codes that served; no earlier one serves again. */
  readonly lastStep: number | null
}

type Row = Schema['authenticator']
const EMPTY = {
  last_used_at: null,
  credential_id: null,
  public_key: null,
  sign_count: null,
  transports: null,
  password_hash: null,
  sealed_secret: null,
  last_step: null,
} satisfies Partial<Row>
const Transports = z.array(z.string())

/** A person's ways in, oldest first. */
export async function listAuthenticators(db: Database | Transaction, personId: PersonId): Promise<Authenticator[]> {
  return db
    .selectFrom('authenticator')
    .select(['id as authenticatorId', 'kind', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

const toPasskey = (row: Row): StoredPasskey => ({
  authenticatorId: row.id,
  personId: row.person_id,
  credentialId: row.credential_id ?? '',
  publicKey: row.public_key ?? '',
  signCount: row.sign_count ?? 0,
  transports: Transports.parse(JSON.parse(row.transports ?? '[]')),
})

/** A person's passkeys. */
export async function listPasskeys(db: Database | Transaction, personId: PersonId): Promise<StoredPasskey[]> {
  const rows = await db
    .selectFrom('authenticator')
    .selectAll()
    .where('person_id', '=', personId)
    .where('kind', '=', 'passkey')
    .execute()
  return rows.map(toPasskey)
}

/** The passkey of this identifier whose owner's account is open, or undefined. */
export async function findPasskey(
  db: Database | Transaction,
  credentialId: string,
): Promise<StoredPasskey | undefined> {
  const row = await db
    .selectFrom('authenticator')
    .innerJoin('person', 'person.id', 'authenticator.person_id')
    .selectAll('authenticator')
    .where('authenticator.credential_id', '=', credentialId)
    .where('person.active', '=', 1)
    .executeTakeFirst()
  return row && toPasskey(row)
}

/** The password of the open account with this sign-in name, or undefined. */
export async function findPassword(
  db: Database | Transaction,
  by: { signInName: string } | { personId: PersonId },
): Promise<StoredPassword | undefined> {
  const query = db
    .selectFrom('authenticator')
    .innerJoin('person', 'person.id', 'authenticator.person_id')
    .selectAll('authenticator')
    .where('authenticator.kind', '=', 'password')
    .where('person.active', '=', 1)
  const row = await ('signInName' in by
    ? query.where('person.sign_in_name', '=', by.signInName)
    : query.where('person.id', '=', by.personId)
  ).executeTakeFirst()
  return (
    row && {
      authenticatorId: row.id,
      personId: row.person_id,
      passwordHash: row.password_hash ?? '',
      sealedSecret: row.sealed_secret ?? '',
      lastStep: row.last_step,
    }
  )
}

type Named = { readonly name: string; readonly now: Instant }

/** Adds a passkey. */
export async function insertPasskey(trx: Transaction, passkey: StoredPasskey, { name, now }: Named): Promise<void> {
  await trx
    .insertInto('authenticator')
    .values({
      ...EMPTY,
      id: passkey.authenticatorId,
      person_id: passkey.personId,
      kind: 'passkey',
      name,
      created_at: now,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      sign_count: passkey.signCount,
      transports: JSON.stringify(passkey.transports),
    })
    .execute()
}

/** Adds a password with its codes. */
export async function insertPassword(trx: Transaction, password: StoredPassword, { name, now }: Named): Promise<void> {
  await trx
    .insertInto('authenticator')
    .values({
      ...EMPTY,
      id: password.authenticatorId,
      person_id: password.personId,
      kind: 'password',
      name,
      created_at: now,
      password_hash: password.passwordHash,
      sealed_secret: password.sealedSecret,
      last_step: password.lastStep,
    })
    .execute()
}

/** Notes that a passkey was used and where its counter stands. */
export async function usePasskey(
  trx: Transaction,
  authenticatorId: AuthenticatorId,
  use: { signCount: number; now: Instant },
): Promise<void> {
  await trx
    .updateTable('authenticator')
    .set({ sign_count: use.signCount, last_used_at: use.now })
    .where('id', '=', authenticatorId)
    .execute()
}

/** Takes a step of the one-time codes; false when it, or a later one, was already used. */
export async function useStep(
  trx: Transaction,
  authenticatorId: AuthenticatorId,
  use: { step: number; now: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('authenticator')
    .set({ last_step: use.step, last_used_at: use.now })
    .where('id', '=', authenticatorId)
    .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', use.step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Replaces a password by its hash. */
export async function setPasswordHash(
  trx: Transaction,
  authenticatorId: AuthenticatorId,
  passwordHash: string,
): Promise<void> {
  await trx
    .updateTable('authenticator')
    .set({ password_hash: passwordHash })
    .where('id', '=', authenticatorId)
    .execute()
}

/** Gives a way in another name; false when the person has no such one. */
export async function setAuthenticatorName(
  trx: Transaction,
  personId: PersonId,
  authenticatorId: AuthenticatorId,
  name: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('authenticator')
    .set({ name })
    .where('id', '=', authenticatorId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Removes one way in of a person. */
export async function deleteAuthenticator(trx: Transaction, authenticatorId: AuthenticatorId): Promise<void> {
  await trx.deleteFrom('authenticator').where('id', '=', authenticatorId).execute()
}

/** Removes every way in of a person, recovery codes included. */
export async function deleteAuthenticators(trx: Transaction, personId: PersonId): Promise<void> {
  await trx.deleteFrom('authenticator').where('person_id', '=', personId).execute()
  await trx.deleteFrom('recovery_code').where('person_id', '=', personId).execute()
}
