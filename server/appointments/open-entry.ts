import type { AgendaEntry, AttendanceNote } from '../../shared/appointment.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import { displayFrench, readPhone } from '../messages/phone.ts'
import type { OpenPatient } from '../referrals/open-identities.ts'
import type { AgendaRow } from './agenda-store.ts'

/** « EXEMPLE Iris »: how a patient is named at a desk. */
export function nameOf({ identity }: Pick<OpenPatient, 'identity'>): string {
  return `${identity.familyName.toLocaleUpperCase('fr')} ${identity.givenName}`
}

/** The name for a reader on duty at the patient's centre; null for everyone else. */
export function nameFor(patient: OpenPatient, centreIds: readonly HostCentreId[]): string | null {
  return centreIds.includes(patient.centreId) ? nameOf(patient) : null
}

/** The number as people write it; null when there is none. */
export function phoneOf({ phone }: Pick<OpenPatient, 'phone'>): string | null {
  if (phone === null) return null
  const french = displayFrench(phone)
  if (french !== null) return french
  const read = readPhone(phone, { demo: true })
  return isRefusal(read) ? phone : read.display
}

/** An appointment as the desk sees it: identity, telephone and class, nothing clinical. */
export function openEntry(row: AgendaRow, patient: OpenPatient, notes: readonly AttendanceNote[]): AgendaEntry {
  return {
    appointmentId: row.appointmentId,
    referralId: row.referralId,
    state: row.state,
    patientName: nameOf(patient),
    birthYear: patient.identity.birthDate.slice(0, 4),
    phone: phoneOf(patient),
    phoneOwner: patient.phoneOwner,
    mobility: patient.mobility,
    interpreter: patient.interpreter,
    priorityClass: row.priorityClass,
    deadline: row.deadline,
    heldUntil: row.heldUntil,
    revision: row.revision,
    notes: [...notes],
  }
}
