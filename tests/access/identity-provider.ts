import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

/** Who signs in next at the provider, how strongly, and what it then says of them. */
export type NextSignIn = {
  subject: string
  acr: string
  userInfo: Record<string, unknown>
  givesUp?: boolean
  /** What is made of the identity token on its way to us. */
  forged?: Forgery
}

/** Claims put in place of the true ones, and who then signs: the provider, another, nobody at all, or as it was signed before. */
export type Forgery = { claims?: Record<string, unknown>; signedBy: 'provider' | 'another' | 'nobody' | 'before' }

export const CLIENT = { id: 'escale-test', secret: 'a secret for tests alone, of no use elsewhere' }

/** What Pro Santé Connect says of a doctor with these places of practice, in the shape it documents. */
export function doctor(rpps: string, ...places: string[]): Record<string, unknown> {
  return {
    SubjectNameID: `8${rpps}`,
    otherIds: [
      { identifiant: '0123456789', origine: 'ADELI', qualite: 1 },
      { identifiant: rpps, origine: 'RPPS', qualite: 1 },
    ],
    SubjectRefPro: {
      codeCivilite: 'DR',
      exercices: [
        {
          codeProfession: '10',
          activities: places.map((place) => ({
            raisonSocialeSite: place,
            bureauCedex: '99000 ESSAI',
            codePostal: '99000',
          })),
        },
      ],
    },
  }
}

/**
 * A real OpenID Connect provider on a port of its own, with Pro Santé Connect's claims, levels and place of discovery.
 * It signs in whoever `next` says without asking: a test's browser has no eyes.
 */
export async function startIdentityProvider(backTo: string) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}/realm`
  let next: NextSignIn = { subject: 'nobody', acr: 'eidas1', userInfo: {} }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const configuration: Configuration = {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${backTo}/api/sign-in/psc/callback`],
        post_logout_redirect_uris: [`${backTo}/`],
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    scopes: ['openid', 'scope_all'],
    claims: { openid: ['sub'], scope_all: ['SubjectNameID', 'otherIds', 'SubjectRefPro'] },
    acrValues: ['eidas0', 'eidas1', 'eidas2'],
    pkce: { required: () => true },
    cookies: { keys: ['a key for tests'], long: { sameSite: 'none' } },
    enableHttpPostMethods: true,
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, { uid }) => `/realm/interaction/${uid}` },
    ttl: { AuthorizationCode: 60, AccessToken: 300, IdToken: 300, Session: 600, Interaction: 300, Grant: 600 },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...next.userInfo }) }),
    async loadExistingGrant(ctx) {
      const { provider, client, session } = ctx.oidc
      const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! })
      grant.addOIDCScope('openid scope_all')
      await grant.save()
      return grant
    },
  }
  const provider = new Provider(issuer, configuration)
  provider.use(async (ctx, forward) => {
    await forward()
    const body = ctx.body as { id_token?: string } | undefined
    if (next.forged && body?.id_token) ctx.body = { ...body, id_token: forge(body.id_token, next.forged, privateKey) }
  })
  const handle = provider.callback()
  server.on('request', async (request, response) => {
    const path = (request.url ?? '').replace(/^\/realm/, '')
    if (path.startsWith('/interaction/')) {
      const { subject, acr, givesUp } = next
      const result = givesUp
        ? { error: 'access_denied', error_description: 'given up' }
        : { login: { accountId: subject, acr } }
      request.url = path
      return provider.interactionFinished(request, response, result)
    }
    request.url = path.replace('wallet-openid-configuration', 'openid-configuration')
    Object.assign(request, { originalUrl: `/realm${request.url}`, baseUrl: '/realm' })
    return handle(request, response)
  })
  return {
    issuer,
    willSignIn(who: NextSignIn) {
      next = who
    },
    /** Walks from the address Escale sends to, redirect by redirect, to the query that comes back. */
    async walk(url: string): Promise<string> {
      const jar = new Map<string, string>()
      for (let at = url; ; ) {
        if (at.startsWith(backTo)) return new URL(at).search.slice(1)
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
        for (const set of answer.headers.getSetCookie()) {
          const [name, value] = set.split(';')[0]!.split(/=(.*)/s) as [string, string]
          jar.set(name, value)
        }
        const location = answer.headers.get('location')
        if (!location) throw new Error(`the provider answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
        at = new URL(location, at).href
      }
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const inBase64 = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

function forge(token: string, { claims, signedBy }: Forgery, ownKey: KeyObject): string {
  const [header, body, signature] = token.split('.') as [string, string, string]
  const changed = inBase64({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), ...claims })
  if (signedBy === 'before') return `${header}.${changed}.${signature}`
  if (signedBy === 'nobody') return `${inBase64({ alg: 'none' })}.${changed}.`
  const key = signedBy === 'provider' ? ownKey : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return `${header}.${changed}.${sign('sha256', Buffer.from(`${header}.${changed}`), key).toString('base64url')}`
}
