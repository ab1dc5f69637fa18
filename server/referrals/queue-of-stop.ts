import type { StopId } from '../../shared/ids.ts'
import type { QueueEntry, ReferralState } from '../../shared/referral.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { orderQueue } from './queue.ts'
import { listWaitingNear, type ReferralRow, wishesOf } from './referral-store.ts'

/** A referral in the order of its queue, as every room may read it: no identity, no clinical answer. */
export function toQueueEntry(row: ReferralRow): QueueEntry {
  return {
    referralId: row.id,
    centreId: row.centre_id,
    specialty: row.specialty,
    state: row.state,
    priorityClass: row.priority_class,
    callToday: row.call_today === 1,
    deadline: row.deadline,
    majorRisk: row.major_risk === 1,
    score: row.seven_point_score,
    sentAt: row.sent_at,
    slotKind: row.slot_kind,
    wishes: wishesOf(row),
    communeInsee: row.commune_insee,
  }
}

/**
 * Who could be seen at a stop, in the total order of the queue: referrals of its specialty, by default those that wait
 * for a place, whose patients can drive there. `driveMinutes` is an estimate, in minutes.
 */
export async function queueOfStop(
  db: Database | Transaction,
  stopId: StopId,
  states: readonly ReferralState[] = ['waiting'],
): Promise<(QueueEntry & { driveMinutes: number })[]> {
  const [stop] = await listStops(db, { stopIds: [stopId] })
  if (!stop) return []
  const rows = await listWaitingNear(db, stop.specialty, stop.centreId, states)
  const entries = rows.flatMap((row) => {
    const entry = toQueueEntry(row)
    const driveMinutes = row.minutes ?? Number.POSITIVE_INFINITY
    return driveMinutes <= entry.wishes.maxDriveMinutes ? [{ ...entry, driveMinutes }] : []
  })
  return orderQueue(entries)
}
