import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { findAccountByRpps } from './account-store.ts'
import { CEREMONY_MINUTES, openCeremony, sealCeremony } from './ceremony.ts'
import { spendCeremony } from './ceremony-store.ts'
import { openFederation, sealFederation } from './federation.ts'
import { noteRefused } from './note-refused.ts'
import { openSession, type Visitor } from './open-session.ts'
import type { ProSanteConnect } from './pro-sante-connect.ts'
import { rppsKey } from './rpps.ts'
import { settleSession } from './session-store.ts'
import type { HeldSession } from './sign-in.ts'
import { signInNow } from './sign-in-now.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'vault' | 'newToken' | 'newId'>

/** An answer of the provider's that tells of nobody being refused. */
const NOBODY_TRIED: ReadonlySet<string> = new Set(['psc_unavailable', 'psc_given_up'])

/** Where to send a doctor, and the sealed text of the cookie that recognises the answer; or `psc_unavailable`. */
export async function startPsc(
  ports: Needs,
  psc: ProSanteConnect,
  session: Visitor['session'],
): Promise<{ url: string; ceremony: string } | Refusal> {
  const started = await psc.start(session !== null)
  if (isRefusal(started)) return started
  const ceremony = { kind: 'psc', ...started.request, session } as const
  const expiresAt = addMinutes(signInNow(ports), CEREMONY_MINUTES)
  return { url: started.url, ceremony: sealCeremony(ports.vault, ports.newId(), expiresAt, ceremony) }
}

/**
 * Opens a session for the doctor who came back, or refuses: `ceremony_over` (not this browser's request, too old, answered
 * already), what the provider refuses, `psc_unknown_person` for an RPPS number nobody here has: nothing is created. With
 * several activities the session stays shut until one is chosen. The session the browser had ends.
 */
export async function finishPsc(
  ports: Needs,
  psc: ProSanteConnect,
  answer: { sealed: string | undefined; query: string; device: string },
): Promise<{ token: string } | Refusal> {
  const ceremony = openCeremony(ports.vault, answer.sealed, 'psc', signInNow(ports))
  if (!ceremony) return refuse('ceremony_over')
  if (!(await transaction(ports.db, (trx) => spendCeremony(trx, ceremony)))) return refuse('ceremony_over')
  const found = await psc.finish(answer.query, ceremony, ceremony.session !== null)
  if (isRefusal(found)) {
    if (!NOBODY_TRIED.has(found.refusal)) await noteRefused(ports, undefined, 'sign_in_by_psc')
    return found
  }
  const { rpps, activities, idToken } = found
  const account = await findAccountByRpps(ports.db, ports.vault.fingerprints(rppsKey(rpps)))
  if (!account?.active) {
    await noteRefused(ports, account, 'sign_in_by_psc')
    return refuse('psc_unknown_person')
  }
  const isSettled = activities.length < 2
  const chosen = activities.length === 1 ? 0 : null
  return transaction(ports.db, (trx) =>
    openSession(trx, ports, {
      personId: account.personId,
      method: 'psc',
      visitor: { device: answer.device, session: ceremony.session },
      federation: { sealed: sealFederation(ports.vault, { idToken, activities, chosen }), isSettled },
    }),
  )
}

/** Opens a session that waited for its activity; `not_found` when it does not wait or has no such activity. */
export async function chooseActivity(
  ports: Needs,
  session: HeldSession | undefined,
  chosen: number,
): Promise<{ chosen: number } | Refusal> {
  if (!session?.isWaiting || session.sealedFederation === null) return refuse('not_found')
  const federation = openFederation(ports.vault, session.sealedFederation)
  if (!federation.activities[chosen]) return refuse('not_found', { field: 'activity' })
  const change = {
    provenAt: signInNow(ports),
    sealedFederation: sealFederation(ports.vault, { ...federation, chosen }),
  }
  await transaction(ports.db, (trx) => settleSession(trx, session.sessionId, change))
  return { chosen }
}
