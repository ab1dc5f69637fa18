import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AuthenticatorId } from '../../shared/ids.ts'
import { NewLabel, NewPasskey, NewPassword, PasswordChange } from '../../shared/sign-in.ts'
import type { Ports } from '../ports.ts'
import { orRefuse } from '../problems.ts'
import { findSignInAccount } from './account-store.ts'
import { allow } from './allow.ts'
import { insertPasskey, insertPassword } from './authenticator-store.ts'
import { CEREMONY_MINUTES } from './ceremony.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Env } from './env.ts'
import {
  addWayIn,
  changePassword,
  endOtherSessions,
  endOwnSession,
  readOwnAccount,
  removeWayIn,
  renameWayIn,
  renewRecoveryCodes,
} from './own-account.ts'
import { recently } from './recently.ts'
import { askForNewPasskey, askForNewPassword, checkNewPasskey, checkNewPassword } from './set-up-way-in.ts'
import type { HeldSession } from './sign-in.ts'
import { signInNow } from './sign-in-now.ts'
import { valid } from './valid.ts'
import { visitorOf } from './visitor.ts'

const byAuthenticator = z.object({ authenticatorId: AuthenticatorId })
const bySession = z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) })
const sessionOf = (c: Context<Env>) => c.get('session') as HeldSession

/** `/api/account`: one's own ways in, sessions and recovery codes. Whatever changes them asks for a recent proof. */
export function accountRoutes(ports: Ports) {
  const { config, db } = ports
  const seconds = CEREMONY_MINUTES * 60
  const newcomer = async (c: Context<Env>) => {
    const { personId, name } = c.get('person')
    const account = await findSignInAccount(db, personId)
    return { personId, name, signInName: account?.signInName ?? null }
  }
  return new Hono<Env>()
    .get('/', allow('signed_in'), async (c) =>
      c.json(orRefuse(await readOwnAccount(ports, c.get('person'), sessionOf(c)))),
    )
    .post('/passkeys/options', allow('signed_in'), recently, async (c) => {
      const { options, ceremony } = await askForNewPasskey(ports, await newcomer(c))
      writeCookie(c, config, 'ceremony', ceremony, seconds)
      return c.json(options)
    })
    .post('/passkeys', allow('signed_in'), recently, valid('json', NewPasskey), async (c) => {
      const { response, name } = c.req.valid('json')
      const cookie = readCookie(c, config, 'ceremony')
      const passkey = orRefuse(await checkNewPasskey(ports, await newcomer(c), cookie, response))
      const added = await addWayIn(ports, c.get('person'), 'passkey', (trx) =>
        insertPasskey(trx, passkey, { name, now: signInNow(ports) }),
      )
      return c.json(orRefuse(added), 201)
    })
    .post('/password/secret', allow('signed_in'), recently, async (c) => {
      const { secret, ceremony } = askForNewPassword(ports, await newcomer(c))
      writeCookie(c, config, 'ceremony', ceremony, seconds)
      return c.json(secret)
    })
    .post('/password', allow('signed_in'), recently, valid('json', NewPassword), async (c) => {
      const { name, ...typed } = c.req.valid('json')
      const cookie = readCookie(c, config, 'ceremony')
      const password = orRefuse(await checkNewPassword(ports, await newcomer(c), cookie, typed))
      const added = await addWayIn(ports, c.get('person'), 'password', (trx) =>
        insertPassword(trx, password, { name, now: signInNow(ports) }),
      )
      return c.json(orRefuse(added), 201)
    })
    .put('/password', allow('signed_in'), recently, valid('json', PasswordChange), async (c) => {
      const { source } = visitorOf(c, ports)
      const change = { ...c.req.valid('json'), source }
      return c.json(orRefuse(await changePassword(ports, c.get('person'), sessionOf(c), change)))
    })
    .patch(
      '/ways-in/:authenticatorId',
      allow('signed_in'),
      valid('param', byAuthenticator),
      valid('json', NewLabel),
      async (c) => {
        const { authenticatorId } = c.req.valid('param')
        return c.json(orRefuse(await renameWayIn(ports, c.get('person'), authenticatorId, c.req.valid('json').name)))
      },
    )
    .delete('/ways-in/:authenticatorId', allow('signed_in'), recently, valid('param', byAuthenticator), async (c) =>
      c.json(orRefuse(await removeWayIn(ports, c.get('person'), c.req.valid('param').authenticatorId))),
    )
    .post('/recovery-codes', allow('signed_in'), recently, async (c) =>
      c.json(await renewRecoveryCodes(ports, c.get('person'))),
    )
    .delete('/sessions', allow('signed_in'), recently, async (c) => c.json(await endOtherSessions(ports, sessionOf(c))))
    .delete('/sessions/:sessionId', allow('signed_in'), recently, valid('param', bySession), async (c) =>
      c.json(orRefuse(await endOwnSession(ports, c.get('person'), c.req.valid('param').sessionId))),
    )
}
