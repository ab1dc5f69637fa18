import { Hono } from 'hono'
import { z } from 'zod'
import { InvitationToken, NewPasskey, NewPassword } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { acceptInvitation, openInvitation } from './accept-invitation.ts'
import { allow } from './allow.ts'
import { insertPasskey, insertPassword } from './authenticator-store.ts'
import { CEREMONY_MINUTES } from './ceremony.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Env } from './env.ts'
import { enter } from './routes.ts'
import { askForNewPasskey, askForNewPassword, checkNewPasskey, checkNewPassword } from './set-up-way-in.ts'
import { valid } from './valid.ts'
import { visitorOf } from './visitor.ts'

const ByToken = z.object({ token: InvitationToken })

/**
 * `/api/invitations`: what the single-use link lets its person do. The token is the part of the address after `#`, which
 * browsers keep to themselves, and travels in the body.
 */
export function invitationRoutes(ports: Ports) {
  const { config } = ports
  const seconds = CEREMONY_MINUTES * 60
  return new Hono<Env>()
    .post('/open', allow('public'), valid('json', ByToken), async (c) =>
      c.json(orRefuse(await openInvitation(ports, c.req.valid('json').token)).shown),
    )
    .post('/passkey/options', allow('public'), valid('json', ByToken), async (c) => {
      const { person } = orRefuse(await openInvitation(ports, c.req.valid('json').token))
      const { options, ceremony } = await askForNewPasskey(ports, person)
      writeCookie(c, config, 'ceremony', ceremony, seconds)
      return c.json(options)
    })
    .post('/passkey', allow('public'), valid('json', NewPasskey.extend(ByToken.shape)), async (c) => {
      const { token, response, name } = c.req.valid('json')
      const { person } = orRefuse(await openInvitation(ports, token))
      const passkey = orRefuse(await checkNewPasskey(ports, person, readCookie(c, config, 'ceremony'), response))
      const accepted = await acceptInvitation(ports, token, 'passkey', visitorOf(c, ports), (trx, now) =>
        insertPasskey(trx, passkey, { name, now }),
      )
      const opened = orRefuse(accepted)
      enter(c, ports, opened.token)
      return c.json({ recoveryCodes: opened.recoveryCodes })
    })
    .post('/password/secret', allow('public'), valid('json', ByToken), async (c) => {
      const { person } = orRefuse(await openInvitation(ports, c.req.valid('json').token))
      const { secret, ceremony } = askForNewPassword(ports, person)
      writeCookie(c, config, 'ceremony', ceremony, seconds)
      return c.json(secret)
    })
    .post('/password', allow('public'), valid('json', NewPassword.extend(ByToken.shape)), async (c) => {
      const { token, name, ...typed } = c.req.valid('json')
      const { person } = orRefuse(await openInvitation(ports, token))
      const password = orRefuse(await checkNewPassword(ports, person, readCookie(c, config, 'ceremony'), typed))
      const accepted = await acceptInvitation(ports, token, 'password', visitorOf(c, ports), (trx, now) =>
        insertPassword(trx, password, { name, now }),
      )
      const opened = orRefuse(accepted)
      enter(c, ports, opened.token)
      return c.json({ recoveryCodes: opened.recoveryCodes })
    })
}
