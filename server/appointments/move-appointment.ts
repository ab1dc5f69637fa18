import type { AppointmentId, SlotId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { advanceEntry } from './advance-entry.ts'
import { announce } from './announce.ts'
import { findAppointment, findNeeds, readRules, updateAppointment } from './appointment-store.ts'
import { alternativesTo } from './find-slots.ts'
import { offerSlot } from './offer-slot.ts'
import { whyNotHere } from './placing.ts'
import { findSlot, takeOutSlots } from './slot-store.ts'

/**
 * Moves an appointment to another free place, of the same stop or another, and writes the patient. `agreed`: the patient
 * was asked and said yes, so the new hour is confirmed. The place left behind is offered to the queue unless `keepFree`.
 * Refused like a booking, or with `changed_meanwhile` when somebody touched the appointment since `revision`.
 */
export async function moveAppointment(
  trx: Transaction,
  ports: Ports,
  wanted: { appointmentId: AppointmentId; slotId: SlotId; revision: number; agreed: boolean; keepFree: boolean },
  moment: Moment,
): Promise<{ leftSlotId: SlotId; revision: number } | Refusal> {
  const appointment = await findAppointment(trx, wanted.appointmentId)
  if (!appointment) return refuse('not_found')
  if (!appointment.live) return refuse('appointment_ended')
  if (appointment.state === 'arrived') return refuse('already_arrived')
  if (appointment.revision !== wanted.revision) return refuse('changed_meanwhile')
  const [slot, left, needs] = [
    await findSlot(trx, wanted.slotId),
    await findSlot(trx, appointment.slotId),
    await findNeeds(trx, appointment.referralId),
  ]
  if (!slot || !left || !needs) return refuse('not_found', { field: 'slotId' })
  const [stop] = await listStops(trx, { stopIds: [slot.stopId] })
  if (!stop) return refuse('not_found', { field: 'slotId' })
  const rules = await readRules(trx)
  const refusal = whyNotHere(needs, slot, stop, moment.now, rules.slots)
  if (refusal) return refusal
  if (slot.heldBy) {
    const alternatives = await alternativesTo(trx, slot, needs, moment.now)
    return refuse('slot_taken', { field: 'slotId', details: { alternatives } })
  }
  const state = wanted.agreed ? ('confirmed' as const) : ('booked' as const)
  const change = { slotId: slot.slotId, stopId: slot.stopId, state, heldUntil: null }
  if (!(await updateAppointment(trx, appointment, change, moment.now))) return refuse('changed_meanwhile')
  await advanceEntry(trx, appointment.referralId, 'book', moment.now)
  await announce(trx, ports, appointment, 'moved', moment)
  if (left.overbooked || left.withdrawn) await takeOutSlots(trx, [left.slotId])
  else if (!wanted.keepFree) {
    const offered = await offerSlot(trx, ports, { slotId: left.slotId }, { now: moment.now, personId: null })
    if (isRefusal(offered)) return { leftSlotId: left.slotId, revision: wanted.revision + 1 }
  }
  return { leftSlotId: left.slotId, revision: wanted.revision + 1 }
}
