import { CallOutcome, type CallTask } from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { recordAccess } from '../access/audit.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { findAppointmentContext } from './appointment-context-store.ts'
import { listOpenCalls } from './call-task-store.ts'
import { nameOf, numberOf } from './list-messages.ts'

/** The calls the person's centres have to make, urgent first, with whom to call and about what; reading it is recorded. */
export async function callList(
  ports: Pick<Ports, 'db' | 'vault' | 'config' | 'clock' | 'territory'>,
  person: SignedInPerson,
): Promise<CallTask[]> {
  return transaction(ports.db, async (trx) => {
    const rows = await listOpenCalls(trx, person.centreIds)
    const calls: CallTask[] = []
    for (const row of rows) {
      const appointment = row.appointment_id ? await findAppointmentContext(trx, row.appointment_id) : undefined
      calls.push({
        callTaskId: row.id,
        centreId: row.centre_id,
        referralId: row.referral_id,
        reason: row.reason,
        urgent: row.urgent === 1,
        patientName: nameOf(ports, row.sealedIdentity),
        phone: row.sealedPhone ? numberOf(ports, row.sealedPhone) : null,
        phoneOwner: row.phoneOwner,
        appointment: appointment
          ? {
              appointmentId: appointment.appointmentId,
              date: appointment.date,
              start: appointment.start,
              place: ports.territory.byInsee(appointment.communeInsee)?.name ?? '',
              state: appointment.state,
              heldUntil: appointment.heldUntil,
              zone: appointment.zone,
            }
          : null,
        attempts: row.attempts,
        lastOutcome: row.outcome === null ? null : CallOutcome.parse(row.outcome),
        dueAt: row.due_at,
      })
      await recordAccess(trx, {
        person,
        action: 'read',
        resource: 'referral',
        resourceId: row.referral_id,
        purpose: 'call_list',
        at: ports.clock.now(),
      })
    }
    return calls
  })
}
