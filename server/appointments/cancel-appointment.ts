import type { AppointmentState, EndReason } from '../../shared/appointment.ts'
import type { AppointmentId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Instant } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { advanceEntry } from './advance-entry.ts'
import { announce } from './announce.ts'
import { findAppointment, type StoredAppointment, updateAppointment } from './appointment-store.ts'
import { type Offered, offerSlot } from './offer-slot.ts'
import { startOf } from './placing.ts'
import { findSlot, takeOutSlots } from './slot-store.ts'
import type { WaitingEvent } from './waiting-list.ts'

type Ending = {
  state: AppointmentState
  waiting: WaitingEvent
  message: 'thanks' | 'cancelled' | null
  freesPlace: boolean
}

const ENDINGS: Readonly<Record<EndReason, Ending>> = {
  patient_declined: { state: 'declined', waiting: 'decline', message: 'thanks', freesPlace: true },
  patient_cancelled: { state: 'cancelled', waiting: 'decline', message: 'thanks', freesPlace: true },
  centre_cancelled: { state: 'cancelled', waiting: 'withdraw', message: 'cancelled', freesPlace: true },
  stop_cancelled: { state: 'cancelled', waiting: 'withdraw', message: 'cancelled', freesPlace: false },
  offer_expired: { state: 'expired', waiting: 'expire', message: null, freesPlace: true },
  offer_unreached: { state: 'expired', waiting: 'withdraw', message: null, freesPlace: true },
  moved: { state: 'cancelled', waiting: 'withdraw', message: null, freesPlace: true },
  reallocated: { state: 'cancelled', waiting: 'withdraw', message: 'cancelled', freesPlace: false },
  referral_closed: { state: 'cancelled', waiting: 'leave', message: null, freesPlace: true },
}

function messageOf(ending: Ending, start: Instant, now: Instant): MessageKind | null {
  if (ending.message === null || start <= now) return null
  // The message itself knows whether it comes too late for its hours.
  return ending.message === 'thanks' ? 'answered_no' : 'cancellation'
}

/**
 * Ends a live appointment, writes what the patient must know, and offers the freed place to the next of the queue, in the
 * same transaction. Refused when it no longer stands or the patient has arrived. `reoffered` is null when the place suits
 * nobody or is too near.
 */
export async function cancelAppointment(
  trx: Transaction,
  ports: Ports,
  wanted: { appointmentId: AppointmentId; reason: EndReason; revision?: number | undefined },
  moment: Moment,
): Promise<{ reoffered: Offered | null } | Refusal> {
  const appointment = await findAppointment(trx, wanted.appointmentId)
  if (!appointment) return refuse('not_found')
  const refusal = whyNotCancel(appointment, wanted.revision)
  if (refusal) return refusal
  const slot = await findSlot(trx, appointment.slotId)
  const [stop] = await listStops(trx, { stopIds: [appointment.stopId] })
  if (!slot || !stop) throw new Error('an appointment without place or stop')

  const ending = ENDINGS[wanted.reason]
  const change = { state: ending.state, live: false, heldUntil: null, endedReason: wanted.reason }
  if (!(await updateAppointment(trx, appointment, change, moment.now))) return refuse('changed_meanwhile')
  await advanceEntry(trx, appointment.referralId, ending.waiting, moment.now)
  await announce(trx, ports, appointment, messageOf(ending, startOf(slot, stop.zone), moment.now), moment)

  if (slot.overbooked || slot.withdrawn) {
    await takeOutSlots(trx, [slot.slotId])
    return { reoffered: null }
  }
  if (!ending.freesPlace) return { reoffered: null }
  const offered = await offerSlot(trx, ports, { slotId: slot.slotId }, { now: moment.now, personId: null })
  return { reoffered: isRefusal(offered) ? null : offered }
}

function whyNotCancel(appointment: StoredAppointment, revision: number | undefined): Refusal | null {
  if (!appointment.live) return refuse('appointment_ended')
  if (appointment.state === 'arrived') return refuse('already_arrived')
  if (revision !== undefined && revision !== appointment.revision) return refuse('changed_meanwhile')
  return null
}
