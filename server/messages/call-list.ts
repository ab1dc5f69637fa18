import type { NextHolder } from '../../shared/appointment.ts'
import { CallOutcome, type CallReason, type CallTask } from '../../shared/message.ts'
import type { SignedInPerson } from '../../shared/person.ts'
import { recordAccesses } from '../access/audit.ts'
import { nameNextHolders } from '../appointments/name-next-holders.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { type AppointmentContext, listAppointmentContexts } from './appointment-context-store.ts'
import { listOpenCalls } from './call-task-store.ts'
import { nameOf, numberOf } from './list-messages.ts'

type OpenCall = Awaited<ReturnType<typeof listOpenCalls>>[number]
type ReadingPorts = Pick<Ports, 'db' | 'vault' | 'config' | 'clock' | 'territory'>

/** What to say first when there are several reasons to call one patient. */
const PRESSING: readonly CallReason[] = [
  'appointment_cancelled',
  'urgent_offer',
  'declined_urgent',
  'answered_too_late',
  'asked_to_be_called',
  'unclear_reply',
  'not_delivered',
  'no_answer',
  'no_mobile',
  'sms_stopped',
  'not_informed',
]

/**
 * The calls the person's centres have to make, urgent first, with whom to call and about what: one line a patient, however
 * many reasons there are to call. Reading it is recorded.
 */
export async function callList(ports: ReadingPorts, person: SignedInPerson): Promise<CallTask[]> {
  return transaction(ports.db, async (trx) => {
    const open = await listOpenCalls(trx, person.centreIds)
    const appointmentIds = open.flatMap(({ appointment_id }) => appointment_id ?? [])
    const appointments = await listAppointmentContexts(trx, [...new Set(appointmentIds)])
    const left = [...appointments.values()].filter(({ live }) => !live).map(({ appointmentId }) => appointmentId)
    const taken = await nameNextHolders(trx, ports, person, left)
    const byPatient = groupByPatient(open)
    const read = { person, action: 'read', resource: 'referral', purpose: 'call_list', at: ports.clock.now() } as const
    await recordAccesses(
      trx,
      [...byPatient.keys()].map((resourceId) => ({ ...read, resourceId })),
    )
    return [...byPatient.values()].map((rows) => {
      const about = rows.map(({ appointment_id }) => (appointment_id ? appointments.get(appointment_id) : undefined))
      // What the patient must decide comes before what they only must be told.
      const at = Math.max(
        0,
        about.findIndex((appointment) => appointment?.live),
      )
      const next = about.flatMap((appointment) => (appointment && taken.get(appointment.appointmentId)) ?? [])[0]
      return toCallTask(ports, rows[at]!, rows, about[at], next ?? null)
    })
  })
}

function toCallTask(
  ports: ReadingPorts,
  row: OpenCall,
  rows: readonly OpenCall[],
  appointment: AppointmentContext | undefined,
  next: NextHolder | null,
): CallTask {
  return {
    callTaskId: row.id,
    centreId: row.centre_id,
    referralId: row.referral_id,
    reasons: PRESSING.filter((reason) => rows.some((one) => one.reason === reason)),
    urgent: rows.some(({ urgent }) => urgent === 1),
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
    next,
    attempts: row.attempts,
    lastOutcome: row.outcome === null ? null : CallOutcome.parse(row.outcome),
    dueAt: row.due_at,
  }
}

/** Keeps the order of the list: a patient stands where their most pressing call does. */
function groupByPatient(calls: readonly OpenCall[]): Map<OpenCall['referral_id'], OpenCall[]> {
  const grouped = new Map<OpenCall['referral_id'], OpenCall[]>()
  for (const call of calls) grouped.set(call.referral_id, [...(grouped.get(call.referral_id) ?? []), call])
  return grouped
}
