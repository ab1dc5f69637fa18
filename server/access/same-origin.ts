import type { Context, MiddlewareHandler } from 'hono'
import { csrf } from 'hono/csrf'
import { refuse } from '../../shared/problem.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import type { Env } from './env.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses whatever would change something and comes from another site (`bad_origin`), whatever its content type. Behind a
 * reverse proxy our origin is that of PUBLIC_URL. A form that does not say where it comes from is refused as well.
 */
export function sameOrigin({ config }: Pick<Ports, 'config'>): MiddlewareHandler<Env> {
  const ours = new URL(config.publicUrl).origin
  const isOurs = (origin: string, c: Context) => origin === ours || origin === new URL(c.req.url).origin
  const forms = csrf({ origin: isOurs })
  return (c, next) => {
    const origin = c.req.header('origin')
    if (!READS.has(c.req.method) && origin !== undefined && !isOurs(origin, c)) {
      throw new ProblemError(refuse('bad_origin'))
    }
    return forms(c, next)
  }
}
