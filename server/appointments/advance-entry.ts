import type { ReferralId, StopId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { nextWaitingState, type WaitingEvent } from './waiting-list.ts'
import { enterWaitingList, openEntryOf, setWaitingState } from './waiting-store.ts'

/** Moves a referral's open entry of the waiting list, if it has one, as `event` says; an impossible step changes nothing. */
export async function advanceEntry(
  trx: Transaction,
  referralId: ReferralId,
  event: WaitingEvent,
  now: Instant,
): Promise<void> {
  const entry = await openEntryOf(trx, referralId)
  if (!entry) return
  const next = nextWaitingState(entry.state, event)
  if (!isRefusal(next)) await setWaitingState(trx, entry.id, next, now)
}

/** Puts a referral on a stop's waiting list unless it already stands on one. */
export async function waitForPlace(
  trx: Transaction,
  ports: Pick<Ports, 'newId'>,
  referralId: ReferralId,
  stopId: StopId | null,
  now: Instant,
): Promise<void> {
  await enterWaitingList(trx, { id: ports.newId(), referralId, stopId }, now)
}
