import type { AppointmentState } from '../../shared/appointment.ts'
import type { Attendance } from './arrivals.ts'

/** What becomes of a note a device brings after being without network. */
export type NoteFate = 'apply' | 'same' | 'set_aside'

const NOTED_ON_THE_DAY: readonly AppointmentState[] = ['arrived', 'no_show', 'excused']

/**
 * Weighs a note made without network against what the appointment has become. Nobody touched it, or only the patient's
 * answer did: it is applied. Somebody noted the same: nothing to do. Somebody noted otherwise: it is set aside, and a person
 * decides; neither note is lost.
 */
export function weighNote(
  appointment: { readonly state: AppointmentState; readonly revision: number },
  note: { readonly attendance: Attendance; readonly revision: number },
): NoteFate {
  if (appointment.revision === note.revision) return 'apply'
  if (appointment.state === note.attendance) return 'same'
  return NOTED_ON_THE_DAY.includes(appointment.state) ? 'set_aside' : 'apply'
}
