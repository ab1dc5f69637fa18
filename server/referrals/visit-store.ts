import { sql } from 'kysely'
import type { AppointmentId, HostCentreId, PersonId, ReferralId } from '../../shared/ids.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'

export type VisitRow = Schema['visit']

/** Keeps what a specialist concluded; one visit per appointment, replaced when corrected. */
export async function saveVisit(trx: Transaction, row: VisitRow): Promise<void> {
  const { id, appointment_id, referral_id, ...rest } = row
  await trx
    .insertInto('visit')
    .values(row)
    .onConflict((conflict) => conflict.column('appointment_id').doUpdateSet(rest))
    .execute()
}

const withSpecialist = (db: Database | Transaction) =>
  db
    .selectFrom('visit')
    .innerJoin('specialist', 'specialist.id', 'visit.specialist_id')
    .innerJoin('person', 'person.id', 'specialist.person_id')
    .innerJoin('referral', 'referral.id', 'visit.referral_id')
    .leftJoin('person as reader', 'reader.id', 'visit.letter_read_by')
    .selectAll('visit')
    .select(['person.name as specialistName', 'reader.name as letterReaderName', 'referral.centre_id as centreId'])

/**
 * The centre as a text no index knows: SQLite then begins with the few visits of a partial index, not with the thousands
 * of referrals of a centre.
 */
const centreAside = sql<HostCentreId>`(referral.centre_id || '')`

/** The visits of a referral, oldest first. */
export function listVisitsOf(db: Database | Transaction, referralId: ReferralId) {
  return withSpecialist(db).where('visit.referral_id', '=', referralId).orderBy('visit.recorded_at').execute()
}

/** What was concluded at each of these appointments, by appointment. */
export async function visitsByAppointment(
  db: Database | Transaction,
  appointmentIds: readonly AppointmentId[],
): Promise<Map<AppointmentId, VisitRow>> {
  if (appointmentIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('visit')
    .selectAll()
    .where('appointment_id', 'in', [...appointmentIds])
    .execute()
  return new Map(rows.map((row) => [row.appointment_id, row]))
}

/** The visits recorded since an instant for patients of centres. */
export async function listVisitsSince(db: Database | Transaction, centreIds: readonly HostCentreId[], since: Instant) {
  if (centreIds.length === 0) return []
  return withSpecialist(db)
    .where('referral.centre_id', 'in', [...centreIds])
    .where('visit.recorded_at', '>=', since)
    .orderBy('visit.recorded_at', 'desc')
    .execute()
}

/** Visits whose result is still owed, for centres or, without any given, everywhere. */
export async function listOwed(db: Database | Transaction, centreIds?: readonly HostCentreId[]) {
  if (centreIds?.length === 0) return []
  let query = withSpecialist(db)
    .select(['referral.protocol_id as protocolId', 'referral.protocol_version as protocolVersion'])
    .where('visit.result_due', 'is not', null)
    .where('visit.result_received_at', 'is', null)
    .orderBy('visit.result_due')
  if (centreIds) query = query.where(centreAside, 'in', [...centreIds])
  return query.execute()
}

/** Letters sent to centres that no doctor has read, oldest first. */
export async function listUnreadLetters(db: Database | Transaction, centreIds: readonly HostCentreId[]) {
  if (centreIds.length === 0) return []
  return withSpecialist(db)
    .where(centreAside, 'in', [...centreIds])
    .where('visit.letter_sent_at', 'is not', null)
    .where('visit.letter_read_at', 'is', null)
    .orderBy('visit.letter_sent_at')
    .execute()
}

/** Notes who of the centre read a letter, and when. */
export async function markLetterRead(trx: Transaction, visitId: string, by: PersonId, at: Instant): Promise<void> {
  await trx.updateTable('visit').set({ letter_read_at: at, letter_read_by: by }).where('id', '=', visitId).execute()
}

/** One visit with its centre, or undefined. */
export function findVisit(db: Database | Transaction, visitId: string) {
  return withSpecialist(db).where('visit.id', '=', visitId).executeTakeFirst()
}

/** Notes that an owed result came. */
export async function markResultReceived(trx: Transaction, visitId: string, at: Instant): Promise<void> {
  await trx.updateTable('visit').set({ result_received_at: at }).where('id', '=', visitId).execute()
}
