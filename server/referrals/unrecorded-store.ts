import type { HostCentreId, ReferralId, SpecialistId } from '../../shared/ids.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

/**
 * Appointments up to a day that still stand as if they were to come: nobody said seen, absent or cancelled. For some
 * referrals when given, for centres or everywhere otherwise.
 */
export async function listStandingUpTo(
  db: Database | Transaction,
  lastDay: LocalDate,
  of: { referralIds?: readonly ReferralId[]; centreIds?: readonly HostCentreId[] } = {},
) {
  if (of.referralIds?.length === 0) return []
  let query = db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('appointment.live', '=', 1)
    .where('slot.date', '<=', lastDay)
  if (of.referralIds) query = query.where('appointment.referral_id', 'in', [...of.referralIds])
  if (of.centreIds) query = query.where('referral.centre_id', 'in', [...of.centreIds])
  return query
    .orderBy('slot.date')
    .orderBy('appointment.id')
    .select([
      'appointment.id as appointmentId',
      'appointment.referral_id as referralId',
      'appointment.stop_id as stopId',
      'appointment.state',
      'appointment.revision',
      'referral.centre_id as centreId',
      'slot.date',
      'host_centre.name as centreName',
      'host_centre.zone',
    ])
    .execute()
}

/** The days on which live appointments stand, with the zone of their stop. */
export function listStandingDays(db: Database | Transaction) {
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .where('appointment.live', '=', 1)
    .select(['slot.date', 'host_centre.zone'])
    .distinct()
    .execute()
}

/**
 * Visits with a standing alert for want of an outcome, at stops where a specialist is signed up, oldest first. A day with
 * several specialists is everyone's until somebody records.
 */
export function listUnrecordedOfSpecialist(db: Database | Transaction, specialistId: SpecialistId, today: LocalDate) {
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .innerJoin('alert', (join) =>
      join
        .onRef('alert.referral_id', '=', 'appointment.referral_id')
        .on('alert.kind', '=', 'outcome_missing')
        .on('alert.resolved_at', 'is', null),
    )
    .where('appointment.live', '=', 1)
    .where('slot.date', '<=', today)
    .where('appointment.stop_id', 'in', (of) =>
      of.selectFrom('specialist_day').select('stop_id').where('specialist_id', '=', specialistId),
    )
    .orderBy('slot.date')
    .orderBy('appointment.id')
    .select([
      'appointment.stop_id as stopId',
      'host_centre.name as centreName',
      'slot.date',
      'alert.escalated_at as escalatedAt',
    ])
    .execute()
}
