import { type Refusal, refuse } from '../../shared/problem.ts'
import type { PasskeyAssertion } from '../../shared/sign-in.ts'
import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { findSignInAccount } from './account-store.ts'
import { findPasskey, usePasskey } from './authenticator-store.ts'
import { CEREMONY_MINUTES, openCeremony, sealCeremony } from './ceremony.ts'
import { spendCeremony } from './ceremony-store.ts'
import { noteRefused } from './note-refused.ts'
import { openSession, type Visitor } from './open-session.ts'
import { passkeyOptions, signCountOf } from './passkeys.ts'
import { signInNow } from './sign-in-now.ts'
import { countAttempt, forgive } from './slow-guessing.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'vault' | 'newToken' | 'newId'>

/** A challenge for any passkey of ours: what the browser needs, and the sealed text of its cookie. */
export async function askForPasskey(ports: Pick<Ports, 'config' | 'clock' | 'vault' | 'newId'>) {
  const options = await passkeyOptions(ports.config)
  const expiresAt = addMinutes(signInNow(ports), CEREMONY_MINUTES)
  const ceremony = { kind: 'passkey', challenge: options.challenge } as const
  return { options, ceremony: sealCeremony(ports.vault, ports.newId(), expiresAt, ceremony) }
}

/**
 * Opens a session for whoever holds the passkey that answered, or refuses: `ceremony_over` when the challenge is old, not
 * this browser's or was answered already; `passkey_refused` for anything else, a counter that went back included.
 */
export async function signInByPasskey(
  ports: Needs,
  sealed: string | undefined,
  response: PasskeyAssertion,
  visitor: Visitor,
): Promise<{ token: string } | Refusal> {
  const now = signInNow(ports)
  const ceremony = openCeremony(ports.vault, sealed, 'passkey', now)
  if (!ceremony) return refuse('ceremony_over')
  const slowed = await countAttempt(ports, { source: visitor.source })
  if (slowed) return slowed
  if (!(await transaction(ports.db, (trx) => spendCeremony(trx, ceremony)))) return refuse('ceremony_over')
  const passkey = await findPasskey(ports.db, response.id)
  const signCount = passkey && (await signCountOf(ports.config, ceremony.challenge, response, passkey))
  if (!passkey || signCount === null || signCount === undefined) {
    await noteRefused(ports, passkey && (await findSignInAccount(ports.db, passkey.personId)), 'sign_in_by_passkey')
    return refuse('passkey_refused')
  }
  const entrance = { personId: passkey.personId, method: 'passkey', visitor } as const
  const opened = await transaction(ports.db, async (trx) => {
    await usePasskey(trx, passkey.authenticatorId, { signCount, now })
    return openSession(trx, ports, entrance)
  })
  await forgive(ports, { source: visitor.source })
  return opened
}
