import { z } from 'zod'
import type { TourId } from '../../shared/ids.ts'
import { OutcomeCode } from '../../shared/protocol.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { OutcomeCounts } from './count-outcomes.ts'

const Counts = z.partialRecord(OutcomeCode, z.int().min(0))

/** The outcomes of the tours settled so far, by tour. */
export async function selectSettledOutcomes(db: Database | Transaction): Promise<ReadonlyMap<TourId, OutcomeCounts>> {
  const rows = await db.selectFrom('settled_outcomes').select(['tour_id', 'counts']).execute()
  return new Map(rows.map((row) => [row.tour_id, Counts.parse(JSON.parse(row.counts))]))
}

/** The tours whose outcomes have not been counted yet. */
export async function listUnsettledTours(db: Database): Promise<TourId[]> {
  const rows = await db
    .selectFrom('tour')
    .select('id')
    .where('id', 'not in', (of) => of.selectFrom('settled_outcomes').select('tour_id'))
    .execute()
  return rows.map(({ id }) => id)
}

/** Keeps the outcomes of a tour for good: what another process has kept meanwhile stays. */
export async function insertSettledOutcomes(
  trx: Transaction,
  tourId: TourId,
  counts: OutcomeCounts,
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('settled_outcomes')
    .values({ tour_id: tourId, settled_at: now, counts: JSON.stringify(counts) })
    .onConflict((conflict) => conflict.column('tour_id').doNothing())
    .execute()
}
