import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { testApp } from '../support/test-app.ts'
import {
  codeAt,
  ORIGIN,
  PASSWORD,
  type ProductionApp,
  productionApp,
  setUpPassword,
  type TestBrowser,
} from './production.ts'

// What a review with real requests against a built server found, one test each.

describe('somebody who shares an address with others', () => {
  let production: ProductionApp
  let own: TestBrowser
  let secret: string
  let signInName: string
  const ADDRESS = '198.51.100.7'
  beforeAll(async () => {
    production = await productionApp()
    const invited = await production.invite('Perle Exemple')
    own = production.browser(ADDRESS)
    secret = (await setUpPassword(production, own, invited.token)).secret
    signInName = invited.signInName
    await own.send('DELETE', '/api/session')
  })
  afterAll(() => production.ports.db.destroy())
  const tryIn = (browser: TestBrowser, name: string) =>
    browser.send('POST', '/api/sign-in/password', {
      signInName: name,
      password: 'une autre phrase entière',
      code: '000000',
    })

  it('cannot make those wait who have signed in with their browser before', async () => {
    const neighbour = production.browser(ADDRESS)
    for (let tries = 0; tries < 30; tries++) await tryIn(neighbour, `personne${tries}`)
    expect((await tryIn(neighbour, signInName)).body.code).toBe('too_many_attempts')
    expect((await tryIn(production.browser(ADDRESS), signInName)).body.code).toBe('too_many_attempts')
    // A step of the code serves once, and one served to set it up.
    production.later(1)
    const code = codeAt(secret, production.ports.clock.now())
    expect((await own.send('POST', '/api/sign-in/password', { signInName, password: PASSWORD, code })).status).toBe(200)
  })

  it('is counted as anybody when they make up that a browser is known', async () => {
    const liar = production.browser(ADDRESS)
    liar.jar.set('escale_known', 'v1.bm90IHNlYWxlZCBieSB1cw==')
    await tryIn(production.browser(ADDRESS), 'personne30')
    expect((await tryIn(liar, signInName)).body.code).toBe('too_many_attempts')
  })

  it('waits like anybody after failing with a known browser', async () => {
    const codes = []
    for (let tries = 0; tries < 6; tries++) codes.push((await tryIn(own, signInName)).body.code)
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('sign_in_refused'))
    expect(codes[5]).toBe('too_many_attempts')
  })
})

describe('another site', () => {
  it('changes nothing when a browser says that it is one and not which', async () => {
    const { app } = await testApp({ seed: 'people' })
    const post = (site: string) =>
      app.request('/api/demo/clock/advance', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': site },
        body: JSON.stringify({ by: 'hour' }),
      })
    for (const site of ['cross-site', 'same-site']) {
      expect(await (await post(site)).json(), site).toMatchObject({ code: 'bad_origin' })
    }
    expect(await (await post('same-origin')).json()).toMatchObject({ code: 'not_signed_in' })
  })

  it('changes nothing by making a name of its own lead to the application', async () => {
    const { app, ports } = await productionApp({ PUBLIC_URL: 'https://rdv.example.org' })
    const post = (origin: string) =>
      app.request(`${origin}/api/sign-in/passkey/options`, { method: 'POST', headers: { Origin: origin } })
    expect(await (await post('http://evil.example')).json()).toMatchObject({ code: 'bad_origin' })
    expect((await post('https://rdv.example.org')).status).toBe(200)
    expect((await post(ORIGIN)).status).toBe(200)
    await ports.db.destroy()
  })
})

describe('what is not there', () => {
  it('is not kept by anybody on the way, nor answered by a page in place of a script', async () => {
    const { ports } = await testApp({ seed: 'people' })
    const folder = mkdtempSync(join(tmpdir(), 'escale-web-'))
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html>')
    writeFileSync(join(folder, 'assets/here.js'), 'export {}')
    const app = createApp(ports, folder)
    expect((await app.request('/assets/here.js')).status).toBe(200)
    expect((await app.request('/assets/gone.js')).status).toBe(404)
    expect((await app.request('/agenda')).status).toBe(200)
    const calendar = await app.request(`/calendriers/unit/${ports.newId()}/aaaaaaaaaaaaaaaaaaaa.ics`)
    expect([calendar.status, calendar.headers.get('cache-control')]).toEqual([404, 'no-store'])
    const map = await app.request('/data/towns.geojson')
    expect(map.headers.get('content-type')).toBe('application/geo+json')
  })
})
