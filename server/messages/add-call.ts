import type { AppointmentId, HostCentreId, ReferralId } from '../../shared/ids.ts'
import { CallReason } from '../../shared/message.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { closeCallsAskedBy, insertCallTask } from './call-task-store.ts'

/** A call someone must make; `cause` tells one event from another, so that a retry adds nothing. */
export type CallToMake = {
  readonly centreId: HostCentreId
  readonly referralId: ReferralId
  readonly appointmentId: AppointmentId | null
  readonly reason: CallReason
  readonly urgent: boolean
  readonly cause: string
}

const keyOf = (reason: CallReason, { referralId, cause }: Pick<CallToMake, 'referralId' | 'cause'>): string =>
  `${reason}:${referralId}:${cause}`

/** Puts a patient on the call list of their centre, in the transaction of the event that asks for it; false when it had already. */
export async function addCall(
  trx: Transaction,
  { newId }: Pick<Ports, 'newId'>,
  call: CallToMake,
  { now }: Moment,
): Promise<boolean> {
  return insertCallTask(trx, {
    id: newId(),
    centre_id: call.centreId,
    referral_id: call.referralId,
    appointment_id: call.appointmentId,
    reason: call.reason,
    state: 'open',
    attempts: 0,
    outcome: null,
    urgent: call.urgent ? 1 : 0,
    due_at: now,
    dedupe_key: keyOf(call.reason, call),
    closed_by: null,
    created_at: now,
    updated_at: now,
  })
}

/** Takes back the call an event had asked for, whatever its reason; false when none was still to make. */
export function withdrawCall(
  trx: Transaction,
  asked: Pick<CallToMake, 'referralId' | 'cause'>,
  { now }: Moment,
): Promise<boolean> {
  return closeCallsAskedBy(
    trx,
    CallReason.options.map((reason) => keyOf(reason, asked)),
    now,
  )
}
