import type { AuthenticatorId, PersonId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { OneTimeSecret, PasskeyRegistration } from '../../shared/sign-in.ts'
import { addMinutes } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { listPasskeys, type StoredPasskey, type StoredPassword } from './authenticator-store.ts'
import { CEREMONY_MINUTES, type CeremonyKind, type CeremonyOf, openCeremony, sealCeremony } from './ceremony.ts'
import { spendCeremony } from './ceremony-store.ts'
import { newOneTimeSecret, stepOfCode } from './one-time-codes.ts'
import { newPasskeyOf, newPasskeyOptions } from './passkeys.ts'
import { hashPassword } from './passwords.ts'
import { refuseWeak } from './refuse-weak.ts'
import { signInNow } from './sign-in-now.ts'

type Needs = Pick<Ports, 'db' | 'config' | 'clock' | 'vault' | 'newId'>
export type Newcomer = { readonly personId: PersonId; readonly name: string; readonly signInName: string | null }

/** What a browser needs to make a passkey for this person, and the sealed text of its cookie. */
export async function askForNewPasskey(ports: Needs, person: Newcomer) {
  const options = await newPasskeyOptions(ports.config, person, await listPasskeys(ports.db, person.personId))
  const ceremony = { kind: 'new_passkey', challenge: options.challenge, personId: person.personId } as const
  return { options, ceremony: sealed(ports, ceremony) }
}

/** The passkey made for this person, or `ceremony_over` or `passkey_refused`. The challenge is spent either way. */
export async function checkNewPasskey(
  ports: Needs,
  person: Newcomer,
  cookie: string | undefined,
  response: PasskeyRegistration,
): Promise<StoredPasskey | Refusal> {
  const ceremony = ceremonyFor(ports, person, cookie, 'new_passkey')
  if (!ceremony || !(await isSpent(ports, ceremony))) return refuse('ceremony_over')
  const made = await newPasskeyOf(ports.config, ceremony.challenge, response)
  if (!made) return refuse('passkey_refused')
  return { ...made, authenticatorId: ports.newId() as AuthenticatorId, personId: person.personId }
}

/** A fresh secret for this person's one-time codes, and the sealed text of the cookie that keeps it meanwhile. */
export function askForNewPassword(ports: Needs, person: Newcomer): { secret: OneTimeSecret; ceremony: string } {
  const secret = newOneTimeSecret(person.signInName ?? person.name)
  const ceremony = { kind: 'new_password', secret: secret.secret, personId: person.personId } as const
  return { secret, ceremony: sealed(ports, ceremony) }
}

/**
 * A password and one-time codes that work, or why not: what `refuseWeak` says of the password, `code_refused` when the application shows another code, `ceremony_over`.
 */
export async function checkNewPassword(
  ports: Needs,
  person: Newcomer,
  cookie: string | undefined,
  { password, code }: { password: string; code: string },
): Promise<StoredPassword | Refusal> {
  const ceremony = ceremonyFor(ports, person, cookie, 'new_password')
  if (!ceremony) return refuse('ceremony_over')
  const weak = await refuseWeak(password, person)
  if (weak) return weak
  const lastStep = stepOfCode(ceremony.secret, code, signInNow(ports))
  if (lastStep === null) return refuse('code_refused', { field: 'code' })
  if (!(await isSpent(ports, ceremony))) return refuse('ceremony_over')
  return {
    authenticatorId: ports.newId() as AuthenticatorId,
    personId: person.personId,
    passwordHash: await hashPassword(password),
    sealedSecret: ports.vault.seal(ceremony.secret),
    lastStep,
  }
}

function sealed(ports: Needs, ceremony: Parameters<typeof sealCeremony>[3]): string {
  return sealCeremony(ports.vault, ports.newId(), addMinutes(signInNow(ports), CEREMONY_MINUTES), ceremony)
}

function ceremonyFor<Kind extends 'new_passkey' | ('new_password' & CeremonyKind)>(
  ports: Needs,
  { personId }: Newcomer,
  cookie: string | undefined,
  kind: Kind,
): CeremonyOf<Kind> | null {
  const ceremony = openCeremony(ports.vault, cookie, kind, signInNow(ports))
  return ceremony && 'personId' in ceremony && ceremony.personId === personId ? ceremony : null
}

function isSpent(ports: Needs, ceremony: Parameters<typeof spendCeremony>[1]): Promise<boolean> {
  return transaction(ports.db, (trx) => spendCeremony(trx, ceremony))
}
