import type { MiddlewareHandler } from 'hono'
import { refuse } from '../../shared/problem.ts'
import type { Env } from '../access/env.ts'
import type { Ports } from '../ports.ts'
import { ProblemError } from '../problems.ts'
import type { Database } from '../store/database.ts'

/** What is known of the pages of an embedded database: `checking` while they are read, `unchecked` when they could not be. */
export type Soundness = 'ok' | 'checking' | 'unchecked' | 'damaged'

const known = new WeakMap<Database, Soundness>()

/** What is known of a database; PostgreSQL looks after its own pages. */
export const soundnessOf = (db: Database): Soundness => known.get(db) ?? 'ok'

/** Keeps what was found out of a database. */
export function noteSoundness(db: Database, soundness: Soundness): void {
  known.set(db, soundness)
}

/** The process's own questions and the files of the interface, which ask nothing of the database. */
const WITHOUT_DATABASE = /^\/(health|metrics|assets|data)(\/|$)|^\/$/

/** Answers nothing more from a database found damaged: what it says may be wrong, and writing to it makes it worse. */
export function refuseWhenDamaged({ db }: Pick<Ports, 'db'>): MiddlewareHandler<Env> {
  return (c, next) => {
    if (soundnessOf(db) === 'damaged' && !WITHOUT_DATABASE.test(c.req.path)) {
      throw new ProblemError(refuse('storage_damaged'))
    }
    return next()
  }
}
