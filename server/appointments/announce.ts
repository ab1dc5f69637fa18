import type { AppointmentId, ReferralId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import type { Moment } from '../access/moment.ts'
import { writeMessage } from '../messages/write-message.ts'
import type { Ports } from '../ports.ts'
import { appointmentChanged } from '../referrals/appointment-changed.ts'
import type { Transaction } from '../store/database.ts'

/**
 * Tells the other rooms, in the same transaction, that an appointment changed: the referral's state and safety follow,
 * and the patient's message is written. `kind` null writes none.
 */
export async function announce(
  trx: Transaction,
  ports: Ports,
  appointment: { appointmentId: AppointmentId; referralId: ReferralId },
  kind: MessageKind | null,
  moment: Moment,
): Promise<void> {
  await appointmentChanged(trx, appointment.referralId, moment)
  if (kind) await writeMessage(trx, ports, { kind, appointmentId: appointment.appointmentId }, moment)
}
