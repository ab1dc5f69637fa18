import type { Context } from 'hono'
import type { Ports } from '../ports.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Env } from './env.ts'

type Needs = Pick<Ports, 'config' | 'vault' | 'newId'>

/** [P] How long a browser is known after somebody last signed in with it. */
const KNOWN_SECONDS = 180 * 86_400
const PREFIX = 'known browser '

/**
 * The name of a browser somebody has signed in with, undefined of any other. Its failures are counted apart from those of
 * its address, so that whoever shares the address (a waiting room, a hospital) cannot make it wait.
 */
export function knownBrowser(c: Context<Env>, { config, vault }: Pick<Needs, 'config' | 'vault'>): string | undefined {
  const sealed = readCookie(c, config, 'known')
  if (sealed === undefined) return undefined
  try {
    const text = vault.open(sealed)
    return text.startsWith(PREFIX) ? text : undefined
  } catch {
    return undefined
  }
}

/** Makes a browser known; one that is keeps its name, and the failures counted under it. The demonstration slows nobody. */
export function rememberBrowser(c: Context<Env>, ports: Needs): void {
  if (ports.config.demo) return
  const name = knownBrowser(c, ports) ?? `${PREFIX}${ports.newId()}`
  writeCookie(c, ports.config, 'known', ports.vault.seal(name), KNOWN_SECONDS)
}
