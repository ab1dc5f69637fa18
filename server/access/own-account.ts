import type { AuthenticatorId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { OwnAccount } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import { isUniqueViolation, type Transaction, transaction } from '../store/database.ts'
import { appendAccess } from './access-log-store.ts'
import { findSignInAccount } from './account-store.ts'
import {
  deleteAuthenticator,
  findPassword,
  listAuthenticators,
  setAuthenticatorName,
  setPasswordHash,
} from './authenticator-store.ts'
import { activityOf } from './federation.ts'
import { noteRefused } from './note-refused.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { countRecoveryCodes, replaceRecoveryCodes } from './recovery-code-store.ts'
import { newRecoveryCode, RECOVERY_CODES } from './recovery-codes.ts'
import { refuseWeak } from './refuse-weak.ts'
import { deleteSession, deleteSessions, listSessions } from './session-store.ts'
import type { HeldSession } from './sign-in.ts'
import { signInNow } from './sign-in-now.ts'
import { countAttempt, forgive } from './slow-guessing.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'vault'>

/** What a person sees of their own account: names, ways in, open sessions, recovery codes left. */
export async function readOwnAccount(
  ports: Needs,
  { personId }: SignedInPerson,
  session: HeldSession,
): Promise<OwnAccount | Refusal> {
  const { db, vault } = ports
  const [account, authenticators, sessions, recoveryCodesLeft] = await Promise.all([
    findSignInAccount(db, personId),
    listAuthenticators(db, personId),
    listSessions(db, personId, signInNow(ports)),
    countRecoveryCodes(db, personId),
  ])
  if (!account) return refuse('not_found')
  return {
    signInName: account.signInName,
    email: account.sealedEmail === null ? null : vault.open(account.sealedEmail),
    hasRpps: account.hasRpps,
    activity: activityOf(vault, session.sealedFederation),
    authenticators,
    sessions: sessions.map(({ sealedFederation: _, device, ...one }) => ({
      ...one,
      device: device ?? 'other/other',
      isThisOne: one.sessionId === session.sessionId,
    })),
    recoveryCodesLeft,
  }
}

/** Adds a way in that `keep` writes, or refuses `way_in_known` when this passkey, or a password, is there already. */
export async function addWayIn(
  ports: Needs,
  person: SignedInPerson,
  kind: 'passkey' | 'password',
  keep: (trx: Transaction) => Promise<void>,
): Promise<{ added: true } | Refusal> {
  try {
    return await transaction(ports.db, async (trx) => {
      const held = await listAuthenticators(trx, person.personId)
      if (kind === 'password' && held.some((one) => one.kind === 'password')) return refuse('way_in_known')
      await keep(trx)
      await log(trx, ports, person, 'create')
      return { added: true }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('way_in_known')
    throw error
  }
}

/** Gives one's way in another name. */
export function renameWayIn(
  ports: Needs,
  { personId }: SignedInPerson,
  authenticatorId: AuthenticatorId,
  name: string,
): Promise<{ name: string } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const isRenamed = await setAuthenticatorName(trx, personId, authenticatorId, name)
    return isRenamed ? { name } : refuse('not_found')
  })
}

/** Removes one's way in; never the last one (`last_way_in`), unless Pro Santé Connect lets its owner in. */
export function removeWayIn(
  ports: Needs,
  person: SignedInPerson,
  authenticatorId: AuthenticatorId,
): Promise<{ removed: true } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const held = await listAuthenticators(trx, person.personId)
    if (!held.some((one) => one.authenticatorId === authenticatorId)) return refuse('not_found')
    const account = await findSignInAccount(trx, person.personId)
    const hasOther = held.length > 1 || (ports.config.proSanteConnect !== null && account?.hasRpps)
    if (!hasOther) return refuse('last_way_in')
    await deleteAuthenticator(trx, authenticatorId)
    await log(trx, ports, person, 'delete')
    return { removed: true }
  })
}

/**
 * Changes one's password, knowing the current one, or refuses: `password_wrong`, what `refuseWeak` says of the new one,
 * `too_many_attempts`. Every other session ends.
 */
export async function changePassword(
  ports: Needs,
  person: SignedInPerson,
  session: HeldSession,
  { current, password, source }: { current: string; password: string; source: string },
): Promise<{ changed: true } | Refusal> {
  const account = await findSignInAccount(ports.db, person.personId)
  const stored = await findPassword(ports.db, { personId: person.personId })
  if (!account || !stored) return refuse('not_found')
  const attempt = { source, name: account.signInName ?? person.personId }
  const slowed = await countAttempt(ports, attempt)
  if (slowed) return slowed
  if (!(await isPassword(current, stored.passwordHash))) {
    await noteRefused(ports, account, 'own_account')
    return refuse('password_wrong', { field: 'current' })
  }
  await forgive(ports, attempt)
  const weak = await refuseWeak(password, account)
  if (weak) return weak
  const hash = await hashPassword(password)
  return transaction(ports.db, async (trx) => {
    await setPasswordHash(trx, stored.authenticatorId, hash)
    await deleteSessions(trx, person.personId, session.sessionId)
    await log(trx, ports, person, 'update')
    return { changed: true }
  })
}

/** Ten fresh recovery codes in place of the earlier ones, shown once. */
export async function renewRecoveryCodes(ports: Needs, person: SignedInPerson): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  await transaction(ports.db, async (trx) => {
    await replaceRecoveryCodes(trx, person.personId, recoveryCodes, signInNow(ports))
    await log(trx, ports, person, 'update')
  })
  return { recoveryCodes }
}

/** Ends one of one's own sessions. */
export function endOwnSession(
  ports: Needs,
  { personId }: SignedInPerson,
  sessionId: string,
): Promise<{ ended: true } | Refusal> {
  return transaction(ports.db, async (trx) =>
    (await deleteSession(trx, personId, sessionId)) ? { ended: true as const } : refuse('not_found'),
  )
}

/** Ends every one of one's own sessions but this one. */
export async function endOtherSessions(ports: Needs, session: HeldSession): Promise<{ ended: true }> {
  await transaction(ports.db, (trx) => deleteSessions(trx, session.personId, session.sessionId))
  return { ended: true }
}

function log(trx: Transaction, { clock }: Needs, person: SignedInPerson, action: 'create' | 'update' | 'delete') {
  const about = { resource: 'way_in', resourceId: person.personId, purpose: 'own_account' }
  return appendAccess(trx, { person, action, ...about, at: clock.now() })
}
