import { beforeEach, describe, expect, it } from 'vitest'
import { ENGINE } from '../support/test-database.ts'
import { ORIGIN, type ProductionApp, productionApp, type TestBrowser } from './production.ts'
import { softPasskey } from './soft-passkey.ts'

type Passkey = ReturnType<typeof softPasskey>

describe(`a passkey on ${ENGINE}`, () => {
  let production: ProductionApp
  let own: TestBrowser
  let passkey: Passkey
  let token: string
  beforeEach(async () => {
    production = await productionApp()
    own = production.browser()
    token = (await production.invite('Lou Essai')).token
    passkey = softPasskey(ORIGIN)
    expect((await accept(own, passkey, token)).status).toBe(200)
  })

  const accept = async (browser: TestBrowser, key: Passkey, link: string) => {
    const asked = await browser.send('POST', '/api/invitations/passkey/options', { token: link })
    if (asked.status !== 200) return asked
    const response = key.register(asked.body as never)
    return browser.send('POST', '/api/invitations/passkey', { token: link, name: 'Téléphone', response })
  }
  const challenge = async (browser: TestBrowser) =>
    (await browser.send('POST', '/api/sign-in/passkey/options')).body as never
  const signIn = async (browser: TestBrowser, lie?: Parameters<Passkey['answer']>[1]) =>
    browser.send('POST', '/api/sign-in/passkey', passkey.answer(await challenge(browser), lie))

  it('is set up once from a link, with ten recovery codes, and lets in', async () => {
    expect((await own.person())?.name).toBe('Lou Essai')
    expect((await accept(production.browser(), softPasskey(ORIGIN), token)).status).toBe(410)
    const other = production.browser()
    expect((await signIn(other)).status).toBe(200)
    expect((await other.person())?.name).toBe('Lou Essai')
    const { body } = await other.send('GET', '/api/account')
    expect(body).toMatchObject({ signInName: 'lou.essai', email: 'quelqu.un@example.org', recoveryCodesLeft: 10 })
    expect(body.authenticators).toMatchObject([{ kind: 'passkey', name: 'Téléphone' }])
  })

  it('asks for a discoverable key and a verified user', async () => {
    const { token: another } = await production.invite('Max Essai')
    const { body: made } = await own.send('POST', '/api/invitations/passkey/options', { token: another })
    expect(made.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
    expect(await challenge(own)).toMatchObject({ userVerification: 'required', rpId: 'localhost' })
    expect((await challenge(own)) as { allowCredentials?: unknown[] }).not.toHaveProperty('allowCredentials.0')
  })

  it('refuses another site, an unverified user, a counter that went back, somebody else’s name', async () => {
    const other = production.browser()
    expect((await signIn(other, { counter: 5 })).status).toBe(200)
    await other.send('DELETE', '/api/session')
    for (const lie of [
      { origin: 'https://escale.example.net' },
      { isVerified: false },
      { counter: 5 },
      { counter: 4 },
      { userHandle: Buffer.from('somebody else').toString('base64url'), counter: 9 },
    ]) {
      expect(await signIn(other, lie), JSON.stringify(lie)).toMatchObject({
        status: 403,
        body: { code: 'passkey_refused' },
      })
    }
    expect(await other.person()).toBeNull()
    expect((await signIn(other, { counter: 12 })).status).toBe(200)
    const refused = production.ports.db.selectFrom('access_log').selectAll().where('action', '=', 'sign_in_refused')
    const lines = await refused.where('purpose', '=', 'sign_in_by_passkey').execute()
    expect(lines.filter(({ person_id }) => person_id !== null)).toHaveLength(5)
  })

  it('takes a challenge once, from the browser it was given to, while it is fresh', async () => {
    const [first, second] = [production.browser(), production.browser()]
    const answer = passkey.answer(await challenge(first))
    expect((await second.send('POST', '/api/sign-in/passkey', answer)).body.code).toBe('ceremony_over')
    const cookie = first.jar.get('escale_ceremony')!
    expect((await first.send('POST', '/api/sign-in/passkey', answer)).status).toBe(200)
    first.jar.set('escale_ceremony', cookie)
    expect((await first.send('POST', '/api/sign-in/passkey', answer)).body.code).toBe('ceremony_over')
    await challenge(second)
    expect((await second.send('POST', '/api/sign-in/passkey', answer)).body.code).toBe('passkey_refused')
    const late = passkey.answer(await challenge(second))
    production.later(11)
    expect((await second.send('POST', '/api/sign-in/passkey', late)).body.code).toBe('ceremony_over')
  })

  it('makes a source that fails thirty times wait, and no other source', async () => {
    const burglar = production.browser('203.0.113.20')
    const stranger = softPasskey(ORIGIN)
    const codes: string[] = []
    for (let tries = 0; tries < 31; tries++) {
      const answer = stranger.answer(await challenge(burglar))
      codes.push((await burglar.send('POST', '/api/sign-in/passkey', answer)).body.code as string)
    }
    expect(new Set(codes.slice(0, 30))).toEqual(new Set(['passkey_refused']))
    expect(codes[30]).toBe('too_many_attempts')
    expect((await signIn(production.browser('203.0.113.21'))).status).toBe(200)
  })

  it('is renamed and removed by its owner, never the last one, never somebody else’s', async () => {
    const { body: options } = await own.send('POST', '/api/account/passkeys/options')
    const second = softPasskey(ORIGIN)
    const response = second.register(options as never)
    expect((await own.send('POST', '/api/account/passkeys', { name: 'Clé', response })).status).toBe(201)
    const waysIn = (await own.send('GET', '/api/account')).body.authenticators as {
      authenticatorId: string
      name: string
    }[]
    const idOf = (name: string) => waysIn.find((way) => way.name === name)?.authenticatorId
    const [first, added] = [idOf('Téléphone'), idOf('Clé')]
    expect((await own.send('PATCH', `/api/account/ways-in/${first}`, { name: 'Bureau' })).status).toBe(200)

    const stranger = production.browser()
    await accept(stranger, softPasskey(ORIGIN), (await production.invite('Autre Essai')).token)
    expect((await stranger.send('PATCH', `/api/account/ways-in/${added}`, { name: 'à moi' })).status).toBe(404)
    expect((await stranger.send('DELETE', `/api/account/ways-in/${added}`)).status).toBe(404)

    expect((await own.send('DELETE', `/api/account/ways-in/${first}`)).status).toBe(200)
    expect((await own.send('DELETE', `/api/account/ways-in/${added}`)).body.code).toBe('last_way_in')
    expect((await signIn(production.browser())).body.code).toBe('passkey_refused')
  })

  it('stops working when an administrator invites its owner again, with every session', async () => {
    const camille = production.browser()
    await accept(camille, softPasskey(ORIGIN), (await production.invite('Camille Essai', 'administrator')).token)
    const people = (await camille.send('GET', '/api/admin/people')).body as unknown as {
      name: string
      personId: string
      waysIn: number
    }[]
    const lou = people.find(({ name }) => name === 'Lou Essai')!
    expect(lou).toMatchObject({ waysIn: 1, email: 'quelqu.un@example.org', invitedUntil: null })
    const invited = await camille.send('POST', `/api/admin/people/${lou.personId}/invitation`)
    expect(invited.status).toBe(201)
    expect(await own.person()).toBeNull()
    expect((await signIn(production.browser())).status).toBe(403)
    const link = (invited.body.link as string).split('#')[1]!
    production.later(3 * 24 * 60 + 1)
    expect((await own.send('POST', '/api/invitations/open', { token: link })).status).toBe(410)
  })
})
