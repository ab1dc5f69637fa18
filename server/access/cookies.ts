import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Ports } from '../ports.ts'
import type { Env } from './env.ts'

/**
 * `session`: who is signed in. `ceremony`: a challenge under way, which must survive the way back from another site.
 * `known`: that somebody once signed in with this browser, whoever it was.
 */
const COOKIES = { session: 'escale_session', ceremony: 'escale_ceremony', known: 'escale_known' } as const
type CookieName = keyof typeof COOKIES
type Config = Pick<Ports['config'], 'publicUrl'>

/** Over https a cookie is bound to this very host (`__Host-`, Secure); plain http is for one's own machine. */
const isSecure = ({ publicUrl }: Config) => publicUrl.startsWith('https:')

/** What a cookie of ours holds, or undefined. */
export function readCookie(c: Context<Env>, config: Config, name: CookieName): string | undefined {
  return isSecure(config) ? getCookie(c, COOKIES[name], 'host') : getCookie(c, COOKIES[name])
}

/** Gives the browser a cookie that no script reads and no other site's request carries. */
export function writeCookie(c: Context<Env>, config: Config, name: CookieName, value: string, seconds: number): void {
  const sameSite = name === 'ceremony' ? 'Lax' : 'Strict'
  const options = { httpOnly: true, sameSite, path: '/', maxAge: seconds } as const
  if (isSecure(config)) setCookie(c, COOKIES[name], value, { ...options, secure: true, prefix: 'host' })
  else setCookie(c, COOKIES[name], value, options)
}

/** Takes a cookie of ours back. */
export function dropCookie(c: Context<Env>, config: Config, name: CookieName): void {
  if (isSecure(config)) deleteCookie(c, COOKIES[name], { path: '/', secure: true, prefix: 'host' })
  else deleteCookie(c, COOKIES[name], { path: '/' })
}
