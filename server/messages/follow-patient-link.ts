import type { AppointmentId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { instantAt } from '../../shared/time.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { answerForPatient } from './answer-for-patient.ts'
import { type AppointmentContext, findAppointmentContext } from './appointment-context-store.ts'
import { findLink } from './patient-link-store.ts'

/** What an opened link leads to. */
export type FollowedLink = { readonly appointment: AppointmentContext; readonly isPast: boolean }

/**
 * Finds the appointment behind a link and records that its page was read. Refuses `not_found` a link we never made and
 * `link_expired` one whose time is over, with the centre's telephone when it has one.
 */
export async function followPatientLink(ports: Ports, token: string): Promise<FollowedLink | Refusal> {
  const now = ports.clock.now()
  return transaction(ports.db, async (trx) => {
    const link = await findLink(trx, ports.vault.fingerprints(token))
    const appointment = link && (await findAppointmentContext(trx, link.appointment_id))
    if (!link || !appointment) return refuse('not_found')
    if (now >= link.expires_at) return refuse('link_expired', { details: { phone: appointment.centrePhone } })
    await recordAccess(trx, {
      person: null,
      action: 'read',
      resource: 'appointment',
      resourceId: appointment.appointmentId,
      purpose: 'patient_link',
      at: now,
    })
    return { appointment, isPast: isPast(appointment, now) }
  })
}

/** A patient's answer from their page; the link itself is the secret. `too_late` when the place was given on. */
export async function answerByLink(
  ports: Ports,
  token: string,
  answer: 'yes' | 'no' | 'contact',
): Promise<'yes' | 'no' | 'contact' | 'too_late' | Refusal> {
  const moment = { now: ports.clock.now(), personId: null }
  return transaction(ports.db, async (trx) => {
    const link = await findLink(trx, ports.vault.fingerprints(token))
    const appointment = link && (await findAppointmentContext(trx, link.appointment_id))
    if (!link || !appointment) return refuse('not_found')
    if (moment.now >= link.expires_at) return refuse('link_expired', { details: { phone: appointment.centrePhone } })
    await recordAccess(trx, {
      person: null,
      action: 'update',
      resource: 'appointment',
      resourceId: appointment.appointmentId,
      purpose: `patient_link:${answer}`,
      at: moment.now,
    })
    const appointmentId: AppointmentId = appointment.appointmentId
    const about = { centreId: appointment.ownerCentreId, referralId: appointment.referralId, appointmentId }
    const urgent = appointment.priorityClass === 'P1' || appointment.priorityClass === 'P2'
    // One call a day is enough, however often the button is pressed.
    const cause = `page:${moment.now.slice(0, 10)}`
    if (answer === 'contact') {
      await addCall(trx, ports, { ...about, reason: 'asked_to_be_called', urgent: false, cause }, moment)
      return answer
    }
    if (isPast(appointment, moment.now)) return 'too_late'
    const outcome = await answerForPatient(trx, ports, { appointmentId, answer }, moment)
    if (outcome !== 'too_late') return answer
    // Pressing the same button twice is no news.
    if (answer === 'no' && appointment.state === 'declined') return 'no'
    await addCall(trx, ports, { ...about, reason: 'answered_too_late', urgent, cause }, moment)
    return 'too_late'
  })
}

const isPast = ({ date, start, zone }: AppointmentContext, now: string): boolean => now >= instantAt(date, start, zone)
