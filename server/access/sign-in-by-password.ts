import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { PasswordAttempt, RecoveryAttempt } from '../../shared/sign-in.ts'
import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { appendAccess } from './access-log-store.ts'
import { findAccountNamed } from './account-store.ts'
import { findPassword, useStep } from './authenticator-store.ts'
import { insertInvitation } from './invitation-store.ts'
import { noteRefused } from './note-refused.ts'
import { stepOfCode } from './one-time-codes.ts'
import { openSession, type Visitor } from './open-session.ts'
import { isPassword } from './passwords.ts'
import { useRecoveryCode } from './recovery-code-store.ts'
import { normalRecoveryCode } from './recovery-codes.ts'
import { signInNow } from './sign-in-now.ts'
import { countAttempt, forgive } from './slow-guessing.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'vault' | 'newToken' | 'newId'>
/** How long the link of a recovery code waits for a new way in. */
const RECOVERY_MINUTES = 15

/**
 * Opens a session by password and one-time code, or refuses: `sign_in_refused` whatever was wrong, the name, the password
 * or the code, in the same time; `too_many_attempts` when this source must wait. A step of the code serves once.
 */
export async function signInByPassword(
  ports: Needs,
  { signInName, password, code }: PasswordAttempt,
  visitor: Visitor,
): Promise<{ token: string } | Refusal> {
  const judged = await judgePassword(ports, { signInName, password }, visitor)
  if (isRefusal(judged)) return judged
  const { attempt, now, stored, isRight } = judged
  const step = stored ? stepOfCode(ports.vault.open(stored.sealedSecret), code, now) : null
  if (!stored || !isRight || step === null) return refuseNamed(ports, signInName, 'sign_in_by_password')
  const opened = await transaction(ports.db, async (trx) => {
    if (!(await useStep(trx, stored.authenticatorId, { step, now }))) return null
    return openSession(trx, ports, { personId: stored.personId, method: 'password', visitor })
  })
  if (!opened) return refuseNamed(ports, signInName, 'sign_in_by_password')
  await forgive(ports, attempt)
  return opened
}

/** Refuses with the same words, and the same work, whether somebody has that name or not. */
async function refuseNamed(ports: Needs, signInName: string, by: 'sign_in_by_password' | 'recovery'): Promise<Refusal> {
  await noteRefused(ports, await findAccountNamed(ports.db, signInName), by)
  return refuse('sign_in_refused')
}

/** Counts an attempt and compares its password with what is kept, in the same time whether anything is; refused when it must wait. */
async function judgePassword(
  ports: Needs,
  { signInName, password }: Pick<PasswordAttempt, 'signInName' | 'password'>,
  visitor: Visitor,
) {
  const attempt = { source: visitor.source, name: signInName }
  const slowed = await countAttempt(ports, attempt)
  if (slowed) return slowed
  const stored = await findPassword(ports.db, { signInName })
  const isRight = await isPassword(password, stored?.passwordHash)
  return { attempt, now: signInNow(ports), stored, isRight }
}

/**
 * Lets somebody who lost their device set up another: takes one recovery code, and the password where the account has one,
 * and answers the token of a link good for a quarter of an hour. Refuses as `signInByPassword` does.
 */
export async function recover(
  ports: Needs,
  { signInName, password, recoveryCode }: RecoveryAttempt,
  visitor: Visitor,
): Promise<{ token: string } | Refusal> {
  const judged = await judgePassword(ports, { signInName, password }, visitor)
  if (isRefusal(judged)) return judged
  const { attempt, now, stored, isRight } = judged
  const account = await findAccountNamed(ports.db, signInName)
  if (!account?.active || (stored && !isRight)) return refuseNamed(ports, signInName, 'recovery')
  const token = ports.newToken()
  const isTaken = await transaction(ports.db, async (trx) => {
    const { personId } = account
    if (!(await useRecoveryCode(trx, personId, normalRecoveryCode(recoveryCode), now))) return false
    const link = { token, personId, createdBy: null, now, expiresAt: addMinutes(now, RECOVERY_MINUTES) }
    await insertInvitation(trx, { id: ports.newId(), purpose: 'recovery', ...link })
    const about = { action: 'update', resource: 'person', resourceId: personId, purpose: 'recovery' } as const
    await appendAccess(trx, { person: account, ...about, at: ports.clock.now() })
    return true
  })
  if (!isTaken) return refuseNamed(ports, signInName, 'recovery')
  await forgive(ports, attempt)
  return { token }
}
