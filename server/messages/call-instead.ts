import type { SkipReason } from '../../shared/message.ts'
import type { Instant } from '../../shared/time.ts'
import type { Ports } from '../ports.ts'
import { messageNotDelivered } from '../referrals/recheck-reached.ts'
import type { Transaction } from '../store/database.ts'
import { addCall } from './add-call.ts'
import { findAppointmentContext } from './appointment-context-store.ts'
import type { StoredMessage } from './message-store.ts'

/**
 * Puts on the call list a patient whom a message could not reach, when they still must hear it: not for an answer, nor for
 * what stopped being true, nor once the visit is past. The safety rule is checked again.
 */
export async function callInstead(
  trx: Transaction,
  ports: Pick<Ports, 'newId'>,
  message: StoredMessage,
  because: SkipReason | 'not_delivered',
  now: Instant,
): Promise<void> {
  if (because === 'appointment_changed' || because === 'one_per_day') return
  if (message.kind.startsWith('answered_') || message.kind === 'call_us_back') return
  const appointment = message.appointment_id ? await findAppointmentContext(trx, message.appointment_id) : undefined
  if (!appointment || appointment.date < now.slice(0, 10)) return
  const isCancellation = message.kind === 'cancellation' || message.kind === 'late_cancellation'
  if (!appointment.live && !isCancellation) return
  const isUrgentClass = appointment.priorityClass === 'P1' || appointment.priorityClass === 'P2'
  const isNew = await addCall(
    trx,
    ports,
    {
      centreId: appointment.ownerCentreId,
      referralId: appointment.referralId,
      appointmentId: appointment.appointmentId,
      reason: isCancellation ? 'appointment_cancelled' : because === 'sms_stopped' ? 'sms_stopped' : 'not_delivered',
      urgent: message.urgent === 1 || isUrgentClass,
      cause: message.id,
    },
    { now, personId: null },
  )
  if (isNew) await messageNotDelivered(trx, appointment.referralId, { now, personId: null })
}
