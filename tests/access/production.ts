import { TOTP } from 'otpauth'
import { createPerson } from '../../server/access/invite-person.ts'
import type { Role } from '../../shared/person.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import { addMinutes } from '../../shared/time.ts'
import { testApp } from '../support/test-app.ts'

export const PASSWORD = 'girafe lavande tournevis mardi'
export const START = '2026-11-22T08:00:00.000Z' as Instant
export const ORIGIN = 'http://localhost:3000'

export type ProductionApp = Awaited<ReturnType<typeof productionApp>>

/** The application in production mode on an empty database, its clock in the test's hands. */
export async function productionApp(env: Record<string, string> = {}) {
  const key = Buffer.alloc(32, 7).toString('base64')
  const production = { ESCALE_MODE: 'production', ESCALE_KEY: key, TRUSTED_PROXIES: '1', ...env }
  const { app, ports } = await testApp({ now: START, seed: 'none', env: production })
  return {
    app,
    ports,
    later: (minutes: number) => ports.clock.moveTo(addMinutes(ports.clock.now(), minutes)),
    /** A person's single-use token, as an administrator hands it over. */
    async invite(name: string, role: Role = 'coordinator', rpps: string | null = null) {
      const invited = await createPerson(ports, { name, role, email: 'quelqu.un@example.org', rpps }, null)
      if (isRefusal(invited)) throw new Error(invited.refusal)
      return { ...invited, token: invited.link.split('#')[1]! }
    },
    browser: (address = '192.0.2.1') => browserOf(app, address),
  }
}

export type TestBrowser = ReturnType<typeof browserOf>

/** A browser of its own: it keeps cookies, says where it comes from, and reads JSON. */
function browserOf(app: Awaited<ReturnType<typeof testApp>>['app'], address: string) {
  const jar = new Map<string, string>()
  return {
    jar,
    async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const init: RequestInit = {
        method,
        headers: {
          Origin: ORIGIN,
          'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
          'X-Forwarded-For': address,
          Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }
      const answer = await app.request(path, init)
      for (const cookie of answer.headers.getSetCookie()) {
        const [name, value] = cookie.split(';')[0]!.split(/=(.*)/s) as [string, string]
        if (/max-age=0/i.test(cookie)) jar.delete(name)
        else jar.set(name, value)
      }
      const text = await answer.text()
      const read = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null
      return { status: answer.status, body: read as Record<string, unknown>, headers: answer.headers }
    },
    async person(): Promise<{ name: string } | null> {
      return (await this.send('GET', '/api/session')).body.person as { name: string } | null
    },
  }
}

/** The code an application shows for a secret at an instant. */
export function codeAt(secret: string, instant: Instant): string {
  return new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: Date.parse(instant) })
}

/** Sets up a password with codes from an invitation; the browser is signed in after. */
export async function setUpPassword(production: ProductionApp, browser: TestBrowser, token: string) {
  const { body: made } = await browser.send('POST', '/api/invitations/password/secret', { token })
  const secret = made.secret as string
  const code = codeAt(secret, production.ports.clock.now())
  const typed = { token, name: 'Application', password: PASSWORD, code }
  const { status, body } = await browser.send('POST', '/api/invitations/password', typed)
  if (status !== 200) throw new Error(`setting up answered ${status} ${JSON.stringify(body)}`)
  return { secret, recoveryCodes: body.recoveryCodes as string[] }
}
