import { randomUUID } from 'node:crypto'

import type { AppointmentId, HostCentreId, PersonId, ReferralId } from '../../shared/ids.ts'
import { type ReferralState, Wishes } from '../../shared/referral.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema, Sealed } from '../store/schema.ts'
import { OPEN_STATES } from './open-states.ts'

export type ReferralRow = Schema['referral']

/** The wishes of a row, whatever version of the interface wrote them. */
export function wishesOf(row: { wishes: string }): Wishes {
  return Wishes.parse(JSON.parse(row.wishes))
}

/** One referral, or undefined. */
export function findReferral(db: Database | Transaction, referralId: ReferralId): Promise<ReferralRow | undefined> {
  return db.selectFrom('referral').selectAll().where('id', '=', referralId).executeTakeFirst()
}

/** What a sender already sent under this key, or undefined. */
export function findSentBefore(trx: Transaction, authorId: PersonId, key: string): Promise<ReferralRow | undefined> {
  return trx
    .selectFrom('referral')
    .selectAll()
    .where('author_id', '=', authorId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

/** Keeps a new referral. */
export async function insertReferral(trx: Transaction, row: ReferralRow): Promise<void> {
  await trx.insertInto('referral').values(row).execute()
}

type Change = Partial<
  Pick<ReferralRow, 'state' | 'priority_class' | 'call_today' | 'deadline' | 'closed_reason' | 'closed_at'>
>

/** Writes a change and its event together: the revision is the number of the last event. */
export async function changeReferral(
  trx: Transaction,
  row: Pick<ReferralRow, 'id' | 'revision'>,
  change: Change,
  event: { kind: string; at: Instant; personId: PersonId | null; sealedDetails: Sealed | null },
): Promise<number> {
  const revision = row.revision + 1
  await trx
    .updateTable('referral')
    .set({ ...change, revision })
    .where('id', '=', row.id)
    .execute()
  await appendEvent(trx, { referralId: row.id, sequence: revision, ...event })
  return revision
}

/** Referrals cared for elsewhere of which nothing was written since, and that hold no place; `limit` at most. */
export function listQuietRedirected(trx: Transaction, since: Instant, limit: number) {
  return trx
    .selectFrom('referral')
    .select(['id', 'revision'])
    .where('state', '=', 'redirected')
    .where('sent_at', '<', since)
    .where('id', 'not in', trx.selectFrom('referral_event').where('at', '>=', since).select('referral_id'))
    .where('id', 'not in', trx.selectFrom('appointment').where('live', '=', 1).select('referral_id'))
    .limit(limit)
    .execute()
}

/** Adds to a referral's history, which is never rewritten. */
export async function appendEvent(
  trx: Transaction,
  event: {
    referralId: ReferralId
    sequence: number
    kind: string
    at: Instant
    personId: PersonId | null
    sealedDetails: Sealed | null
  },
): Promise<void> {
  await trx
    .insertInto('referral_event')
    .values(({ selectFrom }) => ({
      id: randomUUID(),
      referral_id: event.referralId,
      centre_id: selectFrom('referral').select('centre_id').where('id', '=', event.referralId),
      sequence: event.sequence,
      at: event.at,
      person_id: event.personId,
      kind: event.kind,
      sealed_details: event.sealedDetails,
    }))
    .execute()
}

/** A referral's events after `sequence`, oldest first, with who did each. */
export function listEvents(db: Database | Transaction, referralId: ReferralId, after = 0) {
  return db
    .selectFrom('referral_event')
    .leftJoin('person', 'person.id', 'referral_event.person_id')
    .where('referral_id', '=', referralId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .select([
      'referral_event.sequence',
      'referral_event.at',
      'referral_event.kind',
      'referral_event.sealed_details as sealedDetails',
      'person.name as personName',
    ])
    .execute()
}

/** The live appointment of each referral that has one, with its place. */
export async function listHeldPlaces(db: Database | Transaction, referralIds: readonly ReferralId[]) {
  if (referralIds.length === 0) return []
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('stop', 'stop.id', 'appointment.stop_id')
    .innerJoin('host_centre', 'host_centre.id', 'stop.centre_id')
    .where('appointment.live', '=', 1)
    .where('appointment.referral_id', 'in', [...referralIds])
    .select([
      'appointment.referral_id as referralId',
      'appointment.id as appointmentId',
      'appointment.state',
      'appointment.stop_id as stopId',
      'host_centre.name as centreName',
      'host_centre.zone',
      'slot.date',
      'slot.start_minute as start',
      'slot.withdrawn',
    ])
    .execute()
}

/** The newest appointment of a referral: the live one when there is one. */
export function latestAppointment(trx: Transaction, referralId: ReferralId) {
  return trx
    .selectFrom('appointment')
    .select(['id', 'state', 'live', 'revision'])
    .where('referral_id', '=', referralId)
    .orderBy('live', 'desc')
    .orderBy('updated_at', 'desc')
    .executeTakeFirst()
}

/** The open referrals of a patient (by identity, under each key of the vault) in a centre, newest first. */
export function listOpenOfPatient(
  trx: Database | Transaction,
  centreId: HostCentreId,
  identityFingerprints: readonly string[],
) {
  return trx
    .selectFrom('referral')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .where('patient.centre_id', '=', centreId)
    .where('patient.identity_fingerprint', 'in', identityFingerprints)
    .where('referral.state', 'in', OPEN_STATES)
    .orderBy('referral.sent_at', 'desc')
    .select([
      'referral.id as referralId',
      'referral.specialty',
      'referral.state',
      'referral.sent_at as sentAt',
      'referral.priority_class as priorityClass',
    ])
    .execute()
}

/** Referrals of a specialty that wait for a place, with minutes to a centre for those within two hours of it. */
export function listWaitingNear(
  db: Database | Transaction,
  specialty: string,
  centreId: HostCentreId,
  states: readonly ReferralState[],
) {
  return db
    .selectFrom('referral')
    .innerJoin('drive_time', (join) =>
      join
        .onRef('drive_time.commune_insee', '=', 'referral.commune_insee')
        .on('drive_time.centre_id', '=', centreId)
        .on('drive_time.minutes', 'is not', null),
    )
    .where('referral.specialty', '=', specialty)
    .where('referral.state', 'in', [...states])
    .selectAll('referral')
    .select('drive_time.minutes')
    .execute()
}

/** The referrals of centres in the given states, with the patient's sealed identity. */
export function listOfCentres(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
  states: readonly ReferralState[],
) {
  return db
    .selectFrom('referral')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .where('referral.centre_id', 'in', [...centreIds])
    .where('referral.state', 'in', [...states])
    .selectAll('referral')
    .select('patient.sealed_identity as sealedIdentity')
    .execute()
}

/** These referrals, with the patient's sealed identity. */
export async function listWithPatients(db: Database | Transaction, referralIds: readonly ReferralId[]) {
  if (referralIds.length === 0) return []
  return db
    .selectFrom('referral')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .where('referral.id', 'in', [...referralIds])
    .selectAll('referral')
    .select('patient.sealed_identity as sealedIdentity')
    .execute()
}

/** Open referrals that no deadline watches. */
export function listOpenWithoutDeadline(db: Database | Transaction) {
  return db
    .selectFrom('referral')
    .select(['id', 'protocol_id', 'protocol_version', 'priority_class', 'sent_at'])
    .where('deadline', 'is', null)
    .where('state', 'in', OPEN_STATES)
    .execute()
}

/** How many open referrals stand in each centre, class and state, and how many of them were due before a day: all a planner may know. */
export async function countByCentre(db: Database | Transaction, before: LocalDate) {
  const rows = await db
    .selectFrom('referral')
    .where('state', 'in', OPEN_STATES)
    .select((of) => [
      'centre_id as centreId',
      'priority_class as priorityClass',
      'state',
      of.fn.countAll<number>().as('count'),
      of.fn.sum<number>(of.case().when('deadline', '<', before).then(1).else(0).end()).as('past'),
    ])
    .groupBy(['centre_id', 'priority_class', 'state'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count), past: Number(row.past) }))
}

/** The revision each of these referrals stands at. */
export async function listRevisions(
  db: Database | Transaction,
  referralIds: readonly ReferralId[],
): Promise<Map<ReferralId, number>> {
  if (referralIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('referral')
    .select(['id', 'revision'])
    .where('id', 'in', [...referralIds])
    .execute()
  return new Map(rows.map(({ id, revision }) => [id, revision]))
}

/** An appointment as the specialist's outcome needs it, or undefined. */
export function findAppointment(db: Database | Transaction, appointmentId: string) {
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .where('appointment.id', '=', appointmentId as never)
    .select([
      'appointment.id as appointmentId',
      'appointment.referral_id as referralId',
      'appointment.stop_id as stopId',
      'appointment.state',
      'appointment.live',
      'slot.date',
    ])
    .executeTakeFirst()
}

/** Whether a referral has, or had, a place at a stop where this specialist is signed up, whatever the day; that of one appointment when given. */
export async function specialistSees(
  db: Database | Transaction,
  specialistId: string,
  referralId: ReferralId,
  appointmentId?: AppointmentId,
): Promise<boolean> {
  let query = db
    .selectFrom('appointment')
    .innerJoin('specialist_day', 'specialist_day.stop_id', 'appointment.stop_id')
    .where('appointment.referral_id', '=', referralId)
    .where('specialist_day.specialist_id', '=', specialistId as never)
    .where('appointment.state', 'not in', ['declined', 'expired', 'cancelled'])
    .select('appointment.id')
  if (appointmentId) query = query.where('appointment.id', '=', appointmentId)
  return (await query.executeTakeFirst()) !== undefined
}

/** Who signed in persons are, by id, for histories. */
export async function nameOfPerson(db: Database | Transaction, personId: PersonId): Promise<string> {
  const row = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst()
  return row?.name ?? ''
}

export type EventRow = Awaited<ReturnType<typeof listEvents>>[number]
export type HeldRow = Awaited<ReturnType<typeof listHeldPlaces>>[number]
