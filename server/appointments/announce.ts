import type { AppointmentId, ReferralId } from '../../shared/ids.ts'
import type { MessageKind } from '../../shared/message.ts'
import type { Moment } from '../access/moment.ts'
import { writeMessage } from '../messages/write-message.ts'
import type { Ports } from '../ports.ts'
import { appointmentChanged } from '../referrals/appointment-changed.ts'
import type { Transaction } from '../store/database.ts'

/**
 * Tells the other rooms, in the same transaction, that an appointment changed: the referral's state and safety follow,
 * and the patient's message is written. `kind` null writes none. A move is told each time, even to a place the patient
 * had before: `revision`, as it was before the move, tells one from another.
 */
export async function announce(
  trx: Transaction,
  ports: Ports,
  { appointmentId, referralId, revision }: { appointmentId: AppointmentId; referralId: ReferralId; revision?: number },
  kind: MessageKind | null,
  moment: Moment,
): Promise<void> {
  await appointmentChanged(trx, referralId, moment)
  const cause = kind === 'moved' ? `from ${revision}` : undefined
  if (kind) await writeMessage(trx, ports, { kind, appointmentId, cause }, moment)
}
