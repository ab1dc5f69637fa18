import { type Refusal, refuse } from '../../shared/problem.ts'
import type { OpenInvitation } from '../../shared/sign-in.ts'
import type { Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { type Transaction, transaction } from '../store/database.ts'
import { deleteAuthenticators, listAuthenticators } from './authenticator-store.ts'
import { findInvitation, useInvitation } from './invitation-store.ts'
import { openSession, type Visitor } from './open-session.ts'
import { replaceRecoveryCodes } from './recovery-code-store.ts'
import { newRecoveryCode, RECOVERY_CODES } from './recovery-codes.ts'
import { deleteSessions } from './session-store.ts'
import type { Newcomer } from './set-up-way-in.ts'
import { signInNow } from './sign-in-now.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'newToken' | 'newId'>

/** For whom a link is, or `invitation_over`: unknown, used, too old, or its account closed. Looking does not use it up. */
export async function openInvitation(
  ports: Needs,
  token: string,
): Promise<{ person: Newcomer; shown: OpenInvitation } | Refusal> {
  const found = await findInvitation(ports.db, token, signInNow(ports))
  if (!found) return refuse('invitation_over')
  const { personId, name, role, signInName, expiresAt } = found
  const replaces = (await listAuthenticators(ports.db, personId)).length > 0
  return {
    person: { personId, name, signInName },
    shown: { name, role, signInName: signInName ?? '', expiresAt, replaces },
  }
}

/**
 * Uses a link up: the way in that `keep` writes replaces every earlier one, every session ends, and one opens. Answers ten
 * recovery codes, which are never shown again. `invitation_over` when somebody used the link meanwhile.
 */
export async function acceptInvitation(
  ports: Needs,
  token: string,
  method: 'passkey' | 'password',
  visitor: Visitor,
  keep: (trx: Transaction, now: Instant) => Promise<void>,
): Promise<{ token: string; recoveryCodes: string[] } | Refusal> {
  const now = signInNow(ports)
  const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  return transaction(ports.db, async (trx) => {
    const found = await findInvitation(trx, token, now)
    if (!found || !(await useInvitation(trx, found.invitationId, now))) return refuse('invitation_over')
    await deleteAuthenticators(trx, found.personId)
    await deleteSessions(trx, found.personId)
    await keep(trx, now)
    await replaceRecoveryCodes(trx, found.personId, recoveryCodes, now)
    const opened = await openSession(trx, ports, { personId: found.personId, method, visitor })
    return { ...opened, recoveryCodes }
  })
}
