import { randomUUID } from 'node:crypto'
import type { AlertId, HostCentreId, PersonId, ReferralId } from '../../shared/ids.ts'
import type { AlertKind } from '../../shared/referral.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type AlertRow = Schema['alert']
/** A standing alert with the name of whoever took it on. */
export type StandingAlertRow = AlertRow & { readonly acknowledgedByName: string | null }

/** Raises an alert unless one of this kind already stands for the referral. */
export async function raiseAlert(
  trx: Transaction,
  alert: { centreId: HostCentreId; referralId: ReferralId; kind: AlertKind; at: Instant },
): Promise<void> {
  await trx
    .insertInto('alert')
    .values({
      id: randomUUID() as AlertId,
      centre_id: alert.centreId,
      referral_id: alert.referralId,
      kind: alert.kind,
      raised_at: alert.at,
      acknowledged_by: null,
      acknowledged_at: null,
      escalated_at: null,
      resolved_at: null,
      details: '{}',
    })
    .onConflict((conflict) => conflict.columns(['referral_id', 'kind']).where('resolved_at', 'is', null).doNothing())
    .execute()
}

/** The referrals for which an alert of a kind stands; of one alone when given. */
export async function listReferralsAlerted(
  db: Database | Transaction,
  kind: AlertKind,
  of?: ReferralId,
): Promise<ReferralId[]> {
  let query = db.selectFrom('alert').select('referral_id').where('kind', '=', kind).where('resolved_at', 'is', null)
  if (of) query = query.where('referral_id', '=', of)
  const rows = await query.execute()
  return rows.map((row) => row.referral_id)
}

/** The standing alerts of centres, with who took them on. */
export async function listStandingOfCentres(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
): Promise<StandingAlertRow[]> {
  if (centreIds.length === 0) return []
  return db
    .selectFrom('alert')
    .leftJoin('person', 'person.id', 'alert.acknowledged_by')
    .where('centre_id', 'in', [...centreIds])
    .where('resolved_at', 'is', null)
    .selectAll('alert')
    .select('person.name as acknowledgedByName')
    .execute()
}

/** All alerts a referral ever had, oldest first, with who acknowledged them. */
export function listOfReferral(db: Database | Transaction, referralId: ReferralId) {
  return db
    .selectFrom('alert')
    .leftJoin('person', 'person.id', 'alert.acknowledged_by')
    .where('referral_id', '=', referralId)
    .orderBy('raised_at')
    .selectAll('alert')
    .select('person.name as acknowledgedByName')
    .execute()
}

/** One alert, or undefined. */
export function findAlert(db: Database | Transaction, alertId: AlertId): Promise<AlertRow | undefined> {
  return db.selectFrom('alert').selectAll().where('id', '=', alertId).executeTakeFirst()
}

/** Ends standing alerts of a referral (all, all but one kind, or of one kind); `by` acknowledges them when a person's act ended them. */
export async function endAlerts(
  trx: Transaction,
  referralId: ReferralId,
  end: { kind?: AlertKind; except?: AlertKind | undefined; at: Instant; by: PersonId | null },
): Promise<void> {
  let update = trx
    .updateTable('alert')
    .set({ resolved_at: end.at, ...(end.by ? { acknowledged_by: end.by, acknowledged_at: end.at } : {}) })
    .where('referral_id', '=', referralId)
    .where('resolved_at', 'is', null)
  if (end.kind) update = update.where('kind', '=', end.kind)
  if (end.except) update = update.where('kind', '!=', end.except)
  await update.execute()
}

/** Notes that a named person takes an alert on; it stands until what it asks for is done. */
export async function takeAlert(trx: Transaction, alertId: AlertId, by: PersonId, at: Instant): Promise<void> {
  await trx
    .updateTable('alert')
    .set({ acknowledged_by: by, acknowledged_at: at })
    .where('id', '=', alertId)
    .where('resolved_at', 'is', null)
    .execute()
}

/**
 * Standing alerts that were not escalated yet and that nobody acknowledged (or took on and left undone), with the centre's
 * place in law and time.
 */
export function listNotEscalated(db: Database | Transaction) {
  return db
    .selectFrom('alert')
    .innerJoin('host_centre', 'host_centre.id', 'alert.centre_id')
    .where('resolved_at', 'is', null)
    .where((where) => where.or([where('acknowledged_at', 'is', null), where('kind', '=', 'not_reached')]))
    .where('escalated_at', 'is', null)
    .select(['alert.id as alertId', 'alert.raised_at as raisedAt', 'host_centre.department', 'host_centre.zone'])
    .execute()
}

/** Notes that an alert was escalated. */
export async function markEscalated(trx: Transaction, alertId: AlertId, at: Instant): Promise<void> {
  await trx.updateTable('alert').set({ escalated_at: at }).where('id', '=', alertId).execute()
}

/** When an alert of this kind was last raised, for every referral that ever had one. */
export async function lastRaisedByReferral(
  db: Database | Transaction,
  kind: AlertKind,
): Promise<Map<ReferralId, Instant>> {
  const rows = await db
    .selectFrom('alert')
    .where('kind', '=', kind)
    .select((of) => ['referral_id', of.fn.max('raised_at').as('at')])
    .groupBy('referral_id')
    .execute()
  return new Map(rows.map((row) => [row.referral_id, row.at]))
}

/** Standing breach alerts by centre and class. */
export async function countStandingBreaches(db: Database | Transaction) {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('referral', 'referral.id', 'alert.referral_id')
    .where('alert.kind', '=', 'breach')
    .where('alert.resolved_at', 'is', null)
    .select((of) => [
      'alert.centre_id as centreId',
      'referral.priority_class as priorityClass',
      of.fn.countAll<number>().as('count'),
    ])
    .groupBy(['alert.centre_id', 'referral.priority_class'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Standing breaches and unrecorded visits by centre, specialty, class and deadline, with how many were escalated. */
export async function listStandingByDeadline(db: Database | Transaction) {
  const rows = await db
    .selectFrom('alert')
    .innerJoin('referral', 'referral.id', 'alert.referral_id')
    .where('alert.kind', 'in', ['breach', 'outcome_missing'])
    .where('alert.resolved_at', 'is', null)
    .select((of) => [
      'alert.kind',
      'alert.centre_id as centreId',
      'referral.specialty',
      'referral.priority_class as priorityClass',
      'referral.deadline',
      of.fn.countAll<number>().as('count'),
      of.fn.count<number>('alert.escalated_at').as('escalated'),
    ])
    .groupBy(['alert.kind', 'alert.centre_id', 'referral.specialty', 'referral.priority_class', 'referral.deadline'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count), escalated: Number(row.escalated) }))
}
