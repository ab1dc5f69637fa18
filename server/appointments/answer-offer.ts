import type { AppointmentState } from '../../shared/appointment.ts'
import type { AppointmentId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { advanceEntry } from './advance-entry.ts'
import { announce } from './announce.ts'
import { findAppointment, updateAppointment } from './appointment-store.ts'
import { cancelAppointment } from './cancel-appointment.ts'

/**
 * Takes a patient's yes or no to an offer or an appointment, whichever way it came: reply, link or telephone. A yes
 * confirms, once; a no frees the place and offers it. Refused with `answered_too_late` when the place was given on.
 */
export async function answerOffer(
  trx: Transaction,
  ports: Ports,
  given: { appointmentId: AppointmentId; answer: 'yes' | 'no' },
  moment: Moment,
): Promise<{ state: AppointmentState } | Refusal> {
  const appointment = await findAppointment(trx, given.appointmentId)
  if (!appointment) return refuse('not_found')
  if (!appointment.live) return refuse('answered_too_late')
  if (given.answer === 'no') {
    const { appointmentId } = given
    const cancelled = await cancelAppointment(trx, ports, { appointmentId, reason: 'patient_declined' }, moment)
    return isRefusal(cancelled) ? cancelled : { state: 'declined' }
  }
  if (appointment.state !== 'offered' && appointment.state !== 'booked') return { state: appointment.state }
  const change = { state: 'confirmed' as const, heldUntil: null }
  if (!(await updateAppointment(trx, appointment, change, moment.now))) return refuse('changed_meanwhile')
  if (appointment.state === 'offered') await advanceEntry(trx, appointment.referralId, 'accept', moment.now)
  await advanceEntry(trx, appointment.referralId, 'book', moment.now)
  await announce(trx, ports, appointment, 'answered_yes', moment)
  return { state: 'confirmed' }
}
