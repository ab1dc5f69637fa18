import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { refuse } from '../../shared/problem.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import { type Allowance, createCounter } from './rate-limit-store.ts'

/**
 * Lets each key make so many requests in so many seconds, then answers 429 with `Retry-After`. `keyOf` names who is
 * counted (only its hash is kept); a request for which it is null is not counted.
 */
export function limitRate(
  { db }: Pick<Ports, 'db'>,
  allowance: Allowance,
  keyOf: (c: Context<Env>) => string | null,
): MiddlewareHandler<Env> {
  const counter = createCounter(db, allowance)
  return async (c, next) => {
    const key = keyOf(c)
    const seconds = key === null ? 0 : await secondsToWait(counter, key)
    if (seconds > 0) {
      c.header('Retry-After', String(seconds))
      throw new ProblemError(refuse('too_many_requests', { details: { seconds } }))
    }
    await next()
  }
}

/** Counts one request; 0 when it may pass, else the whole seconds until one may. */
async function secondsToWait(counter: ReturnType<typeof createCounter>, key: string): Promise<number> {
  try {
    await counter.consume(createHash('sha256').update(key).digest('base64url'))
    return 0
  } catch (refused) {
    if (refused instanceof Error) throw refused
    return Math.max(1, Math.ceil((refused as { msBeforeNext: number }).msBeforeNext / 1000))
  }
}
