import type { ReferralId, StopId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { WaitingState } from './waiting-list.ts'

export type WaitingEntry = { id: string; referralId: ReferralId; stopId: StopId | null; state: WaitingState }

const OPEN = ['waiting', 'offered', 'accepted'] as const

/** The open entry of a referral, of which the database allows one; undefined when it is on no list. */
export async function openEntryOf(
  db: Database | Transaction,
  referralId: ReferralId,
): Promise<WaitingEntry | undefined> {
  return db
    .selectFrom('waiting_list_entry')
    .select(['id', 'referral_id as referralId', 'stop_id as stopId', 'state'])
    .where('referral_id', '=', referralId)
    .where('state', 'in', [...OPEN])
    .executeTakeFirst()
}

/** Puts a referral on a stop's list (`stopId` null: any stop in reach); false when it already stands on one. */
export async function enterWaitingList(
  trx: Transaction,
  entry: { id: string; referralId: ReferralId; stopId: StopId | null },
  now: Instant,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('waiting_list_entry')
    .values({
      id: entry.id,
      referral_id: entry.referralId,
      stop_id: entry.stopId,
      state: 'waiting',
      entered_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Moves an entry to its next state. */
export async function setWaitingState(trx: Transaction, id: string, state: WaitingState, now: Instant): Promise<void> {
  await trx.updateTable('waiting_list_entry').set({ state, updated_at: now }).where('id', '=', id).execute()
}
