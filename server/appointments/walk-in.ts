import type { WalkInCandidate } from '../../shared/appointment.ts'
import type { AppointmentId, HostCentreId, ReferralId, SlotId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { openIdentities } from '../referrals/open-identities.ts'
import { queueOfStop } from '../referrals/queue-of-stop.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { daysDeclined, readRules } from './appointment-store.ts'
import { attend } from './arrivals.ts'
import { bookAppointment } from './book-appointment.ts'
import { nameOf, phoneOf } from './open-entry.ts'
import { isReserveReleased } from './placing.ts'
import { findSlot } from './slot-store.ts'
import { suitsEntry } from './waiting-list.ts'

const MOST_SHOWN = 12

/**
 * Who waiting could come at short notice for a free place, the nearest first, then in queue order: patients of the
 * reader's centres, with their telephone; those who said no to that day are left out. At most twelve.
 */
export async function whoCouldCome(
  db: Database | Transaction,
  ports: Pick<Ports, 'vault'>,
  slotId: SlotId,
  reader: { centreIds: readonly HostCentreId[] },
  { now }: Pick<Moment, 'now'>,
): Promise<WalkInCandidate[] | Refusal> {
  const slot = await findSlot(db, slotId)
  if (!slot) return refuse('not_found')
  if (slot.heldBy) return refuse('slot_taken')
  const [stop] = await listStops(db, { stopIds: [slot.stopId] })
  if (!stop) return refuse('not_found')
  const rules = await readRules(db)
  const reserved = slot.reserved && !isReserveReleased(stop, now, rules.slots)
  const declined = await daysDeclined(db, [slot.stopId])
  const queue = (await queueOfStop(db, slot.stopId)).filter(
    (entry) =>
      reader.centreIds.includes(entry.centreId) &&
      suitsEntry(entry, { ...slot, reserved }) &&
      !declined.get(entry.referralId)?.includes(slot.date),
  )
  const nearest = queue
    .map((entry, rank) => ({ entry, rank }))
    .sort((a, b) => a.entry.driveMinutes - b.entry.driveMinutes || a.rank - b.rank)
    .slice(0, MOST_SHOWN)
  const patients = await openIdentities(
    db,
    ports,
    nearest.map(({ entry }) => entry.referralId),
  )
  return nearest.map(({ entry, rank }) => {
    const patient = patients.get(entry.referralId)!
    return {
      referralId: entry.referralId,
      patientName: nameOf(patient),
      phone: phoneOf(patient),
      phoneOwner: patient.phoneOwner,
      mobility: patient.mobility,
      priorityClass: entry.priorityClass,
      deadline: entry.deadline,
      driveMinutes: entry.driveMinutes,
      rank: rank + 1,
    }
  })
}

/** Gives a free place to somebody called at the last minute, who agreed or, on the day or after, is already there. */
export async function bookWalkIn(
  trx: Transaction,
  ports: Ports,
  wanted: { slotId: SlotId; referralId: ReferralId; isHere: boolean },
  moment: Moment,
): Promise<{ appointmentId: AppointmentId } | Refusal> {
  const { slotId, referralId, isHere } = wanted
  if (isHere) {
    const slot = await findSlot(trx, slotId)
    const [stop] = slot ? await listStops(trx, { stopIds: [slot.stopId] }) : []
    if (!slot || !stop) return refuse('not_found')
    const refused = attend('confirmed', 'arrived', slot.date, localDateOf(moment.now, stop.zone))
    if (isRefusal(refused)) return refused
  }
  return bookAppointment(trx, ports, { slotId, referralId, state: isHere ? 'arrived' : 'confirmed' }, moment)
}
