import type { Database } from '../store/database.ts'

/** How many messages wait in each state that is not an end. */
export async function countQueued(db: Database): Promise<{ state: string; count: number }[]> {
  const rows = await db
    .selectFrom('message')
    .select('state')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('state', 'in', ['queued', 'sending', 'unknown'])
    .groupBy('state')
    .execute()
  return rows.map(({ state, count }) => ({ state, count: Number(count) }))
}
