import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ENGINE } from '../support/test-database.ts'
import { ORIGIN, type ProductionApp, productionApp, type TestBrowser } from './production.ts'
import { softPasskey } from './soft-passkey.ts'

describe(`a session on ${ENGINE}`, () => {
  let production: ProductionApp
  let passkey: ReturnType<typeof softPasskey>
  let own: TestBrowser
  beforeAll(async () => {
    production = await productionApp()
    const { token } = await production.invite('Camille Essai', 'administrator')
    passkey = softPasskey(ORIGIN)
    const browser = production.browser()
    const { body: options } = await browser.send('POST', '/api/invitations/passkey/options', { token })
    const response = passkey.register(options as never)
    await browser.send('POST', '/api/invitations/passkey', { token, name: 'Clé', response })
  })
  beforeEach(async () => {
    production.later(24 * 60)
    own = production.browser()
    await prove(own)
  })
  const prove = async (browser: TestBrowser) => {
    const { body: options } = await browser.send('POST', '/api/sign-in/passkey/options')
    const { status } = await browser.send('POST', '/api/sign-in/passkey', passkey.answer(options as never))
    expect(status).toBe(200)
  }
  const sessionsOf = async (browser: TestBrowser) =>
    (await browser.send('GET', '/api/account')).body.sessions as unknown as {
      sessionId: string
      isThisOne: boolean
      device: string
      method: string
    }[]
  const newcomer = { name: 'Sacha Essai', role: 'coordinator', email: null, rpps: null }

  it('ends after thirty minutes without a request, not before', async () => {
    production.later(29)
    expect(await own.person()).not.toBeNull()
    production.later(29)
    expect(await own.person()).not.toBeNull()
    production.later(31)
    expect(await own.person()).toBeNull()
  })

  it('ends after thirty minutes on a screen that only asks by itself', async () => {
    const asksAlone = (path: string) => own.send('GET', path, undefined, { 'X-Unattended': '1' })
    for (let minutes = 0; minutes < 30; minutes += 10) {
      production.later(10)
      expect((await asksAlone('/api/session')).body.person, `${minutes}`).not.toBeNull()
      expect((await asksAlone('/api/account')).status).toBe(200)
    }
    production.later(1)
    expect((await asksAlone('/api/session')).body.person).toBeNull()
    expect((await asksAlone('/api/account')).status).toBe(401)
  })

  it('ends after twelve hours, however busy', async () => {
    for (let minutes = 0; minutes < 12 * 60 - 20; minutes += 20) {
      production.later(20)
      expect(await own.person(), `${minutes}`).not.toBeNull()
    }
    production.later(21)
    expect(await own.person()).toBeNull()
  })

  it('has a fresh token at each proof of identity, and the one before opens nothing', async () => {
    const before = own.jar.get('escale_session')!
    await prove(own)
    expect(own.jar.get('escale_session')).not.toBe(before)
    const thief = production.browser()
    thief.jar.set('escale_session', before)
    expect(await thief.person()).toBeNull()
    expect(await sessionsOf(own)).toHaveLength(1)
  })

  it('asks to prove who one is again, after ten minutes, for what is sensitive and for nothing else', async () => {
    expect((await own.send('POST', '/api/admin/people', { ...newcomer })).status).toBe(201)
    production.later(11)
    const sensitive: [string, string, object?][] = [
      ['POST', '/api/admin/people', newcomer],
      ['DELETE', '/api/account/sessions'],
      ['POST', '/api/account/recovery-codes'],
      ['POST', '/api/account/passkeys/options'],
      ['PUT', '/api/operations/retention', {}],
      ['PUT', '/api/account/password', { current: 'x', password: 'une phrase assez longue' }],
    ]
    for (const [method, path, body] of sensitive) {
      expect((await own.send(method, path, body)).body.code, path).toBe('step_up_needed')
    }
    expect((await own.send('GET', '/api/admin/people')).status).toBe(200)
    await prove(own)
    expect((await own.send('POST', '/api/admin/people', newcomer)).status).toBe(201)
  })

  it('is listed with its device, and revoked one by one or all the others at once', async () => {
    const [second, third] = [production.browser(), production.browser()]
    await prove(second)
    await prove(third)
    const listed = await sessionsOf(own)
    expect(listed).toHaveLength(3)
    expect(listed[0]).toMatchObject({ device: 'firefox/linux', method: 'passkey' })
    const theirs = (await sessionsOf(second)).find(({ isThisOne }) => isThisOne)!
    expect((await own.send('DELETE', `/api/account/sessions/${theirs.sessionId}`)).status).toBe(200)
    expect(await second.person()).toBeNull()
    expect((await own.send('DELETE', '/api/account/sessions')).status).toBe(200)
    expect(await third.person()).toBeNull()
    expect(await own.person()).not.toBeNull()
    expect((await own.send('DELETE', `/api/account/sessions/${'0'.repeat(64)}`)).status).toBe(404)
  })

  it('is one of ten at most: an eleventh ends the one unused for longest', async () => {
    for (let count = 0; count < 10; count++) {
      production.later(1)
      await prove(production.browser())
    }
    expect(await own.person()).toBeNull()
  })

  it('ends when its account is closed, or when an administrator ends them all', async () => {
    const { body: invited } = await own.send('POST', '/api/admin/people', newcomer)
    const sacha = production.browser()
    const token = (invited.link as string).split('#')[1]
    const key = softPasskey(ORIGIN)
    const { body: options } = await sacha.send('POST', '/api/invitations/passkey/options', { token })
    await sacha.send('POST', '/api/invitations/passkey', {
      token,
      name: 'Clé',
      response: key.register(options as never),
    })
    const enter = async () => {
      const { body } = await sacha.send('POST', '/api/sign-in/passkey/options')
      return (await sacha.send('POST', '/api/sign-in/passkey', key.answer(body as never))).status
    }
    expect(await sacha.person()).not.toBeNull()
    expect((await own.send('DELETE', `/api/admin/people/${invited.personId}/sessions`)).status).toBe(200)
    expect(await sacha.person()).toBeNull()
    expect(await enter()).toBe(200)
    expect((await own.send('PATCH', `/api/admin/people/${invited.personId}`, { active: false })).status).toBe(200)
    expect(await sacha.person()).toBeNull()
    expect(await enter()).toBe(403)
  })

  it('opens no more by a link not used yet once its account was closed, even opened again', async () => {
    const { body: invited } = await own.send('POST', '/api/admin/people', { ...newcomer, name: 'Lou Essai' })
    const token = (invited.link as string).split('#')[1]
    const isOpen = async () => (await production.browser().send('POST', '/api/invitations/open', { token })).status
    expect(await isOpen()).toBe(200)
    for (const active of [false, true])
      expect((await own.send('PATCH', `/api/admin/people/${invited.personId}`, { active })).status).toBe(200)
    expect(await isOpen()).toBe(410)
  })

  it('ends on sign-out, on the server as well', async () => {
    const token = own.jar.get('escale_session')!
    await own.send('DELETE', '/api/session')
    own.jar.set('escale_session', token)
    expect(await own.person()).toBeNull()
  })

  it('lives in a cookie no script reads and no other site’s request carries; bound to the host over https', async () => {
    const { headers } = await own.send('POST', '/api/sign-in/passkey/options')
    expect(headers.get('set-cookie')).toMatch(/^escale_ceremony=.*; Path=\/; HttpOnly; SameSite=Lax$/)
    const secure = await productionApp({ PUBLIC_URL: 'https://escale.example.org/' })
    const { token } = await secure.invite('Noé Essai')
    expect((await secure.invite('Lou Essai')).link).toMatch(/^https:\/\/escale\.example\.org\/invitation#/)
    const key = softPasskey('https://escale.example.org')
    const browser = secure.browser()
    const from = { Origin: 'https://escale.example.org' }
    const { body: options } = await browser.send('POST', '/api/invitations/passkey/options', { token }, from)
    const made = { token, name: 'Clé', response: key.register(options as never) }
    const answer = await browser.send('POST', '/api/invitations/passkey', made, from)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-escale_session=[\w-]{32}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict/,
    )
    expect(await browser.person()).not.toBeNull()
    expect((await browser.send('DELETE', '/api/session', undefined, { Origin: 'https://example.net' })).status).toBe(
      403,
    )
  })

  it('is not opened or changed from another site, whatever the content type', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { Origin: 'https://example.net', 'Content-Type': type }
      const answer = await own.send('POST', '/api/sign-in/passkey/options', {}, headers)
      expect(answer, type).toMatchObject({ status: 403, body: { code: 'bad_origin' } })
    }
  })

  it('writes who signed in, and how, in the access log', async () => {
    const lines = await production.ports.db.selectFrom('access_log').select(['action', 'purpose']).execute()
    const purposes = lines.filter(({ action }) => action === 'sign_in').map(({ purpose }) => purpose)
    expect(new Set(purposes)).toEqual(new Set(['sign_in_by_passkey', 'step_up']))
  })
})
