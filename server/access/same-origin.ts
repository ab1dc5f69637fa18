import type { Context, MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { refuse } from '../../shared/problem.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import type { Env } from './env.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What a browser says of a request that our own page made, or that nobody's page did. */
const OWN_SITES = new Set([undefined, 'same-origin', 'none'])
const OWN_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Refuses whatever would change something and comes from another site (`bad_origin`), whatever its content type. Our origin
 * is that of PUBLIC_URL; the address a request was sent to counts as well in the demonstration and on one's own machine,
 * and nowhere else, since anybody can make a name of theirs lead here. A form that does not say where it comes from is
 * refused as well.
 */
export function sameOrigin({ config }: Pick<Ports, 'config'>): MiddlewareHandler<Env> {
  const ours = new URL(config.publicUrl).origin
  const isOurs = (origin: string, c: Context) => origin === ours || isAddressee(origin, c, config.demo)
  const forms = csrf({ origin: isOurs })
  return (c, next) => {
    if (READS.has(c.req.method)) return forms(c, next)
    const origin = c.req.header('origin')
    const isForeign = origin === undefined ? !OWN_SITES.has(c.req.header('sec-fetch-site')) : !isOurs(origin, c)
    if (isForeign) throw new ProblemError(refuse('bad_origin'))
    return forms(c, next)
  }
}

function isAddressee(origin: string, c: Context, isDemo: boolean): boolean {
  const { origin: addressed, hostname } = new URL(c.req.url)
  return origin === addressed && (isDemo || OWN_MACHINE.has(hostname))
}
