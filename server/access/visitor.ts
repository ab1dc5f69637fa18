import type { Context } from 'hono'
import { clientAddress } from '../operations/client-address.ts'
import type { Ports } from '../ports.ts'
import { deviceOf } from './device.ts'
import type { Env } from './env.ts'
import type { Visitor } from './open-session.ts'

/** Who stands at the door: browser, address, and the session they already have if any. */
export function visitorOf(c: Context<Env>, { trustedProxies }: Pick<Ports['config'], 'trustedProxies'>): Visitor {
  const session = c.get('session')
  return {
    device: deviceOf(c.req.header('user-agent')),
    source: clientAddress(c, trustedProxies),
    session: session ? { sessionId: session.sessionId, personId: session.personId } : null,
  }
}
