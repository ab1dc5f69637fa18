import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Activity } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import { readUserInfo } from './psc-claims.ts'

type ProviderConfig = NonNullable<Ports['config']['proSanteConnect']>
/** What is remembered of a request until its answer comes back. */
export type PscRequest = { readonly state: string; readonly nonce: string; readonly verifier: string }
export type PscIdentity = { readonly rpps: string; readonly activities: Activity[]; readonly idToken: string }

/** How old a proof of identity may be when somebody confirms who they are. */
const CONFIRMED_SECONDS = 60
const DISCOVERY_SECONDS = 3600
const TIMEOUT_SECONDS = 10

/** Sign-in of doctors by the State's identity provider, in our words: where to send them, who came back, where to sign out. */
export type ProSanteConnect = ReturnType<typeof createProSanteConnect>

/** Speaks to one Pro Santé Connect realm. Its description is read when first needed, then again every hour. */
export function createProSanteConnect(config: ProviderConfig, publicUrl: string) {
  const redirectUri = `${publicUrl}/api/sign-in/psc/callback`
  let known: { at: number; configuration: Promise<Configuration> } | null = null

  function provider(): Promise<Configuration> {
    if (!known || Date.now() - known.at > DISCOVERY_SECONDS * 1000) {
      const configuration = discover(config)
      known = { at: Date.now(), configuration }
      configuration.catch(() => {
        known = null
      })
    }
    return known.configuration
  }

  return {
    /** Where to send a doctor, and what to remember meanwhile; `isConfirming` asks them to prove who they are afresh. */
    async start(isConfirming: boolean): Promise<{ url: string; request: PscRequest } | Refusal> {
      try {
        const request = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
        const url = buildAuthorizationUrl(await provider(), {
          redirect_uri: redirectUri,
          scope: config.scope,
          acr_values: config.acrValues.join(' '),
          state: request.state,
          nonce: request.nonce,
          code_challenge: await calculatePKCECodeChallenge(request.verifier),
          code_challenge_method: 'S256',
          ...(isConfirming ? { prompt: 'login', max_age: String(CONFIRMED_SECONDS) } : {}),
        })
        return { url: url.href, request }
      } catch {
        return refuse('psc_unavailable')
      }
    },

    /**
     * Who came back with this answer, or `psc_unavailable`, `psc_given_up`, `psc_refused` (state, nonce, code or token
     * wrong), `psc_level_too_low` (acr), `psc_no_rpps`.
     */
    async finish(query: string, request: PscRequest, isConfirming: boolean): Promise<PscIdentity | Refusal> {
      try {
        const configuration = await provider()
        const tokens = await authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
          expectedState: request.state,
          expectedNonce: request.nonce,
          pkceCodeVerifier: request.verifier,
          idTokenExpected: true,
          ...(isConfirming ? { maxAge: CONFIRMED_SECONDS } : {}),
        })
        const claims = tokens.claims()
        if (!claims || tokens.id_token === undefined) return refuse('psc_refused')
        if (!config.acrValues.includes(String(claims.acr))) return refuse('psc_level_too_low')
        const found = readUserInfo(await fetchUserInfo(configuration, tokens.access_token, claims.sub))
        if (found === null) return refuse('psc_refused')
        if (found.rpps === null) return refuse('psc_no_rpps')
        return { rpps: found.rpps, activities: found.activities, idToken: tokens.id_token }
      } catch (error) {
        return refuse(reasonOf(error))
      }
    },

    /** Where a browser posts the identity token to end the session there too; null when the provider has no such place. */
    async signOutAddress(): Promise<string | null> {
      return (await provider().catch(() => null))?.serverMetadata().end_session_endpoint ?? null
    },
  }
}

/**
 * The provider's own description of itself, checked to be of the issuer we were told: Pro Santé Connect publishes it under
 * an address of its own, for which the library does not check it.
 */
async function discover(config: ProviderConfig): Promise<Configuration> {
  const isPlain = new URL(config.issuer).protocol === 'http:'
  const configuration = await discovery(new URL(config.discoveryUrl), config.clientId, config.clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    // The identity token is believed for its signature, not only because it came from there.
    execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
  })
  if (configuration.serverMetadata().issuer !== config.issuer)
    throw new Error('The provider is not the issuer expected.')
  return configuration
}

/** Why nobody came back: the doctor gave up, the provider is in trouble, or its answer must not be believed. */
function reasonOf(error: unknown): 'psc_given_up' | 'psc_unavailable' | 'psc_refused' {
  if (!(error instanceof AuthorizationResponseError)) return isOutage(error) ? 'psc_unavailable' : 'psc_refused'
  if (error.error === 'access_denied') return 'psc_given_up'
  return /^(server_error|temporarily_unavailable)$/.test(error.error) ? 'psc_unavailable' : 'psc_refused'
}

/** A network that fails, a provider too slow or in trouble; anything else is an answer that must not be believed. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof TypeError && error.message === 'fetch failed') return true
  if (error.name === 'TimeoutError') return true
  return 'status' in error && typeof error.status === 'number' && error.status >= 500
}
