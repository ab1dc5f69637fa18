import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { PersonId } from '../../shared/ids.ts'
import type { Activity } from '../../shared/sign-in.ts'
import { UNATTENDED } from '../../shared/unattended.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { allow } from './allow.ts'
import { dropCookie, readCookie, writeCookie } from './cookies.ts'
import type { Env } from './env.ts'
import { openFederation } from './federation.ts'
import { rememberBrowser } from './known-browser.ts'
import { languageOf } from './language.ts'
import { SESSION_MINUTES } from './open-session.ts'
import { listDemoPeople } from './person-store.ts'
import type { ProSanteConnect } from './pro-sante-connect.ts'
import { sessionOfToken, signInAsDemo, signOut } from './sign-in.ts'
import { chooseActivity } from './sign-in-by-psc.ts'
import { valid } from './valid.ts'
import { visitorOf } from './visitor.ts'

/** Puts the session behind the cookie, the person who holds it and the language of answers on every request. */
export function identify(ports: Ports) {
  return createMiddleware<Env>(async (c, next) => {
    c.set('language', languageOf(c))
    const token = readCookie(c, ports.config, 'session')
    const isUnattended = c.req.header(UNATTENDED) !== undefined
    const held = token ? await sessionOfToken(ports, token, isUnattended) : null
    c.set('session', held?.session)
    if (held?.person) c.set('person', held.person)
    await next()
  })
}

/** Gives the browser the token of the session that was just opened, and makes it known. */
export function enter(c: Context<Env>, ports: Pick<Ports, 'config' | 'vault' | 'newId'>, token: string): void {
  writeCookie(c, ports.config, 'session', token, SESSION_MINUTES * 60)
  dropCookie(c, ports.config, 'ceremony')
  rememberBrowser(c, ports)
}

/** `/api/session`: who is signed in, how one may sign in here, the demo's accounts, signing out. */
export function sessionRoutes(ports: Ports, psc: ProSanteConnect | null) {
  const { db, config, vault } = ports
  const activitiesOf = (c: Context<Env>): Activity[] | null => {
    const session = c.get('session')
    if (!session?.isWaiting || session.sealedFederation === null) return null
    return openFederation(vault, session.sealedFederation).activities
  }
  return new Hono<Env>()
    .get('/', allow('public'), async (c) =>
      c.json({
        person: c.get('person') ?? null,
        demoPeople: config.demo ? await listDemoPeople(db) : null,
        hasProSanteConnect: psc !== null,
        /** Somebody came back from Pro Santé Connect and must choose in which activity they act. */
        activities: activitiesOf(c),
        triageMode: config.triageMode,
        mapStyleUrl: config.mapStyleUrl ?? null,
      }),
    )
    .post('/demo', allow('public'), valid('json', z.object({ personId: PersonId })), async (c) => {
      const opened = orRefuse(await signInAsDemo(ports, c.req.valid('json').personId, visitorOf(c, ports)))
      enter(c, ports, opened.token)
      return c.json({ personId: c.req.valid('json').personId })
    })
    .post('/activity', allow('public'), valid('json', z.object({ activity: z.int().min(0).max(99) })), async (c) =>
      c.json(orRefuse(await chooseActivity(ports, c.get('session'), c.req.valid('json').activity))),
    )
    .delete('/', allow('public'), async (c) => {
      const session = c.get('session')
      if (session) await signOut(ports, session, c.get('person'))
      dropCookie(c, config, 'session')
      return c.json({ signOutAt: session ? await signOutAt(session.sealedFederation) : null })
    })

  /** Where the browser posts its identity token to be signed out of Pro Santé Connect too, when that is how it came. */
  async function signOutAt(sealed: string | null) {
    const address = psc && sealed !== null ? await psc.signOutAddress() : null
    if (address === null || sealed === null) return null
    return { address, idToken: openFederation(vault, sealed).idToken, backTo: `${config.publicUrl}/` }
  }
}
