import type { HostCentreId, ReferralId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import { OPEN_STATES } from './open-states.ts'

/** The events of a centre's referrals, latest first, after the line given, with the patient's sealed identity. */
export function listChanges(
  db: Database | Transaction,
  centreId: HostCentreId,
  before: { at: Instant; sequence: number; eventId: string } | undefined,
  limit: number,
) {
  let query = db
    .selectFrom('referral_event')
    .innerJoin('referral', 'referral.id', 'referral_event.referral_id')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .leftJoin('person', 'person.id', 'referral_event.person_id')
    .where('referral_event.centre_id', '=', centreId)
  if (before) {
    // Many things may happen at one instant: what comes next is after the last line shown, not after its instant.
    query = query.where((where) =>
      where.or([
        where('referral_event.at', '<', before.at),
        where.and([where('referral_event.at', '=', before.at), where('referral_event.sequence', '<', before.sequence)]),
        where.and([
          where('referral_event.at', '=', before.at),
          where('referral_event.sequence', '=', before.sequence),
          where('referral_event.id', '<', before.eventId),
        ]),
      ]),
    )
  }
  return query
    .orderBy('referral_event.at', 'desc')
    .orderBy('referral_event.sequence', 'desc')
    .orderBy('referral_event.id', 'desc')
    .limit(limit)
    .select([
      'referral_event.id as eventId',
      'referral_event.referral_id as referralId',
      'referral_event.at',
      'referral_event.sequence',
      'referral_event.kind',
      'person.name as personName',
      'referral.priority_class as priorityClass',
      'patient.sealed_identity as sealedIdentity',
    ])
    .execute()
}

/** Gives its centre to what a process of an earlier version wrote while they were restarted one after another. */
export async function nameCentresOfEvents(db: Database | Transaction): Promise<void> {
  await db
    .updateTable('referral_event')
    .set(({ selectFrom }) => ({
      centre_id: selectFrom('referral').select('centre_id').whereRef('referral.id', '=', 'referral_event.referral_id'),
    }))
    .where('centre_id', 'is', null)
    .execute()
}

/** The last event of each of these referrals, with who made it. */
export async function lastChanges(db: Database | Transaction, referralIds: readonly ReferralId[]) {
  if (referralIds.length === 0) return new Map<ReferralId, never>()
  const rows = await db
    .selectFrom('referral_event')
    .innerJoin('referral', (join) =>
      join
        .onRef('referral.id', '=', 'referral_event.referral_id')
        .onRef('referral.revision', '=', 'referral_event.sequence'),
    )
    .leftJoin('person', 'person.id', 'referral_event.person_id')
    .where('referral.id', 'in', [...referralIds])
    .select(['referral.id as referralId', 'referral_event.at', 'referral_event.kind', 'person.name as personName'])
    .execute()
  return new Map(rows.map(({ referralId, ...change }) => [referralId, change]))
}

/** Figures that change whenever anything of a centre's queue does: referrals, their places, their alerts. */
export async function queueFigures(db: Database | Transaction, centreId: HostCentreId) {
  const referrals = await db
    .selectFrom('referral')
    .where('centre_id', '=', centreId)
    .select((of) => [of.fn.countAll<number>().as('count'), of.fn.sum<number>('revision').as('revisions')])
    .executeTakeFirstOrThrow()
  const places = await db
    .selectFrom('appointment')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('referral.centre_id', '=', centreId)
    // Those of a referral that is over change no more, and its end changed the sum above.
    .where('referral.state', 'in', OPEN_STATES)
    .select((of) => [of.fn.countAll<number>().as('count'), of.fn.sum<number>('appointment.revision').as('revisions')])
    .executeTakeFirstOrThrow()
  const alerts = await db
    .selectFrom('alert')
    .where('centre_id', '=', centreId)
    .select((of) => [
      of.fn.countAll<number>().as('count'),
      of.fn.count<number>('resolved_at').as('ended'),
      of.fn.count<number>('escalated_at').as('escalated'),
    ])
    .executeTakeFirstOrThrow()
  return [
    referrals.count,
    referrals.revisions,
    places.count,
    places.revisions,
    alerts.count,
    alerts.ended,
    alerts.escalated,
  ].map((figure) => Number(figure ?? 0))
}
