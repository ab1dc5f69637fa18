import { beforeEach, describe, expect, it } from 'vitest'
import { addMinutes } from '../../shared/time.ts'
import { ENGINE } from '../support/test-database.ts'
import { codeAt, PASSWORD, type ProductionApp, productionApp, setUpPassword, type TestBrowser } from './production.ts'

describe(`a password with one-time codes on ${ENGINE}`, () => {
  let production: ProductionApp
  let own: TestBrowser
  let secret: string
  let recoveryCodes: string[]
  beforeEach(async () => {
    production = await productionApp()
    own = production.browser()
    const invited = await production.invite('Noé Essai')
    const set = await setUpPassword(production, own, invited.token)
    secret = set.secret
    recoveryCodes = set.recoveryCodes
    production.later(1)
  })
  const now = () => production.ports.clock.now()
  const attempt = (change: object = {}) => ({
    signInName: 'noe.essai',
    password: PASSWORD,
    code: codeAt(secret, now()),
    ...change,
  })
  const signIn = (browser: TestBrowser, change: object = {}) =>
    browser.send('POST', '/api/sign-in/password', attempt(change))

  it('lets in by name, password and code, whatever the case of the name', async () => {
    const other = production.browser()
    expect(await other.person()).toBeNull()
    expect((await signIn(other, { signInName: ' Noe.Essai' })).status).toBe(200)
    expect((await other.person())?.name).toBe('Noé Essai')
  })

  it('takes a code once, and not the one before it any more', async () => {
    expect((await signIn(production.browser())).status).toBe(200)
    expect((await signIn(production.browser())).status).toBe(403)
    const before = codeAt(secret, addMinutes(now(), -0.5))
    expect((await signIn(production.browser(), { code: before })).status).toBe(403)
    production.later(0.5)
    expect((await signIn(production.browser())).status).toBe(200)
  })

  it('takes the code of the step before, never an older one nor one to come', async () => {
    for (const minutes of [-1, 0.5]) {
      const code = codeAt(secret, addMinutes(now(), minutes))
      expect((await signIn(production.browser(), { code })).status, `${minutes}`).toBe(403)
    }
    expect((await signIn(production.browser(), { code: codeAt(secret, addMinutes(now(), -0.5)) })).status).toBe(200)
  })

  it('answers the same words whatever is wrong: the name, the password, the code, or the account closed', async () => {
    const wrong = [
      { signInName: 'personne.dutout' },
      { password: `${PASSWORD} ` },
      { code: codeAt(secret, now()) === '000000' ? '000001' : '000000' },
    ]
    const answers = await Promise.all(wrong.map((change, at) => signIn(production.browser(`198.51.100.${at}`), change)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 403, body: { code: 'sign_in_refused' } })
    await production.ports.db.updateTable('person').set({ active: 0 }).execute()
    expect((await signIn(production.browser('198.51.100.9'))).body).toEqual(answers[0]!.body)
  })

  it('writes down each refusal with whose account was tried, and nothing of what was typed', async () => {
    const before = production.ports.clock.now()
    await signIn(production.browser('198.51.100.1'), { password: 'une autre phrase au hasard' })
    await signIn(production.browser('198.51.100.2'), { signInName: 'personne.dutout' })
    const recovery = { signInName: 'noe.essai', password: PASSWORD, recoveryCode: '0000-0000-0000-0000-0000-0000' }
    await production.browser('198.51.100.3').send('POST', '/api/sign-in/recovery', recovery)
    await own.send('PUT', '/api/account/password', { current: 'pas le bon mot de passe', password: PASSWORD })
    const lines = await production.ports.db
      .selectFrom('access_log')
      .selectAll()
      .where('action', '=', 'sign_in_refused')
      .where('at', '>=', before)
      .orderBy('order_key')
      .execute()
    const { personId } = (await own.send('GET', '/api/session')).body.person as { personId: string }
    expect(lines.map(({ person_id, purpose }) => [person_id, purpose])).toEqual([
      [personId, 'sign_in_by_password'],
      [null, 'sign_in_by_password'],
      [personId, 'recovery'],
      [personId, 'own_account'],
    ])
    expect(JSON.stringify(lines)).not.toMatch(/personne|hasard|noe/)
  })

  it('makes a source wait after five failures on a name, and keeps nobody else out', async () => {
    const burglar = production.browser('203.0.113.7')
    for (let tries = 0; tries < 5; tries++) {
      expect((await signIn(burglar, { password: 'une autre phrase au hasard' })).status).toBe(403)
    }
    const waiting = await signIn(burglar)
    expect(waiting).toMatchObject({ status: 429, body: { code: 'too_many_attempts', details: { seconds: 5 } } })
    expect((await signIn(production.browser('203.0.113.8'))).status).toBe(200)
    production.later(0.5)
    expect((await signIn(burglar)).status).toBe(200)
  })

  it('counts attempts made at the same moment one by one', async () => {
    const burglar = production.browser('203.0.113.9')
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn(burglar, { password: 'une autre phrase au hasard' })),
    )
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  it('refuses a password that is short, simple or close to its owner, and says which', async () => {
    const { token } = await production.invite('Anne-Lise Vraisemblable')
    const browser = production.browser()
    const { body: made } = await browser.send('POST', '/api/invitations/password/secret', { token })
    const code = codeAt(made.secret as string, now())
    const answerTo = async (password: string) =>
      (await browser.send('POST', '/api/invitations/password', { token, name: 'A', password, code })).body.code
    expect(await answerTo('trop court')).toBe('bad_request')
    expect(await answerTo('abcdefghijklmnop')).toBe('password_too_simple')
    expect(await answerTo('Vraisemblable Anne-Lise')).toBe('password_too_close')
    expect(await answerTo('Bienvenue2026!!')).toBe('password_too_common')
    expect(await answerTo(PASSWORD)).toBeUndefined()
  })

  it('changes the password of whoever knows it, and ends their other sessions', async () => {
    const other = production.browser()
    expect((await signIn(other)).status).toBe(200)
    const changed = 'camion tulipe horloge dimanche'
    const change = (current: string) => own.send('PUT', '/api/account/password', { current, password: changed })
    expect((await change('pas le bon mot de passe')).body.code).toBe('password_wrong')
    expect((await change(PASSWORD)).status).toBe(200)
    expect(await other.person()).toBeNull()
    expect(await own.person()).not.toBeNull()
    production.later(1)
    expect((await signIn(other)).status).toBe(403)
    expect((await signIn(other, { password: changed })).status).toBe(200)
  })

  it('lets somebody who lost their telephone set up another with a recovery code, once, and ends what they had', async () => {
    const lost = production.browser('192.0.2.50')
    const [recoveryCode] = recoveryCodes
    const recover = (change: object = {}) =>
      lost.send('POST', '/api/sign-in/recovery', {
        signInName: 'noe.essai',
        password: PASSWORD,
        recoveryCode,
        ...change,
      })
    expect((await recover({ password: 'pas le bon mot de passe' })).status).toBe(403)
    expect((await recover({ recoveryCode: '0000-0000-0000-0000-0000-0000' })).status).toBe(403)
    const { status, body } = await recover({ recoveryCode: recoveryCode!.toLowerCase().replaceAll('-', ' ') })
    expect(status).toBe(200)
    expect((await recover()).status).toBe(403)
    const token = body.token as string
    expect((await lost.send('POST', '/api/invitations/open', { token })).body).toMatchObject({ replaces: true })
    expect(await own.person()).not.toBeNull()
    await setUpPassword(production, lost, token)
    expect(await own.person()).toBeNull()
    expect((await lost.person())?.name).toBe('Noé Essai')
    production.later(1)
    expect((await signIn(production.browser())).status).toBe(403)
  })

  it('lets a recovery link wait a quarter of an hour and no longer', async () => {
    const lost = production.browser()
    const typed = { signInName: 'noe.essai', password: PASSWORD, recoveryCode: recoveryCodes[1] }
    const { body } = await lost.send('POST', '/api/sign-in/recovery', typed)
    production.later(16)
    expect((await lost.send('POST', '/api/invitations/open', { token: body.token })).status).toBe(410)
  })

  it('keeps no password, secret, code, link or address that one could read', async () => {
    const { db } = production.ports
    const tables = [
      'person',
      'authenticator',
      'recovery_code',
      'invitation',
      'sign_in_session',
      'sign_in_failure',
    ] as const
    await production.invite('Dr Lou Essai', 'gp', '10000000009')
    const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))
    const kept = JSON.stringify(rows)
    const session = own.jar.get('escale_session')!
    for (const secretText of [PASSWORD, secret, recoveryCodes[0]!, 'example.org', '10000000009', session]) {
      expect(kept).not.toContain(secretText)
    }
  })
})
