import type { AppointmentId, ReferralId, SlotId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { queueOfStop } from '../referrals/queue-of-stop.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { waitForPlace } from './advance-entry.ts'
import { readRules, referralsAsked } from './appointment-store.ts'
import { bookAppointment } from './book-appointment.ts'
import { isOpenStop, isReserveReleased, startOf } from './placing.ts'
import { findSlot } from './slot-store.ts'
import { holdUntil, nextToOffer } from './waiting-list.ts'

export type Offered = { appointmentId: AppointmentId; referralId: ReferralId; heldUntil: Instant }

/**
 * Offers a free place to one patient, the first of the queue it suits who was not asked yet, or `referralId` when a
 * person chose: the offer holds the place until its expiry. Refused when it is held, too near, or suits nobody.
 */
export async function offerSlot(
  trx: Transaction,
  ports: Ports,
  wanted: { slotId: SlotId; referralId?: ReferralId | undefined },
  moment: Moment,
): Promise<Offered | Refusal> {
  const slot = await findSlot(trx, wanted.slotId)
  if (!slot || slot.withdrawn) return refuse('slot_withdrawn', { field: 'slotId' })
  if (slot.heldBy) return refuse('slot_taken', { field: 'slotId' })
  const [stop] = await listStops(trx, { stopIds: [slot.stopId] })
  if (!stop || !isOpenStop(stop)) return refuse('stop_not_open')
  const rules = await readRules(trx)
  const reserved = slot.reserved && !isReserveReleased(stop, moment.now, rules.slots)

  const queue = await queueOfStop(trx, slot.stopId)
  const chosen = wanted.referralId
    ? queue.find((entry) => entry.referralId === wanted.referralId && entry.state === 'waiting')
    : nextToOffer(queue, { ...slot, reserved }, await referralsAsked(trx, slot.stopId))
  if (!chosen) return refuse(wanted.referralId ? 'not_waiting' : 'nobody_to_offer')
  const start = startOf(slot, stop.zone)
  const heldUntil = holdUntil(moment.now, start, chosen.priorityClass, stop, rules.offers)
  if (!heldUntil) return refuse('too_late_to_offer', { field: 'slotId' })

  const { referralId } = chosen
  await waitForPlace(trx, ports, referralId, slot.stopId, moment.now)
  const booking = { referralId, slotId: slot.slotId, state: 'offered' as const, heldUntil }
  const booked = await bookAppointment(trx, ports, booking, moment)
  return isRefusal(booked) ? booked : { appointmentId: booked.appointmentId, referralId, heldUntil }
}
