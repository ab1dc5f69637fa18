import type { Invited, NewPerson } from '../../shared/administration.ts'
import type { PersonId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import {
  findAccountByRpps,
  findSignInAccount,
  insertAccount,
  listSignInNames,
  setRpps,
  setSignInName,
} from './account-store.ts'
import { recordAccess } from './audit.ts'
import { deleteAuthenticators } from './authenticator-store.ts'
import { insertInvitation } from './invitation-store.ts'
import { hasRightCheckDigit, normalRpps, rppsKey } from './rpps.ts'
import { deleteSessions } from './session-store.ts'
import { signInNameOf, startOfSignInName } from './sign-in-names.ts'
import { signInNow } from './sign-in-now.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'vault' | 'newId' | 'newToken'>
/** Who gives an account: an administrator, or null from the command line of the machine. */
type Giver = SignedInPerson | null

/** How long a link waits to be used. */
const INVITATION_MINUTES = 3 * 24 * 60

/**
 * Opens an account and makes the single-use link by which its person sets up their way in; or refuses `rpps_invalid` or
 * `rpps_taken`. In the demonstration it is one more fictitious person.
 */
export function createPerson(ports: Needs, input: NewPerson, by: Giver): Promise<Invited | Refusal> {
  return transaction(ports.db, async (trx) => {
    const personId = ports.newId() as PersonId
    const rpps = input.rpps ? await checkRpps(trx, ports, personId, input.rpps) : null
    if (isRefusal(rpps)) return rpps
    const signInName = await freeSignInName(trx, input.name)
    await insertAccount(trx, {
      personId,
      name: input.name,
      role: input.role,
      signInName,
      sealedEmail: input.email ? ports.vault.seal(input.email) : null,
      demoDescription: ports.config.demo ? DEMO_DESCRIPTION : null,
      now: ports.clock.now(),
    })
    if (rpps) await setRpps(trx, personId, rpps)
    return invite(trx, ports, { personId, signInName }, by, 'create')
  })
}

const DEMO_DESCRIPTION = 'Compte ajouté pendant la démonstration.'

/** Makes a fresh link for somebody. What they signed in with until now, and their sessions, end at once. */
export function inviteAgain(ports: Needs, personId: PersonId, by: Giver): Promise<Invited | Refusal> {
  return transaction(ports.db, async (trx) => {
    const account = await findSignInAccount(trx, personId)
    if (!account?.active) return refuse('not_found')
    if (by?.personId === personId) return refuse('own_invitation')
    const signInName = account.signInName ?? (await freeSignInName(trx, account.name))
    if (account.signInName === null) await setSignInName(trx, personId, signInName)
    await deleteAuthenticators(trx, personId)
    await deleteSessions(trx, personId)
    return invite(trx, ports, { personId, signInName }, by, 'update')
  })
}

/** Ends every session of somebody else. */
export function endSessionsOf(
  ports: Needs,
  personId: PersonId,
  by: SignedInPerson,
): Promise<{ personId: PersonId } | Refusal> {
  return transaction(ports.db, async (trx) => {
    if (!(await findSignInAccount(trx, personId))) return refuse('not_found')
    await deleteSessions(trx, personId)
    const about = { action: 'delete', resource: 'session', resourceId: personId, purpose: 'administration' } as const
    await recordAccess(trx, { person: by, ...about, at: ports.clock.now() })
    return { personId }
  })
}

/** Keeps the RPPS number by which Pro Santé Connect names a doctor: `rpps_invalid`, `rpps_taken`, `not_found`. */
export function nameRpps(
  ports: Needs,
  personId: PersonId,
  rpps: string,
  by: SignedInPerson,
): Promise<{ personId: PersonId } | Refusal> {
  return transaction(ports.db, async (trx) => {
    if (!(await findSignInAccount(trx, personId))) return refuse('not_found')
    const checked = await checkRpps(trx, ports, personId, rpps)
    if (isRefusal(checked)) return checked
    await setRpps(trx, personId, checked)
    const about = { action: 'update', resource: 'person', resourceId: personId, purpose: 'administration' } as const
    await recordAccess(trx, { person: by, ...about, at: ports.clock.now() })
    return { personId }
  })
}

async function checkRpps(trx: Transaction, { vault }: Needs, personId: PersonId, typed: string) {
  const rpps = normalRpps(typed)
  if (rpps === null || !hasRightCheckDigit(rpps)) return refuse('rpps_invalid', { field: 'rpps' })
  const holder = await findAccountByRpps(trx, vault.fingerprints(rppsKey(rpps)))
  if (holder && holder.personId !== personId) return refuse('rpps_taken', { field: 'rpps' })
  return { sealed: vault.seal(rpps), fingerprint: vault.fingerprint(rppsKey(rpps)) }
}

async function freeSignInName(trx: Transaction, name: string): Promise<string> {
  return signInNameOf(name, await listSignInNames(trx, startOfSignInName(name)))
}

async function invite(
  trx: Transaction,
  ports: Needs,
  { personId, signInName }: { personId: PersonId; signInName: string },
  by: Giver,
  action: 'create' | 'update',
): Promise<Invited> {
  const now = signInNow(ports)
  const token = ports.newToken()
  const expiresAt = addMinutes(now, INVITATION_MINUTES)
  const link = { token, personId, createdBy: by?.personId ?? null, now, expiresAt }
  await insertInvitation(trx, { id: ports.newId(), purpose: 'invitation', ...link })
  const about = { action, resource: 'person', resourceId: personId, purpose: 'invitation' } as const
  await recordAccess(trx, { person: by, ...about, at: ports.clock.now() })
  return { personId, signInName, link: `${ports.config.publicUrl}/invitation#${token}`, expiresAt }
}
