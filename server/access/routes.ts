import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { PersonId } from '../../shared/ids.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { allow } from './allow.ts'
import type { Env } from './env.ts'
import { languageOf } from './language.ts'
import { listDemoPeople } from './person-store.ts'
import { personOfSession, SESSION_MINUTES, signInAsDemo, signOut } from './sign-in.ts'
import { valid } from './valid.ts'

const COOKIE = 'escale_session'

/** Puts the person behind the session cookie, and the language of answers, on every request. */
export function identify(ports: Ports) {
  return createMiddleware<Env>(async (c, next) => {
    c.set('language', languageOf(c))
    const token = getCookie(c, COOKIE)
    const person = token ? await personOfSession(ports, token) : null
    if (person) c.set('person', person)
    await next()
  })
}

/** `/api/session`: who is signed in, the demo's accounts, signing in and out. */
export function sessionRoutes(ports: Ports) {
  const { db, config } = ports
  const options = {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: !config.demo,
    maxAge: SESSION_MINUTES * 60,
  } as const
  const sessionOf = async (c: Context<Env>) => ({
    person: c.get('person') ?? null,
    demoPeople: config.demo ? await listDemoPeople(db) : null,
    triageMode: config.triageMode,
    mapStyleUrl: config.mapStyleUrl ?? null,
  })
  return new Hono<Env>()
    .get('/', allow('public'), async (c) => c.json(await sessionOf(c)))
    .post('/demo', allow('public'), valid('json', z.object({ personId: PersonId })), async (c) => {
      const { token } = orRefuse(await signInAsDemo(ports, c.req.valid('json').personId))
      setCookie(c, COOKIE, token, options)
      return c.json({ person: await personOfSession(ports, token) })
    })
    .delete('/', allow('public'), async (c) => {
      const token = getCookie(c, COOKIE)
      if (token) await signOut(ports, token, c.get('person'))
      deleteCookie(c, COOKIE, { path: '/' })
      return c.json({ person: null })
    })
}
