import type { PersonId } from '../../shared/ids.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes, localDateOf, PARIS } from '../../shared/time.ts'
import { systemClock } from '../clock.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { appendAccess } from './access-log-store.ts'
import { deleteSession, findSession, insertSession, listDemoPeople, scopeOf, touchSession } from './person-store.ts'

/** A session ends 12 hours after it began, or 30 minutes after it was last used. Sign-in runs on real time, even in demo. */
export const SESSION_MINUTES = 12 * 60
const IDLE_MINUTES = 30

/** Opens a session as a fictitious person and returns its token; refused in production and for real people. */
export async function signInAsDemo(
  { db, config, clock, newToken }: Pick<Ports, 'db' | 'config' | 'clock' | 'newToken'>,
  personId: PersonId,
): Promise<{ token: string } | Refusal> {
  if (!config.demo) return refuse('not_found')
  const person = (await listDemoPeople(db)).find((candidate) => candidate.personId === personId)
  if (!person) return refuse('not_found')
  const token = newToken()
  const now = systemClock.now()
  await transaction(db, async (trx) => {
    await insertSession(trx, { token, personId, now, expiresAt: addMinutes(now, SESSION_MINUTES) })
    await appendAccess(trx, {
      person,
      action: 'sign_in',
      resource: 'session',
      resourceId: null,
      purpose: 'sign_in',
      at: clock.now(),
    })
  })
  return { token }
}

/** Ends a session, whoever still holds its token. */
export async function signOut(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  token: string,
  person: SignedInPerson | undefined,
): Promise<void> {
  await transaction(db, async (trx) => {
    await deleteSession(trx, token)
    if (!person) return
    const about = { action: 'sign_out', resource: 'session', resourceId: null, purpose: 'sign_out' } as const
    await appendAccess(trx, { person, ...about, at: clock.now() })
  })
}

/** Who holds this session token, with the centres where they are on duty today; null when it is unknown, idle or over. */
export async function personOfSession(
  { db, config, clock }: Pick<Ports, 'db' | 'config' | 'clock'>,
  token: string,
): Promise<SignedInPerson | null> {
  const now = systemClock.now()
  const session = await findSession(db, token, now)
  if (!session) return null
  if (!config.demo && addMinutes(session.lastSeenAt, IDLE_MINUTES) < now) return null
  if (addMinutes(session.lastSeenAt, 1) < now) await touchSession(db, token, now)
  const { lastSeenAt: _, ...person } = session
  return { ...person, ...(await scopeOf(db, person.personId, localDateOf(clock.now(), PARIS))) }
}
