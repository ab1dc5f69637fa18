import type { ReferralId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import { ABOUT_A_PLACE } from '../messages/call-reasons.ts'
import type { Database, Transaction } from '../store/database.ts'
import { OPEN_STATES } from './open-states.ts'

/** Open calls to urgent patients about a place from a day on that they have not answered for; of one referral when given. */
export function listCallsToUrgent(db: Database | Transaction, from: LocalDate, of?: ReferralId) {
  let query = db
    .selectFrom('call_task')
    .innerJoin('referral', 'referral.id', 'call_task.referral_id')
    .innerJoin('appointment', 'appointment.id', 'call_task.appointment_id')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('host_centre', 'host_centre.id', 'referral.centre_id')
    .where('call_task.state', '=', 'open')
    .where('call_task.reason', 'in', [...ABOUT_A_PLACE])
    .where('referral.priority_class', 'in', ['P1', 'P2'])
    .where('referral.state', 'in', OPEN_STATES)
    .where('appointment.state', 'in', ['offered', 'booked', 'expired'])
    .where('slot.date', '>=', from)
  if (of) query = query.where('call_task.referral_id', '=', of)
  return query
    .orderBy('call_task.created_at')
    .orderBy('call_task.id')
    .select([
      'call_task.referral_id as referralId',
      'call_task.reason',
      'call_task.created_at as createdAt',
      'referral.centre_id as centreId',
      'appointment.state as appointmentState',
      'appointment.held_until as heldUntil',
      'slot.date',
      'host_centre.department',
      'host_centre.zone',
    ])
    .execute()
}
