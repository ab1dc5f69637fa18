import type { Context } from 'hono'
import { clientAddress } from '../operations/client-address.ts'
import type { Ports } from '../ports.ts'
import { deviceOf } from './device.ts'
import type { Env } from './env.ts'
import { knownBrowser } from './known-browser.ts'
import type { Visitor } from './open-session.ts'

/**
 * Who stands at the door: browser, where from (that browser itself when it is known, else its address), and the session they
 * already have if any.
 */
export function visitorOf(c: Context<Env>, ports: Pick<Ports, 'config' | 'vault'>): Visitor {
  const session = c.get('session')
  return {
    device: deviceOf(c.req.header('user-agent')),
    source: knownBrowser(c, ports) ?? clientAddress(c, ports.config.trustedProxies),
    session: session ? { sessionId: session.sessionId, personId: session.personId } : null,
  }
}
