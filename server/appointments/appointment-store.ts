import { AppointmentRules, type AppointmentState, type EndReason } from '../../shared/appointment.ts'
import type { InseeCode } from '../../shared/geo.ts'
import type { AppointmentId, HostCentreId, PersonId, ReferralId, SlotId, StopId } from '../../shared/ids.ts'
import { type QueueEntry, Wishes } from '../../shared/referral.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import { toQueueEntry } from '../referrals/queue-of-stop.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

type Row = Schema['appointment']

export type StoredAppointment = {
  appointmentId: AppointmentId
  slotId: SlotId
  stopId: StopId
  referralId: ReferralId
  state: AppointmentState
  live: boolean
  heldUntil: Instant | null
  endedReason: string | null
  createdAt: Instant
  updatedAt: Instant
  revision: number
}

function toAppointment(row: Row): StoredAppointment {
  return {
    appointmentId: row.id,
    slotId: row.slot_id,
    stopId: row.stop_id,
    referralId: row.referral_id,
    state: row.state,
    live: row.live === 1,
    heldUntil: row.held_until,
    endedReason: row.ended_reason,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
  }
}

/** The room's settings; what was never set takes its default. */
export async function readRules(db: Database | Transaction): Promise<AppointmentRules> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', 'appointments').executeTakeFirst()
  return AppointmentRules.parse(row ? JSON.parse(row.value) : {})
}

/**
 * Adds a live appointment. False, and nothing written, when the database's unique indexes refuse it: the place or the
 * referral already has one.
 */
