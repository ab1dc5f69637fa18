import type { AppointmentState } from '../../shared/appointment.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { LocalDate } from '../../shared/time.ts'

/** What the desk may note of a patient on the day; `booked` and `confirmed` take a note back. */
const ATTENDANCES = ['arrived', 'excused', 'no_show', 'booked', 'confirmed'] as const
export type Attendance = (typeof ATTENDANCES)[number]

const isAttendance = (state: AppointmentState): state is Attendance =>
  (ATTENDANCES as readonly string[]).includes(state)

/**
 * What noting an attendance makes of an appointment: an absent patient's place is free again. Arrival and unexcused
 * absence are noted on the day or after; an excuse may come before. Refused once seen or ended otherwise.
 */
export function attend(
  state: AppointmentState,
  attendance: Attendance,
  date: LocalDate,
  today: LocalDate,
): { state: Attendance; live: boolean } | Refusal {
  if (!isAttendance(state)) return refuse(state === 'done' ? 'already_arrived' : 'appointment_ended')
  if ((attendance === 'arrived' || attendance === 'no_show') && today < date) return refuse('not_yet')
  return { state: attendance, live: attendance !== 'excused' && attendance !== 'no_show' }
}
