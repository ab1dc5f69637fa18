import type { PersonId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes, type Instant, localDateOf, PARIS } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { appendAccess } from './access-log-store.ts'
import { openSession, type Visitor } from './open-session.ts'
import { listDemoPeople, scopeOf } from './person-store.ts'
import { deleteSession, findSession, touchSession } from './session-store.ts'
import { signInNow } from './sign-in-now.ts'

/** A session not used for half an hour is over. The demonstration lets people look away for longer. */
const IDLE_MINUTES = 30
/** How long a proof of identity is good for sensitive changes. */
export const PROOF_MINUTES = 10

/** The session behind a request. */
export type HeldSession = {
  readonly sessionId: string
  readonly personId: PersonId
  readonly method: 'demo' | 'passkey' | 'password' | 'psc'
  /** Opened by an identity provider and still waiting for an activity to be chosen: nobody is signed in yet. */
  readonly isWaiting: boolean
  /** The person proved who they are in the last minutes. In the demonstration nobody has anything to prove again with. */
  readonly isProven: boolean
  readonly sealedFederation: string | null
}

/** Opens a session as a fictitious person and returns its token; refused in production and for real people. */
export async function signInAsDemo(
  ports: Pick<Ports, 'db' | 'config' | 'clock' | 'newToken'>,
  personId: PersonId,
  visitor: Visitor,
): Promise<{ token: string } | Refusal> {
  if (!ports.config.demo) return refuse('not_found')
  const person = (await listDemoPeople(ports.db)).find((candidate) => candidate.personId === personId)
  if (!person) return refuse('not_found')
  return transaction(ports.db, (trx) => openSession(trx, ports, { personId, method: 'demo', visitor }))
}

/** Ends the session of a request. */
export async function signOut(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  session: HeldSession,
  person: SignedInPerson | undefined,
): Promise<void> {
  await transaction(db, async (trx) => {
    await deleteSession(trx, session.personId, session.sessionId)
    if (!person) return
    const about = { action: 'sign_out', resource: 'session', resourceId: null, purpose: 'sign_out' } as const
    await appendAccess(trx, { person, ...about, at: clock.now() })
  })
}

/**
 * The session behind a token, and who holds it with the centres where they are on duty today; null when it is unknown,
 * idle or over. While an activity is still to be chosen, nobody holds it. A screen that asks by itself (`isUnattended`)
 * does not keep it alive.
 */
export async function sessionOfToken(
  ports: Pick<Ports, 'db' | 'config' | 'clock'>,
  token: string,
  isUnattended: boolean,
): Promise<{ session: HeldSession; person: SignedInPerson | null } | null> {
  const { db, config, clock } = ports
  const now = signInNow(ports)
  const found = await findSession(db, token, now)
  if (!found) return null
  if (!config.demo && addMinutes(found.lastSeenAt, IDLE_MINUTES) < now) return null
  if (!isUnattended && addMinutes(found.lastSeenAt, 1) < now) await touchSession(db, found.sessionId, now)
  const { personId, name, role, sessionId, method, provenAt, sealedFederation } = found
  const isWaiting = method === 'psc' && provenAt === null
  const isProven = config.demo || isRecent(provenAt, now)
  const session: HeldSession = { sessionId, personId, method, isWaiting, isProven, sealedFederation }
  if (isWaiting) return { session, person: null }
  const scope = await scopeOf(db, personId, localDateOf(clock.now(), PARIS))
  return { session, person: { personId, name, role, ...scope } }
}

function isRecent(provenAt: Instant | null, now: Instant): boolean {
  return provenAt !== null && now <= addMinutes(provenAt, PROOF_MINUTES)
}
