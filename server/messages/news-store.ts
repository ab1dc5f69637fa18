import type { HostCentreId } from '../../shared/ids.ts'
import type { Database } from '../store/database.ts'

/** How many calls and replies centres have and when one last changed: figures only. */
export async function newsFigures(db: Database, centreIds: readonly HostCentreId[]): Promise<string[]> {
  if (centreIds.length === 0) return []
  const calls = await db
    .selectFrom('call_task')
    .select(({ fn }) => ['state', fn.countAll().as('count'), fn.sum('attempts').as('attempts')])
    .select(({ fn }) => fn.max('updated_at').as('last'))
    .where('centre_id', 'in', [...centreIds])
    .groupBy('state')
    .orderBy('state')
    .execute()
  const replies = await db
    .selectFrom('reply')
    .select(({ fn }) => ['state', fn.countAll().as('count')])
    .where((where) => where.or([where('centre_id', 'in', [...centreIds]), where('centre_id', 'is', null)]))
    .groupBy('state')
    .orderBy('state')
    .execute()
  return [
    ...calls.map(({ state, count, attempts, last }) => `${state}${count}+${attempts}@${last}`),
    ...replies.map(({ state, count }) => `${state}${count}`),
  ]
}
