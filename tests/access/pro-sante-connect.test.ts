import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createProSanteConnect } from '../../server/access/pro-sante-connect.ts'
import { ENGINE } from '../support/test-database.ts'
import { CLIENT, doctor, type Forgery, type NextSignIn, startIdentityProvider } from './identity-provider.ts'
import { ORIGIN, type ProductionApp, productionApp, type TestBrowser } from './production.ts'

const RPPS = '10000000009'
const known = (change: Partial<NextSignIn> = {}): NextSignIn => ({
  subject: 'f:realm:known',
  acr: 'eidas1',
  userInfo: doctor(RPPS, 'MAISON DE SANTE'),
  ...change,
})

describe(`Pro Santé Connect on ${ENGINE}`, () => {
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>
  let production: ProductionApp
  let browser: TestBrowser
  beforeAll(async () => {
    provider = await startIdentityProvider(ORIGIN)
    production = await productionApp({
      PSC_CLIENT_ID: CLIENT.id,
      PSC_CLIENT_SECRET: CLIENT.secret,
      PSC_ISSUER: provider.issuer,
    })
    await production.invite('Dr Noé Essai', 'gp', RPPS)
    // The provider lives in real time; so must the clock that judges its tokens' age with ours.
    production.ports.clock.moveTo(new Date().toISOString() as never)
  })
  afterAll(() => provider.stop())
  beforeEach(() => {
    provider.willSignIn(known())
    browser = production.browser()
  })

  const start = async (from = browser) => (await from.send('POST', '/api/sign-in/psc')).body.url as unknown as string
  const comeBack = async (query: string, to = browser) => {
    const { status, headers } = await to.send('GET', `/api/sign-in/psc/callback?${query}`)
    expect(status).toBe(302)
    return headers.get('location')
  }
  const signIn = async () => comeBack(await provider.walk(await start()))

  it('asks with a code, PKCE, a state, a nonce, the level of authentication and the scope it was told', async () => {
    const { searchParams } = new URL(await start())
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT.id,
      redirect_uri: `${ORIGIN}/api/sign-in/psc/callback`,
      scope: 'openid scope_all',
      acr_values: 'eidas1',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)?.length).toBeGreaterThan(40)
  })

  it('lets in the doctor whose RPPS number it gives, and names where they practise', async () => {
    expect(await signIn()).toBe('/')
    expect((await browser.person())?.name).toBe('Dr Noé Essai')
    const { body } = await browser.send('GET', '/api/account')
    expect(body).toMatchObject({ hasRpps: true, activity: { place: 'MAISON DE SANTE', city: '99000 ESSAI' } })
  })

  it('waits for the doctor to choose among several activities, and opens nothing before', async () => {
    provider.willSignIn(known({ userInfo: doctor(RPPS, 'CABINET DU PORT', 'HOPITAL D’ESSAI') }))
    expect(await signIn()).toBe('/')
    const { body } = await browser.send('GET', '/api/session')
    expect(body).toMatchObject({
      person: null,
      activities: [{ place: 'CABINET DU PORT' }, { place: 'HOPITAL D’ESSAI' }],
    })
    expect((await browser.send('GET', '/api/account')).status).toBe(401)
    expect((await browser.send('POST', '/api/session/activity', { activity: 2 })).status).toBe(404)
    expect((await browser.send('POST', '/api/session/activity', { activity: 1 })).status).toBe(200)
    expect((await browser.person())?.name).toBe('Dr Noé Essai')
    expect((await browser.send('GET', '/api/account')).body).toMatchObject({ activity: { place: 'HOPITAL D’ESSAI' } })
    expect((await browser.send('POST', '/api/session/activity', { activity: 0 })).status).toBe(404)
  })

  it('refuses an RPPS number nobody here has, in words, and creates nothing', async () => {
    const count = async () => (await production.ports.db.selectFrom('person').select('id').execute()).length
    const before = await count()
    provider.willSignIn(known({ subject: 'f:realm:other', userInfo: doctor('10000000017', 'AILLEURS') }))
    expect(await signIn()).toBe('/connexion?refus=psc_unknown_person')
    expect(await browser.person()).toBeNull()
    expect(await count()).toBe(before)
  })

  it('refuses an identity without an RPPS number, a level too low, and a doctor who gives up', async () => {
    provider.willSignIn(known({ subject: 'f:realm:adeli', userInfo: { SubjectNameID: '0123456789', otherIds: [] } }))
    expect(await signIn()).toBe('/connexion?refus=psc_no_rpps')
    provider.willSignIn(known({ acr: 'eidas0' }))
    expect(await signIn()).toBe('/connexion?refus=psc_level_too_low')
    provider.willSignIn(known({ givesUp: true }))
    expect(await signIn()).toBe('/connexion?refus=psc_given_up')
  })

  it('believes an identity token for its signature, its issuer, its audience and its hours, and for nothing else', async () => {
    const past = Math.floor(Date.now() / 1000) - 3600
    const forgeries: readonly (readonly [string, Forgery])[] = [
      ['a level raised on the way', { claims: { acr: 'eidas1' }, signedBy: 'before' }],
      ['signed by another key', { signedBy: 'another' }],
      ['signed by nobody', { signedBy: 'nobody' }],
      ['expired', { claims: { exp: past, iat: past - 60 }, signedBy: 'provider' }],
      ['of another issuer', { claims: { iss: 'https://elsewhere.example' }, signedBy: 'provider' }],
      ['for another application', { claims: { aud: 'another-application' }, signedBy: 'provider' }],
      ['with another nonce', { claims: { nonce: 'another' }, signedBy: 'provider' }],
    ]
    for (const [what, forged] of forgeries) {
      provider.willSignIn(known({ acr: forged.claims?.acr ? 'eidas0' : 'eidas1', forged }))
      expect(await signIn(), what).toBe('/connexion?refus=psc_refused')
      expect(await browser.person(), what).toBeNull()
    }
    provider.willSignIn(known({ forged: { signedBy: 'provider' } }))
    expect(await signIn()).toBe('/')
  })

  it('writes down who was let in and what was refused, naming nobody it does not know', async () => {
    provider.willSignIn(known({ subject: 'f:realm:other', userInfo: doctor('10000000017', 'AILLEURS') }))
    await signIn()
    provider.willSignIn(known({ acr: 'eidas0' }))
    await signIn()
    const { db } = production.ports
    const lines = await db
      .selectFrom('access_log')
      .select(['person_id', 'purpose'])
      .where('action', '=', 'sign_in_refused')
      .orderBy('order_key', 'desc')
      .limit(2)
      .execute()
    expect(lines).toEqual(Array(2).fill({ person_id: null, purpose: 'sign_in_by_psc' }))
  })

  it('refuses a nonce that is not the one asked for', async () => {
    const url = new URL(await start())
    url.searchParams.set('nonce', 'another-nonce-than-the-one-in-the-cookie')
    expect(await comeBack(await provider.walk(url.href))).toBe('/connexion?refus=psc_refused')
    expect(await browser.person()).toBeNull()
  })

  it('refuses a state that is not this browser’s, or a browser that asked for nothing', async () => {
    const query = new URLSearchParams(await provider.walk(await start()))
    query.set('state', 'another-state-than-the-one-in-the-cookie')
    expect(await comeBack(query.toString())).toBe('/connexion?refus=psc_refused')
    const elsewhere = await provider.walk(await start())
    expect(await comeBack(elsewhere, production.browser())).toBe('/connexion?refus=ceremony_over')
  })

  it('refuses an answer played twice, even with the cookie put back, and a code in another’s answer', async () => {
    const url = await start()
    const cookie = browser.jar.get('escale_ceremony')!
    const query = await provider.walk(url)
    expect(await comeBack(query)).toBe('/')
    browser.jar.set('escale_ceremony', cookie)
    expect(await comeBack(query)).toBe('/connexion?refus=ceremony_over')
    const victim = production.browser()
    const state = new URL(await start(victim)).searchParams.get('state')!
    const stolen = new URLSearchParams(query)
    stolen.set('state', state)
    expect(await comeBack(stolen.toString(), victim)).toBe('/connexion?refus=psc_refused')
    expect(await victim.person()).toBeNull()
  })

  it('refuses a doctor whose account is closed', async () => {
    await production.ports.db.updateTable('person').set({ active: 0 }).execute()
    expect(await signIn()).toBe('/connexion?refus=psc_unknown_person')
    await production.ports.db.updateTable('person').set({ active: 1 }).execute()
  })

  it('confirms who one is for a sensitive change by asking the provider afresh, and renews the session', async () => {
    await signIn()
    const before = browser.jar.get('escale_session')
    const { searchParams, href } = new URL(await start())
    expect(Object.fromEntries(searchParams)).toMatchObject({ prompt: 'login', max_age: '60' })
    expect(await comeBack(await provider.walk(href))).toBe('/')
    expect(browser.jar.get('escale_session')).not.toBe(before)
    const { body } = await browser.send('GET', '/api/account')
    expect(body.sessions).not.toContainEqual(expect.objectContaining({ sessionId: before }))
  })

  it('says where to be signed out there too, without anything personal in an address', async () => {
    await signIn()
    const { body } = await browser.send('DELETE', '/api/session')
    const { address, idToken, backTo } = body.signOutAt as { address: string; idToken: string; backTo: string }
    expect(address).toBe(`${provider.issuer}/session/end`)
    const form = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: backTo })
    const answer = await fetch(address, { method: 'POST', body: form, redirect: 'manual' })
    expect(answer.status, await answer.text()).toBeLessThan(400)
    const csp = (await browser.send('GET', '/api/session')).headers.get('content-security-policy')
    expect(csp).toContain(`form-action 'self' ${new URL(provider.issuer).origin}`)
  })

  it('refuses a provider that is not the issuer it was told', async () => {
    const config = { ...production.ports.config.proSanteConnect!, issuer: `${provider.issuer}/other` }
    expect(await createProSanteConnect(config, ORIGIN).start(false)).toMatchObject({ refusal: 'psc_unavailable' })
  })

  it('says that the provider does not answer, before or after the doctor went there', async () => {
    const query = await provider.walk(await start())
    await provider.stop()
    expect(await comeBack(query)).toBe('/connexion?refus=psc_unavailable')
    const cold = await productionApp({
      PSC_CLIENT_ID: CLIENT.id,
      PSC_CLIENT_SECRET: CLIENT.secret,
      PSC_ISSUER: provider.issuer,
    })
    expect(await cold.browser().send('POST', '/api/sign-in/psc')).toMatchObject({
      status: 503,
      body: { code: 'psc_unavailable' },
    })
  })
})
