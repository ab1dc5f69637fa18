import { addDays } from '../../shared/days.ts'
import type { ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import type { QueueEntry } from '../../shared/referral.ts'
import { type Instant, localDateOf, PARIS } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { orderQueue } from '../referrals/queue.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { allocate } from './allocation.ts'
import {
  daysDeclined,
  knownDriveMinutes,
  listEntries,
  liveAppointmentsOfStop,
  readRules,
  type StoredAppointment,
} from './appointment-store.ts'
import { isReserveReleased, startOf } from './placing.ts'
import { toCandidate } from './plan-allocation.ts'
import { listSlots, type StoredSlot } from './slot-store.ts'

/** Where a patient whose place goes could go instead. */
export type Rehoming = {
  appointment: StoredAppointment
  entry: QueueEntry
  before: StoredSlot
  instead: { slot: StoredSlot; stop: StopSummary; driveMinutes: number } | null
  deadlineKept: boolean | null
}

/** Which patients lose their place: all of a stop that is cancelled, or those its new sessions leave out. */
export type LostScope = 'whole_stop' | 'lost_places'

/**
 * For each patient of a stop whose place, today or later, goes, in queue order, the place they can have instead in reach:
 * at other open stops, and at this one when only some places are lost. Strict priority, as few past their deadline as
 * possible; writes nothing.
 */
export async function planRehoming(
  db: Database | Transaction,
  stopId: StopId,
  scope: LostScope,
  now: Instant,
): Promise<Rehoming[]> {
  const [stop] = await listStops(db, { stopIds: [stopId] })
  if (!stop) return []
  const own = new Map((await listSlots(db, [stopId])).map((slot) => [slot.slotId, slot]))
  const day = localDateOf(now, stop.zone)
  const appointments = (await liveAppointmentsOfStop(db, stopId)).filter((one) => {
    const slot = own.get(one.slotId)!
    // A day that is over took place: its patients wait for somebody to say how, not for another place.
    return one.state !== 'arrived' && slot.date >= day && (scope === 'whole_stop' || slot.withdrawn)
  })
  if (appointments.length === 0) return []
  const byReferral = new Map(appointments.map((one) => [one.referralId, one]))
  const entries = orderQueue(await listEntries(db, [...byReferral.keys()]))

  const today = localDateOf(now, PARIS)
  const open = await listStops(db, { from: addDays(today, -1), states: ['published', 'running'] })
  const homes = open.filter(
    (one) => one.specialty === stop.specialty && (one.stopId !== stopId || scope !== 'whole_stop'),
  )
  const rules = await readRules(db)
  const stopById = new Map(homes.map((one) => [one.stopId, one]))
  const slots = await listSlots(db, [...stopById.keys()])
  const places = slots
    .filter((slot) => !slot.withdrawn && !slot.overbooked && startOf(slot, stopById.get(slot.stopId)!.zone) > now)
    .map((slot) => {
      const released = isReserveReleased(stopById.get(slot.stopId)!, now, rules.slots)
      return { ...slot, reserved: slot.reserved && !released, fixed: slot.heldBy !== null }
    })
  const communes = [...new Set(entries.map((entry) => entry.communeInsee))]
  const drives = await knownDriveMinutes(db, communes, [...new Set(homes.map((one) => one.centreId))])
  const driveOf = (entry: QueueEntry) => (id: StopId) =>
    drives.get(`${entry.communeInsee} ${stopById.get(id)!.centreId}`) ?? null
  const declined = await daysDeclined(db, [...stopById.keys()])
  const { placed } = allocate(
    entries.map((entry) => toCandidate(entry, declined.get(entry.referralId) ?? [], driveOf(entry))),
    places,
    new Map<ReferralId, SlotId>(),
    rules.wishes,
  )

  const slotById = new Map(slots.map((slot) => [slot.slotId, slot]))
  const placeOf = new Map(placed.map((line) => [line.referralId, line]))
  return entries.map((entry): Rehoming => {
    const appointment = byReferral.get(entry.referralId)!
    const before = own.get(appointment.slotId)!
    const line = placeOf.get(entry.referralId)
    if (!line)
      return { appointment, entry, before, instead: null, deadlineKept: entry.deadline === null ? null : false }
    const slot = slotById.get(line.slotId)!
    const home = stopById.get(slot.stopId)!
    const instead = { slot, stop: home, driveMinutes: driveOf(entry)(home.stopId)! }
    return { appointment, entry, before, instead, deadlineKept: entry.deadline === null ? null : !line.late }
  })
}
