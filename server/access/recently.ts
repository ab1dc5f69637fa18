import type { MiddlewareHandler } from 'hono'
import { refuse } from '../../shared/problem.ts'
import { ProblemError } from '../problems.ts'
import type { Env } from './env.ts'

/** For sensitive changes, after `allow`: the person must have proved who they are in the last minutes (`step_up_needed`). */
export const recently: MiddlewareHandler<Env> = async (c, next) => {
  if (!c.get('session')?.isProven) throw new ProblemError(refuse('step_up_needed'))
  await next()
}