export async function insertAppointment(
  trx: Transaction,
  appointment: Pick<StoredAppointment, 'appointmentId' | 'slotId' | 'stopId' | 'referralId' | 'state' | 'heldUntil'>,
  moment: { now: Instant; personId: PersonId | null },
): Promise<boolean> {
  const inserted = await trx
    .insertInto('appointment')
    .values({
      id: appointment.appointmentId,
      slot_id: appointment.slotId,
      stop_id: appointment.stopId,
      referral_id: appointment.referralId,
      state: appointment.state,
      live: 1,
      held_until: appointment.heldUntil,
      ended_reason: null,
      created_by: moment.personId,
      created_at: moment.now,
      updated_at: moment.now,
      revision: 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** One appointment, or undefined. */
export async function findAppointment(
  db: Database | Transaction,
  appointmentId: AppointmentId,
): Promise<StoredAppointment | undefined> {
  const row = await db.selectFrom('appointment').selectAll().where('id', '=', appointmentId).executeTakeFirst()
  return row && toAppointment(row)
}

/** The live appointment of a referral, or undefined. */
export async function liveAppointmentOf(
  db: Database | Transaction,
  referralId: ReferralId,
): Promise<StoredAppointment | undefined> {
  const row = await db
    .selectFrom('appointment')
    .selectAll()
    .where('referral_id', '=', referralId)
    .where('live', '=', 1)
    .executeTakeFirst()
  return row && toAppointment(row)
}

/** Live appointments of a stop. */
export async function liveAppointmentsOfStop(db: Database | Transaction, stopId: StopId): Promise<StoredAppointment[]> {
  const rows = await db
    .selectFrom('appointment')
    .selectAll()
    .where('stop_id', '=', stopId)
    .where('live', '=', 1)
    .orderBy('id')
    .execute()
  return rows.map(toAppointment)
}

/** Referrals that were already asked about this stop and said no, or did not answer. */
export async function referralsAsked(db: Database | Transaction, stopId: StopId): Promise<Set<ReferralId>> {
  const rows = await db
    .selectFrom('appointment')
    .select('referral_id')
    .distinct()
    .where('stop_id', '=', stopId)
    .where('live', '=', 0)
    .where('state', 'in', ['declined', 'expired', 'no_show', 'excused', 'cancelled'])
    .where((where) =>
      where.or([
        where('ended_reason', 'is', null),
        where('ended_reason', 'not in', ['stop_cancelled', 'reallocated', 'centre_cancelled', 'offer_unreached']),
      ]),
    )
    .execute()
  return new Set(rows.map((row) => row.referral_id))
}

/** The days of stops each referral said no to, or was absent on, so that nobody is asked the same thing twice. */
export async function daysDeclined(
  db: Database | Transaction,
  stopIds: readonly StopId[],
): Promise<Map<ReferralId, LocalDate[]>> {
  const days = new Map<ReferralId, LocalDate[]>()
  if (stopIds.length === 0) return days
  const rows = await db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .select(['appointment.referral_id', 'slot.date'])
    .distinct()
    .where('appointment.stop_id', 'in', [...stopIds])
    .where((where) =>
      where.or([
        where('appointment.ended_reason', 'in', ['patient_declined', 'patient_cancelled']),
        where('appointment.state', 'in', ['no_show', 'excused']),
      ]),
    )
    .orderBy('slot.date')
    .execute()
  for (const row of rows) days.set(row.referral_id, [...(days.get(row.referral_id) ?? []), row.date])
  return days
}

/** Known drive minutes from communes to centres, by `commune centre`; null when no road leads there in reach. */
export async function knownDriveMinutes(
  db: Database | Transaction,
  communes: readonly InseeCode[],
  centreIds: readonly HostCentreId[],
): Promise<Map<string, number | null>> {
  if (communes.length === 0 || centreIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('drive_time')
    .selectAll()
    .where('commune_insee', 'in', [...communes])
    .where('centre_id', 'in', [...centreIds])
    .execute()
  return new Map(rows.map((row) => [`${row.commune_insee} ${row.centre_id}`, row.minutes]))
}

/** Changes an appointment read at `revision`; false, and nothing written, when somebody changed it since. */
export async function updateAppointment(
  trx: Transaction,
  appointment: Pick<StoredAppointment, 'appointmentId' | 'revision'>,
  change: {
    state?: AppointmentState
    live?: boolean
    slotId?: SlotId
    stopId?: StopId
    heldUntil?: Instant | null
    endedReason?: EndReason | null
  },
  now: Instant,
): Promise<boolean> {
  const updated = await trx
    .updateTable('appointment')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.live === undefined ? {} : { live: change.live ? 1 : 0 }),
      ...(change.slotId === undefined ? {} : { slot_id: change.slotId }),
      ...(change.stopId === undefined ? {} : { stop_id: change.stopId }),
      ...(change.heldUntil === undefined ? {} : { held_until: change.heldUntil }),
      ...(change.endedReason === undefined ? {} : { ended_reason: change.endedReason }),
      updated_at: now,
      revision: appointment.revision + 1,
    })
    .where('id', '=', appointment.appointmentId)
    .where('revision', '=', appointment.revision)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Keeps an offer until later. What anyone read of it stays true, so its revision does too. */
export async function prolongHold(
  trx: Transaction,
  appointmentId: AppointmentId,
  heldUntil: Instant,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('appointment')
    .set({ held_until: heldUntil, updated_at: now })
    .where('id', '=', appointmentId)
    .where('state', '=', 'offered')
    .where('live', '=', 1)
    .execute()
}

/** Offers whose hold has ended. */
export async function expiredOffers(db: Database | Transaction, now: Instant): Promise<StoredAppointment[]> {
  const rows = await db
    .selectFrom('appointment')
    .selectAll()
    .where('state', '=', 'offered')
    .where('live', '=', 1)
    .where('held_until', '<=', now)
    .orderBy('held_until')
    .orderBy('id')
    .execute()
  return rows.map(toAppointment)
}

/** When the next hold ends, strictly after `now`; null when no offer is pending. */
export async function nextExpiry(db: Database | Transaction, now: Instant): Promise<Instant | null> {
  const row = await db
    .selectFrom('appointment')
    .select('held_until')
    .where('state', '=', 'offered')
    .where('live', '=', 1)
    .where('held_until', '>', now)
    .orderBy('held_until')
    .executeTakeFirst()
  return row?.held_until ?? null
}

/** What placing a patient needs to know of their referral; nothing of who they are, nothing clinical. */
export async function findNeeds(db: Database | Transaction, referralId: ReferralId) {
  const row = await db
    .selectFrom('referral')
    .select([
      'id as referralId',
      'centre_id as centreId',
      'state',
      'specialty',
      'priority_class as priorityClass',
      'deadline',
      'slot_kind as slotKind',
      'wishes',
      'commune_insee as communeInsee',
    ])
    .where('id', '=', referralId)
    .executeTakeFirst()
  return row && { ...row, wishes: Wishes.parse(JSON.parse(row.wishes)) }
}

/** These referrals as a queue reads them, in no order. */
export async function listEntries(
  db: Database | Transaction,
  referralIds: readonly ReferralId[],
): Promise<QueueEntry[]> {
  if (referralIds.length === 0) return []
  const rows = await db
    .selectFrom('referral')
    .selectAll()
    .where('id', 'in', [...referralIds])
    .execute()
  return rows.map(toQueueEntry)
}

/** The centres that may act on an appointment: that of its referral, and that where the unit stops. */
export async function centresOfAppointment(
  db: Database | Transaction,
  appointmentId: AppointmentId,
): Promise<HostCentreId[]> {
  const row = await db
    .selectFrom('appointment')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .select(['referral.centre_id as ofReferral', 'stop.centre_id as ofStop'])
    .where('appointment.id', '=', appointmentId)
    .executeTakeFirst()
  return row ? [row.ofReferral, row.ofStop] : []
}
