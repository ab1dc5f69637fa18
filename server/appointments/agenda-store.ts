import type { AppointmentState, PriorityClass } from '../../shared/appointment.ts'
import type { AppointmentId, HostCentreId, ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

/** What a queue or an agenda shows of a referral beside who it is for. */
export type ReferralFacts = {
  referralId: ReferralId
  centreId: HostCentreId
  centreName: string
  priorityClass: PriorityClass
  deadline: LocalDate | null
}

const factColumns = [
  'referral.id as referralId',
  'referral.centre_id as centreId',
  'host_centre.name as centreName',
  'referral.priority_class as priorityClass',
  'referral.deadline as deadline',
] as const

/** These facts by referral. */
export async function listFacts(
  db: Database | Transaction,
  referralIds: readonly ReferralId[],
): Promise<Map<ReferralId, ReferralFacts>> {
  if (referralIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('referral')
    .innerJoin('host_centre', 'host_centre.id', 'referral.centre_id')
    .select(factColumns)
    .where('referral.id', 'in', [...referralIds])
    .execute()
  return new Map(rows.map((row) => [row.referralId, row]))
}

export type AgendaRow = ReferralFacts & {
  appointmentId: AppointmentId
  slotId: SlotId
  state: AppointmentState
  live: boolean
  heldUntil: Instant | null
  revision: number
}

/** Live appointments of a stop, and those whose patient will not come or did not, newest change first. */
export async function listAgendaRows(db: Database | Transaction, stopId: StopId): Promise<AgendaRow[]> {
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .innerJoin('host_centre', 'host_centre.id', 'referral.centre_id')
    .select(factColumns)
    .select([
      'appointment.id as appointmentId',
      'appointment.slot_id as slotId',
      'appointment.state as state',
      'appointment.live as live',
      'appointment.held_until as heldUntil',
      'appointment.revision as revision',
    ])
    .where('appointment.stop_id', '=', stopId)
    .where((where) =>
      where.or([where('appointment.live', '=', 1), where('appointment.state', 'in', ['no_show', 'excused', 'done'])]),
    )
    .orderBy('appointment.updated_at', 'desc')
    .orderBy('appointment.id')
    .execute()
  return rows.map((row) => ({ ...row, live: row.live === 1 }))
}

/** Who holds now the places these appointments, ended since, once had: one row by ended appointment. */
export async function listNextHolders(db: Database | Transaction, ended: readonly AppointmentId[]) {
  if (ended.length === 0) return []
  return db
    .selectFrom('appointment as ended')
    .innerJoin('appointment as next', 'next.slot_id', 'ended.slot_id')
    .innerJoin('stop', 'stop.id', 'next.stop_id')
    .innerJoin('host_centre as place', 'place.id', 'stop.centre_id')
    .innerJoin('referral', 'referral.id', 'next.referral_id')
    .innerJoin('host_centre', 'host_centre.id', 'referral.centre_id')
    .select(factColumns)
    .select([
      'ended.id as endedAppointmentId',
      'next.state as state',
      'next.held_until as heldUntil',
      'place.zone as zone',
    ])
    .where('ended.id', 'in', [...ended])
    .where('ended.live', '=', 0)
    .where('next.live', '=', 1)
    .execute()
}

/** Author and sealed reason of a stop's overbooked places. */
export async function listOverbooked(
  db: Database | Transaction,
  stopId: StopId,
): Promise<Map<SlotId, { by: string; sealedReason: string | null }>> {
  const rows = await db
    .selectFrom('slot')
    .leftJoin('person', 'person.id', 'slot.overbooked_by')
    .select(['slot.id', 'person.name', 'slot.sealed_overbooked_reason'])
    .where('slot.stop_id', '=', stopId)
    .where('slot.overbooked', '=', 1)
    .execute()
  return new Map(rows.map((row) => [row.id, { by: row.name ?? '', sealedReason: row.sealed_overbooked_reason }]))
}
