import type { KyselyPlugin } from 'kysely'
import type { Database } from '../../server/store/database.ts'

/** The same database, counting the statements asked of it, in transactions or not. */
export function countStatements(db: Database): {
  db: Database
  during: (work: () => Promise<unknown>) => Promise<number>
} {
  let statements = 0
  const counter: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    db: db.withPlugin(counter),
    async during(work) {
      const before = statements
      await work()
      return statements - before
    },
  }
}
