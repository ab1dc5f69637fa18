import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { PasskeyAssertion, PasskeyRegistration } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import type { StoredPasskey } from './authenticator-store.ts'

type Config = Pick<Ports['config'], 'publicUrl'>

/** Passkeys are made for the host of PUBLIC_URL, and answer to its origin alone. */
function relyingParty({ publicUrl }: Config) {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin, name: 'Escale' }
}

/** What the browser needs to make a passkey: discoverable, with its user verified; the ones held already are left out. */
export function newPasskeyOptions(
  config: Config,
  person: { personId: string; name: string; signInName: string | null },
  held: readonly StoredPasskey[],
) {
  const { id, name } = relyingParty(config)
  return generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: new TextEncoder().encode(person.personId),
    userName: person.signInName ?? person.name,
    userDisplayName: person.name,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: held.map(({ credentialId }) => ({ id: credentialId })),
  })
}

/** The passkey a browser made for this challenge, or null when anything about it is wrong. */
export async function newPasskeyOf(
  config: Config,
  challenge: string,
  response: PasskeyRegistration,
): Promise<Pick<StoredPasskey, 'credentialId' | 'publicKey' | 'signCount' | 'transports'> | null> {
  const { id, origin } = relyingParty(config)
  const { transports, ...rest } = response.response
  const verified = await verifyRegistrationResponse({
    response: { ...response, response: rest },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) return null
  const { credential } = verified.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: credential.counter,
    transports: transports ?? [],
  }
}

/** What the browser needs to offer whatever passkey it holds for us, its user verified. */
export function passkeyOptions(config: Config) {
  return generateAuthenticationOptions({ rpID: relyingParty(config).id, userVerification: 'required' })
}

/** The counter after this answer to this challenge, or null when the signature, the origin or the counter is wrong. */
export async function signCountOf(
  config: Config,
  challenge: string,
  response: PasskeyAssertion,
  passkey: StoredPasskey,
): Promise<number | null> {
  const { id, origin } = relyingParty(config)
  const { userHandle, ...rest } = response.response
  if (userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() !== passkey.personId) return null
  const verified = await verifyAuthenticationResponse({
    response: { ...response, response: rest },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.signCount,
      transports: [...passkey.transports],
    },
  }).catch(() => null)
  return verified?.verified ? verified.authenticationInfo.newCounter : null
}
