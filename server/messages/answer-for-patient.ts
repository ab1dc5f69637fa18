import type { AppointmentId } from '../../shared/ids.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { Moment } from '../access/moment.ts'
import { answerOffer } from '../appointments/answer-offer.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { findAppointmentContext } from './appointment-context-store.ts'
import { closeQuestions } from './message-store.ts'

/**
 * Takes a yes or a no however it came (SMS, page, telephone): the appointment follows, its questions are closed, and a no
 * from a patient of class P1 or P2 puts them on the call list. `too_late` when the place was given on or the visit began.
 */
export async function answerForPatient(
  trx: Transaction,
  ports: Ports,
  given: { readonly appointmentId: AppointmentId; readonly answer: 'yes' | 'no' },
  moment: Moment,
): Promise<'confirmed' | 'freed' | 'too_late'> {
  const before = await findAppointmentContext(trx, given.appointmentId)
  const answered = await answerOffer(trx, ports, given, moment)
  if (isRefusal(answered) || !before) return 'too_late'
  await closeQuestions(trx, given.appointmentId, moment.now)
  if (given.answer === 'yes') return 'confirmed'
  if (before.priorityClass === 'P1' || before.priorityClass === 'P2') {
    await addCall(
      trx,
      ports,
      {
        centreId: before.ownerCentreId,
        referralId: before.referralId,
        appointmentId: before.appointmentId,
        reason: 'declined_urgent',
        urgent: true,
        cause: before.appointmentId,
      },
      moment,
    )
  }
  return 'freed'
}
