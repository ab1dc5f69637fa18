import type { AppointmentId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { listStops } from '../tours/list-stops.ts'
import { announce } from './announce.ts'
import { findAppointment, liveAppointmentOf, type StoredAppointment, updateAppointment } from './appointment-store.ts'
import { type Attendance, attend } from './arrivals.ts'
import { insertNote } from './attendance-note-store.ts'
import { findSlot } from './slot-store.ts'

/**
 * Notes that a patient arrived, is excused or did not come, or takes that note back, and keeps who did. Taking back is
 * refused when the place or the patient has another appointment since. Writes no message: the patient is there, or will be
 * called.
 */
export async function recordArrival(
  trx: Transaction,
  ports: Ports,
  noted: { appointmentId: AppointmentId; attendance: Attendance; revision: number },
  moment: Moment,
): Promise<{ revision: number } | Refusal> {
  const { appointmentId, attendance } = noted
  const appointment = await findAppointment(trx, appointmentId)
  if (!appointment) return refuse('not_found')
  if (appointment.revision !== noted.revision) return refuse('changed_meanwhile')
  const applied = await applyAttendance(trx, ports, appointment, attendance, moment)
  if (isRefusal(applied) || moment.personId === null) return applied
  const note = { noteId: ports.newId(), appointmentId, attendance, notedBy: moment.personId, notedAt: moment.now }
  await insertNote(trx, { ...note, receivedAt: moment.now, offline: false, outcome: 'applied' })
  return applied
}

/** Makes `attendance` the state of an appointment just read, or says why not; the other rooms are told. */
export async function applyAttendance(
  trx: Transaction,
  ports: Ports,
  appointment: StoredAppointment,
  attendance: Attendance,
  moment: Moment,
): Promise<{ revision: number } | Refusal> {
  const slot = await findSlot(trx, appointment.slotId)
  const [stop] = await listStops(trx, { stopIds: [appointment.stopId] })
  if (!slot || !stop) throw new Error('an appointment without place or stop')
  const next = attend(appointment.state, attendance, slot.date, localDateOf(moment.now, stop.zone))
  if (isRefusal(next)) return next
  if (next.live && !appointment.live) {
    if (slot.heldBy) return refuse('slot_taken')
    if (await liveAppointmentOf(trx, appointment.referralId)) return refuse('already_booked')
  }
  if (!(await updateAppointment(trx, appointment, { ...next, heldUntil: null }, moment.now))) {
    return refuse('changed_meanwhile')
  }
  await announce(trx, ports, appointment, null, moment)
  return { revision: appointment.revision + 1 }
}
