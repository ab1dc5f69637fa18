import { createHash } from 'node:crypto'
import type { ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { QueueEntry } from '../../shared/referral.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import { queueOfStop } from '../referrals/queue-of-stop.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { type Allocation, allocate } from './allocation.ts'
import { daysDeclined, liveAppointmentsOfStop, readRules, type StoredAppointment } from './appointment-store.ts'
import type { Candidate, Place } from './place-groups.ts'
import { isOpenStop, isReserveReleased, startOf } from './placing.ts'
import { listSlots, type StoredSlot } from './slot-store.ts'

type QueuedPatient = QueueEntry & { driveMinutes: number }

/** What an allocation would do, with what it was decided on; `fingerprint` changes when any of it does. */
export type AllocationPlan = {
  allocation: Allocation
  queue: QueuedPatient[]
  slots: StoredSlot[]
  /** Appointments that may move or give way: told to the patient, not confirmed. */
  movable: Map<ReferralId, StoredAppointment>
  fingerprint: string
}

/** A patient of a queue as the allocation reads them. */
export function toCandidate(
  entry: QueueEntry,
  declined: readonly LocalDate[],
  driveMinutes: (stopId: StopId) => number | null,
): Candidate {
  const { halfDay, companionReferralId, excludedDates, maxDriveMinutes } = entry.wishes
  return {
    referralId: entry.referralId,
    priorityClass: entry.priorityClass,
    deadline: entry.deadline,
    kind: entry.slotKind,
    halfDay,
    companion: companionReferralId,
    excludedDates: [...excludedDates, ...declined],
    maxDriveMinutes,
    driveMinutes,
  }
}

/**
 * Decides who would get which free place of a stop, writing nothing. With `rearrange`, places given but not yet confirmed
 * may move too. Days a patient already said no to are not proposed again. `imagined` places are counted beside those of
 * the stop. Refused when the stop takes no appointment.
 */
export async function planAllocation(
  db: Database | Transaction,
  wanted: { stopId: StopId; rearrange: boolean },
  now: Instant,
  imagined: readonly StoredSlot[] = [],
): Promise<AllocationPlan | Refusal> {
  const [stop] = await listStops(db, { stopIds: [wanted.stopId] })
  if (!stop) return refuse('not_found')
  if (!isOpenStop(stop)) return refuse('stop_not_open')
  const rules = await readRules(db)
  const released = isReserveReleased(stop, now, rules.slots)
  const standing = (await listSlots(db, [stop.stopId])).filter((slot) => !slot.withdrawn && !slot.overbooked)
  const slots = [...standing, ...imagined]
  const upcoming = slots.filter((slot) => startOf(slot, stop.zone) > now)
  const appointments = wanted.rearrange ? await liveAppointmentsOfStop(db, stop.stopId) : []
  const upcomingIds = new Set(upcoming.map((slot) => slot.slotId))

  const candidates = await queueOfStop(db, stop.stopId, wanted.rearrange ? ['waiting', 'booked'] : ['waiting'])
  const queued = new Set(candidates.map((entry) => entry.referralId))
  const movable = new Map(
    appointments
      .filter((one) => one.state === 'booked' && upcomingIds.has(one.slotId) && queued.has(one.referralId))
      .map((one) => [one.referralId, one]),
  )
  const queue = candidates.filter((entry) => entry.state === 'waiting' || movable.has(entry.referralId))
  const declined = await daysDeclined(db, [stop.stopId])
  const places = upcoming.map((slot): Place => {
    const isMovable = slot.heldBy !== null && movable.has(slot.heldBy)
    return { ...slot, reserved: slot.reserved && !released, fixed: slot.heldBy !== null && !isMovable }
  })
  const current = new Map<ReferralId, SlotId>([...movable].map(([referralId, one]) => [referralId, one.slotId]))
  const allocation = allocate(
    queue.map((entry) => toCandidate(entry, declined.get(entry.referralId) ?? [], () => entry.driveMinutes)),
    places,
    current,
    rules.wishes,
  )
  const decidedOn = [wanted, allocation, places, [...movable.values()].map((one) => [one.appointmentId, one.revision])]
  const fingerprint = createHash('sha256').update(JSON.stringify(decidedOn)).digest('base64url')
  return { allocation, queue, slots: upcoming, movable, fingerprint }
}
