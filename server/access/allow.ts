import type { MiddlewareHandler } from 'hono'
import type { Role } from '../../shared/person.ts'
import { refuse } from '../../shared/problem.ts'
import { ProblemError } from '../problems.ts'
import type { Env } from './env.ts'

/** Who may call a route: named roles, anyone signed in, or anyone at all. */
export type Caller = Role | 'signed_in' | 'public'

const declared = new WeakMap<object, readonly Caller[]>()

/** First handler of every route: lets only these callers through, answers 401 to strangers and 403 to other roles. */
export function allow(...callers: readonly [Caller, ...Caller[]]): MiddlewareHandler<Env> {
  const guard: MiddlewareHandler<Env> = async (c, next) => {
    if (!callers.includes('public')) {
      const person = c.get('person')
      if (!person) throw new ProblemError(refuse('not_signed_in'))
      if (!callers.includes('signed_in') && !callers.includes(person.role))
        throw new ProblemError(refuse('not_allowed'))
    }
    await next()
  }
  declared.set(guard, callers)
  return guard
}

/** The callers a handler declared with `allow`, or undefined for any other handler. */
export function callersOf(handler: object): readonly Caller[] | undefined {
  return declared.get(handler)
}
