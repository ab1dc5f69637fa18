import type { PersonId } from '../../shared/ids.ts'
import type { Role } from '../../shared/person.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Fingerprint, Sealed } from '../store/schema.ts'

/** What signing in needs to know of an account. */
export type SignInAccount = {
  readonly personId: PersonId
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly signInName: string | null
  readonly sealedEmail: Sealed | null
  readonly hasRpps: boolean
}

function accounts(db: Database | Transaction) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'role', 'active', 'sign_in_name', 'sealed_email', 'rpps_fingerprint'])
}

type Row = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>

const toAccount = (row: Row): SignInAccount => ({
  personId: row.id,
  name: row.name,
  role: row.role,
  active: row.active === 1,
  signInName: row.sign_in_name,
  sealedEmail: row.sealed_email,
  hasRpps: row.rpps_fingerprint !== null,
})

/** The account with this sign-in name, or undefined. */
export async function findAccountNamed(db: Database | Transaction, signInName: string) {
  const row = await accounts(db).where('sign_in_name', '=', signInName).executeTakeFirst()
  return row && toAccount(row)
}

/** The account of a doctor by the fingerprints of their RPPS number, under each key held, or undefined. */
export async function findAccountByRpps(db: Database | Transaction, fingerprints: readonly Fingerprint[]) {
  const row = await accounts(db).where('rpps_fingerprint', 'in', fingerprints).executeTakeFirst()
  return row && toAccount(row)
}

/** One account as signing in sees it, or undefined. */
export async function findSignInAccount(db: Database | Transaction, personId: PersonId) {
  const row = await accounts(db).where('id', '=', personId).executeTakeFirst()
  return row && toAccount(row)
}

/** Every account as signing in sees it, by identifier. */
export async function listSignInAccounts(db: Database | Transaction): Promise<Map<PersonId, SignInAccount>> {
  const rows = await accounts(db).execute()
  return new Map(rows.map((row) => [row.id, toAccount(row)]))
}

/** Sign-in names that begin with `start`. */
export async function listSignInNames(trx: Transaction, start: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('person')
    .select('sign_in_name as signInName')
    .where('sign_in_name', 'like', `${start}%`)
    .execute()
  return rows.flatMap(({ signInName }) => (signInName === null ? [] : [signInName]))
}

type NewAccount = {
  readonly personId: PersonId
  readonly name: string
  readonly role: Role
  readonly signInName: string
  readonly sealedEmail: Sealed | null
  /** What the demonstration's sign-in page says of them; null for a real person. */
  readonly demoDescription: string | null
  readonly now: Instant
}

/** Adds an account without a way in. */
export async function insertAccount(trx: Transaction, account: NewAccount): Promise<void> {
  await trx
    .insertInto('person')
    .values({
      id: account.personId,
      name: account.name,
      role: account.role,
      demo_description: account.demoDescription,
      active: 1,
      created_at: account.now,
      sign_in_name: account.signInName,
      sealed_email: account.sealedEmail,
      sealed_rpps: null,
      rpps_fingerprint: null,
    })
    .execute()
}

/** Gives an account a sign-in name it did not have. */
export async function setSignInName(trx: Transaction, personId: PersonId, signInName: string): Promise<void> {
  await trx.updateTable('person').set({ sign_in_name: signInName }).where('id', '=', personId).execute()
}

/** Keeps a doctor's RPPS number, sealed, with what finds it. */
export async function setRpps(
  trx: Transaction,
  personId: PersonId,
  rpps: { sealed: Sealed; fingerprint: Fingerprint },
): Promise<void> {
  await trx
    .updateTable('person')
    .set({ sealed_rpps: rpps.sealed, rpps_fingerprint: rpps.fingerprint })
    .where('id', '=', personId)
    .execute()
}
