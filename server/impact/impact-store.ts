import type { AppointmentState, PriorityClass } from '../../shared/appointment.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { HostCentreId, SlotId, StopId, TourId } from '../../shared/ids.ts'
import type { Redirection } from '../../shared/impact.ts'
import { REDIRECTIONS } from '../../shared/impact.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

// All that a report reads of referrals and appointments: classes, dates and states. No identity, and nothing clinical but
// the outcome codes, which leave this room only as counts over a whole scope.

/** A referral as a report counts it. `seenOn`: the day of its visit. */
export type ReferralFact = {
  readonly centreId: HostCentreId
  readonly department: DepartmentCode
  readonly priorityClass: PriorityClass
  readonly sentAt: Instant
  readonly closedAt: Instant | null
  readonly seenOn: LocalDate | null
}

/** Referrals of these centres (null: of every centre) sent before an instant, of one specialty where given. */
export async function selectReferralFacts(
  db: Database,
  query: { centreIds: readonly HostCentreId[] | null; specialty: string | null; before: Instant },
): Promise<ReferralFact[]> {
  if (query.centreIds?.length === 0) return []
  let rows = db
    .selectFrom('referral')
    .innerJoin('host_centre', 'host_centre.id', 'referral.centre_id')
    .where('referral.sent_at', '<', query.before)
    .select([
      'referral.id',
      'referral.centre_id as centreId',
      'host_centre.department',
      'referral.priority_class as priorityClass',
      'referral.sent_at as sentAt',
      'referral.closed_at as closedAt',
    ])
  if (query.centreIds) rows = rows.where('referral.centre_id', 'in', [...query.centreIds])
  if (query.specialty) rows = rows.where('referral.specialty', '=', query.specialty)
  const visits = await db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .where('appointment.state', '=', 'done')
    .select(['appointment.referral_id as referralId', 'slot.date'])
    .orderBy('slot.date', 'desc')
    .execute()
  const seenOn = new Map(visits.map((visit) => [visit.referralId, visit.date]))
  return (await rows.execute()).map(({ id, ...row }) => ({ ...row, seenOn: seenOn.get(id) ?? null }))
}

/** An appointment at a stop as a report counts it. */
export type AppointmentFact = {
  readonly stopId: StopId
  readonly slotId: SlotId
  readonly date: LocalDate
  readonly state: AppointmentState
  readonly endedReason: string | null
  readonly priorityClass: PriorityClass
  readonly sentAt: Instant
  readonly deadline: LocalDate | null
}

/** Every appointment ever given at these stops. */
export async function selectAppointmentFacts(db: Database, stopIds: readonly StopId[]): Promise<AppointmentFact[]> {
  if (stopIds.length === 0) return []
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('appointment.stop_id', 'in', [...stopIds])
    .select([
      'appointment.stop_id as stopId',
      'appointment.slot_id as slotId',
      'slot.date',
      'appointment.state',
      'appointment.ended_reason as endedReason',
      'referral.priority_class as priorityClass',
      'referral.sent_at as sentAt',
      'referral.deadline',
    ])
    .execute()
}

/** What was chosen for a patient of a centre when no place stood in time. */
export type RedirectionFact = { readonly centreId: HostCentreId; readonly kind: Redirection; readonly at: Instant }

/** Alternatives chosen from an instant and before another, those superseded by a higher class apart. */
export async function selectRedirections(
  db: Database,
  query: { centreIds: readonly HostCentreId[] | null; specialty: string | null; from: Instant; before: Instant },
): Promise<RedirectionFact[]> {
  if (query.centreIds?.length === 0) return []
  let rows = db
    .selectFrom('alternative')
    .innerJoin('referral', 'referral.id', 'alternative.referral_id')
    .where('alternative.kind', 'in', [...REDIRECTIONS])
    .where('alternative.superseded_at', 'is', null)
    .where('alternative.chosen_at', '>=', query.from)
    .where('alternative.chosen_at', '<', query.before)
    .select(['referral.centre_id as centreId', 'alternative.kind', 'alternative.chosen_at as at'])
  if (query.centreIds) rows = rows.where('referral.centre_id', 'in', [...query.centreIds])
  if (query.specialty) rows = rows.where('referral.specialty', '=', query.specialty)
  return (await rows.execute()).map(({ kind, ...row }) => ({ ...row, kind: kind as Redirection }))
}

/** The sealed outcome of every patient seen on a tour, in no order, tied to nobody. */
export async function selectSealedOutcomes(db: Database | Transaction, tourId: TourId): Promise<string[]> {
  const rows = await db
    .selectFrom('visit')
    .innerJoin('appointment', 'appointment.id', 'visit.appointment_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .where('stop.tour_id', '=', tourId)
    .where('appointment.state', '=', 'done')
    .select('visit.sealed_outcome')
    .execute()
  return rows.map((row) => row.sealed_outcome)
}
