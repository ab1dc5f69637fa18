import type { AppointmentState } from '../../shared/appointment.ts'
import { AppointmentId, type ReferralId, type SlotId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { advanceEntry } from './advance-entry.ts'
import { announce } from './announce.ts'
import { findNeeds, insertAppointment, liveAppointmentOf, readRules } from './appointment-store.ts'
import { alternativesTo } from './find-slots.ts'
import { whyNotHere } from './placing.ts'
import { findSlot } from './slot-store.ts'

export type BookedState = Extract<AppointmentState, 'offered' | 'booked' | 'confirmed' | 'arrived'>

export type Booking = {
  referralId: ReferralId
  slotId: SlotId
  /** `booked` unless the patient already agreed, has come, or is only asked until `heldUntil`. */
  state?: BookedState | undefined
  heldUntil?: Instant | undefined
}

export const MESSAGE_OF: Readonly<Record<BookedState, MessageKind | null>> = {
  offered: 'offer',
  booked: 'confirmation',
  confirmed: 'answered_yes',
  arrived: null,
}

/**
 * Gives a place to a patient and writes their message, or says why not. The database decides races: who comes second gets
 * `slot_taken` with up to five other places in `details.alternatives`, or `already_booked`.
 */
export async function bookAppointment(
  trx: Transaction,
  ports: Ports,
  booking: Booking,
  moment: Moment,
): Promise<{ appointmentId: AppointmentId } | Refusal> {
  const needs = await findNeeds(trx, booking.referralId)
  const slot = await findSlot(trx, booking.slotId)
  if (!needs) return refuse('not_found', { field: 'referralId' })
  if (!slot) return refuse('not_found', { field: 'slotId' })
  const [stop] = await listStops(trx, { stopIds: [slot.stopId] })
  if (!stop) return refuse('not_found', { field: 'slotId' })
  const rules = await readRules(trx)
  const refusal = whyNotHere(needs, slot, stop, moment.now, rules.slots)
  if (refusal) return refusal

  const state = booking.state ?? 'booked'
  const appointmentId = AppointmentId.parse(ports.newId())
  const { referralId, slotId } = booking
  const heldUntil = booking.heldUntil ?? null
  const appointment = { appointmentId, slotId, stopId: slot.stopId, referralId, state, heldUntil }
  if (!(await insertAppointment(trx, appointment, moment))) {
    const live = await liveAppointmentOf(trx, referralId)
    if (live) return refuse('already_booked', { field: 'referralId', details: { appointmentId: live.appointmentId } })
    const alternatives = await alternativesTo(trx, slot, needs, moment.now)
    return refuse('slot_taken', { field: 'slotId', details: { alternatives } })
  }
  await advanceEntry(trx, referralId, state === 'offered' ? 'offer' : 'book', moment.now)
  await announce(trx, ports, appointment, MESSAGE_OF[state], moment)
  return { appointmentId }
}
