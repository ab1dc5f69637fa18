import { Hono } from 'hono'
import { isRefusal, refuse } from '../../shared/problem.ts'
import { PasskeyAssertion, PasswordAttempt, RecoveryAttempt } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { allow } from './allow.ts'
import { CEREMONY_MINUTES } from './ceremony.ts'
import { dropCookie, readCookie, writeCookie } from './cookies.ts'
import type { Env } from './env.ts'
import type { ProSanteConnect } from './pro-sante-connect.ts'
import { enter } from './routes.ts'
import { askForPasskey, signInByPasskey } from './sign-in-by-passkey.ts'
import { recover, signInByPassword } from './sign-in-by-password.ts'
import { finishPsc, startPsc } from './sign-in-by-psc.ts'
import { valid } from './valid.ts'
import { visitorOf } from './visitor.ts'

/**
 * `/api/sign-in`: passkey, password with a code, recovery code, Pro Santé Connect. Whoever is signed in already and proves
 * who they are again gets a fresh session, good for sensitive changes.
 */
export function signInRoutes(ports: Ports, psc: ProSanteConnect | null) {
  const { config } = ports
  const seconds = CEREMONY_MINUTES * 60
  return new Hono<Env>()
    .post('/passkey/options', allow('public'), async (c) => {
      const { options, ceremony } = await askForPasskey(ports)
      writeCookie(c, config, 'ceremony', ceremony, seconds)
      return c.json(options)
    })
    .post('/passkey', allow('public'), valid('json', PasskeyAssertion), async (c) => {
      const sealed = readCookie(c, config, 'ceremony')
      const opened = await signInByPasskey(ports, sealed, c.req.valid('json'), visitorOf(c, ports))
      enter(c, ports, orRefuse(opened).token)
      return c.json({ isIn: true })
    })
    .post('/password', allow('public'), valid('json', PasswordAttempt), async (c) => {
      const opened = await signInByPassword(ports, c.req.valid('json'), visitorOf(c, ports))
      enter(c, ports, orRefuse(opened).token)
      return c.json({ isIn: true })
    })
    .post('/recovery', allow('public'), valid('json', RecoveryAttempt), async (c) => {
      const { token } = orRefuse(await recover(ports, c.req.valid('json'), visitorOf(c, ports)))
      return c.json({ token })
    })
    .post('/psc', allow('public'), async (c) => {
      if (!psc) return c.json(orRefuse(refuse('not_found')))
      const started = orRefuse(await startPsc(ports, psc, visitorOf(c, ports).session))
      writeCookie(c, config, 'ceremony', started.ceremony, seconds)
      return c.json({ url: started.url })
    })
    .get('/psc/callback', allow('public'), async (c) => {
      if (!psc) return c.json(orRefuse(refuse('not_found')))
      const sealed = readCookie(c, config, 'ceremony')
      dropCookie(c, config, 'ceremony')
      const query = new URL(c.req.url).search.slice(1)
      const opened = await finishPsc(ports, psc, { sealed, query, device: visitorOf(c, ports).device })
      if (isRefusal(opened)) return c.redirect(`/connexion?refus=${opened.refusal}`)
      enter(c, ports, opened.token)
      return c.redirect('/')
    })
}
