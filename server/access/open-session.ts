import type { PersonId } from '../../shared/ids.ts'
import type { SignInMethod } from '../../shared/sign-in.ts'
import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import type { Sealed } from '../store/schema.ts'
import { appendAccess } from './access-log-store.ts'
import { findAccount } from './duty-store.ts'
import { deleteSession, forgetExpiredSessions, insertSession, listSessions } from './session-store.ts'
import { signInNow } from './sign-in-now.ts'

/** A session ends 12 hours after its person last proved who they are, whatever they do. */
export const SESSION_MINUTES = 12 * 60
/** Sessions one person may have at once; opening one more ends the one unused for longest. */
export const MOST_SESSIONS = 10

/** What a request brings with it to the door: the browser in two words, its address, and the session it already has. */
export type Visitor = {
  readonly device: string
  readonly source: string
  readonly session: { readonly sessionId: string; readonly personId: PersonId } | null
}

export type Entrance = {
  readonly personId: PersonId
  readonly method: SignInMethod
  readonly visitor: Pick<Visitor, 'device' | 'session'>
  /** Sealed words of the identity provider; `isSettled` false keeps the session shut until an activity is chosen. */
  readonly federation?: { readonly sealed: Sealed; readonly isSettled: boolean }
}

/**
 * Opens a session for somebody who has just proved who they are, under a fresh token; the session the browser had ends,
 * whoever's it was. Written in the access log.
 */
export async function openSession(
  trx: Transaction,
  ports: Pick<Ports, 'config' | 'clock' | 'newToken'>,
  { personId, method, visitor, federation }: Entrance,
): Promise<{ token: string }> {
  const now = signInNow(ports)
  const token = ports.newToken()
  const before = visitor.session
  if (before) await deleteSession(trx, before.personId, before.sessionId)
  await forgetExpiredSessions(trx, now)
  const open = await listSessions(trx, personId, now)
  for (const { sessionId } of open.slice(MOST_SESSIONS - 1)) await deleteSession(trx, personId, sessionId)
  await insertSession(trx, {
    token,
    personId,
    method,
    device: visitor.device,
    now,
    expiresAt: addMinutes(now, SESSION_MINUTES),
    provenAt: federation && !federation.isSettled ? null : now,
    sealedFederation: federation?.sealed ?? null,
  })
  const account = await findAccount(trx, personId)
  const purpose = before?.personId === personId ? 'step_up' : `sign_in_by_${method}`
  await appendAccess(trx, {
    person: account ?? null,
    action: 'sign_in',
    resource: 'session',
    resourceId: null,
    purpose,
    at: ports.clock.now(),
  })
  return { token }
}
