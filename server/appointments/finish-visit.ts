import type { AppointmentId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Moment } from '../access/moment.ts'
import type { Transaction } from '../store/database.ts'
import { findAppointment, updateAppointment } from './appointment-store.ts'

/** Ends an appointment because the specialist saw the patient, or waited for them in vain. Says nothing to the patient. */
export async function finishVisit(
  trx: Transaction,
  appointmentId: AppointmentId,
  state: 'done' | 'no_show',
  moment: Moment,
): Promise<null | Refusal> {
  const appointment = await findAppointment(trx, appointmentId)
  if (!appointment) return refuse('not_found')
  const change = { state, live: false, heldUntil: null }
  return (await updateAppointment(trx, appointment, change, moment.now)) ? null : refuse('changed_meanwhile')
}
