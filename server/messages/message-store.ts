import type { AppointmentId, HostCentreId, MessageId, ReferralId } from '../../shared/ids.ts'
import type { MessageState, SkipReason } from '../../shared/message.ts'
import { MessageKind } from '../../shared/message.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Fingerprint, Schema } from '../store/schema.ts'

type Row = Schema['message']

/** A stored SMS; phone and text stay sealed. */
export type StoredMessage = Omit<Row, 'kind'> & { readonly kind: MessageKind }

const KEYS_AT_ONCE = 500

const parsed = (row: Row): StoredMessage => ({ ...row, kind: MessageKind.parse(row.kind) })

/** Puts a message in the outbox; false, and nothing written, when its event already wrote one. */
export async function insertMessage(trx: Transaction, message: StoredMessage): Promise<boolean> {
  const inserted = await trx
    .insertInto('message')
    .values(message)
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Whether an event already wrote its message. */
export async function isWritten(db: Database | Transaction, dedupeKey: string): Promise<boolean> {
  const row = await db.selectFrom('message').select('id').where('dedupe_key', '=', dedupeKey).executeTakeFirst()
  return row !== undefined
}

/** Those of these events that already wrote their message. */
export async function listWritten(db: Database | Transaction, dedupeKeys: readonly string[]): Promise<Set<string>> {
  const written = new Set<string>()
  for (let from = 0; from < dedupeKeys.length; from += KEYS_AT_ONCE) {
    const rows = await db
      .selectFrom('message')
      .select('dedupe_key')
      .where('dedupe_key', 'in', dedupeKeys.slice(from, from + KEYS_AT_ONCE))
      .execute()
    for (const row of rows) written.add(row.dedupe_key)
  }
  return written
}

/** One message, or undefined. */
export async function findMessage(db: Database | Transaction, id: MessageId): Promise<StoredMessage | undefined> {
  const row = await db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  return row && parsed(row)
}

/** The SMS that offers a place, or undefined when the patient gets none. */
export async function findOfferMessage(
  db: Database | Transaction,
  appointmentId: AppointmentId,
): Promise<StoredMessage | undefined> {
  const row = await db
    .selectFrom('message')
    .selectAll()
    .where('appointment_id', '=', appointmentId)
    .where('kind', '=', 'offer')
    .executeTakeFirst()
  return row && parsed(row)
}

/** Messages in these states whose time has come, the urgent first, then in order. */
export async function dueMessages(
  db: Database | Transaction,
  states: readonly MessageState[],
  now: Instant,
): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where('state', 'in', [...states])
    .where('due_at', '<=', now)
    .orderBy('urgent', 'desc')
    .orderBy('due_at')
    .orderBy('id')
    .limit(1000)
    .execute()
  return rows.map((row) => row.id)
}

/** Messages being sent by a process that did not come back to say how it went. */
export async function abandonedMessages(db: Database | Transaction, now: Instant): Promise<MessageId[]> {
  const rows = await db
    .selectFrom('message')
    .select('id')
    .where('state', '=', 'sending')
    .where('claimed_until', '<=', now)
    .execute()
  return rows.map((row) => row.id)
}

/** The next time a message waits for, strictly after `now`. */
export async function nextMessageDue(db: Database | Transaction, now: Instant): Promise<Instant | null> {
  const due = await db
    .selectFrom('message')
    .select((of) => of.fn.min('due_at').as('at'))
    .where('state', 'in', ['queued', 'unknown'])
    .where('due_at', '>', now)
    .executeTakeFirst()
  const claimed = await db
    .selectFrom('message')
    .select((of) => of.fn.min('claimed_until').as('at'))
    .where('state', '=', 'sending')
    .where('claimed_until', '>', now)
    .executeTakeFirst()
  const times = [due?.at, claimed?.at].filter((at): at is Instant => Boolean(at)).sort()
  return times[0] ?? null
}

/** When this number was last sent an SMS that was no answer to its owner's own, before `now`. */
export async function lastSentTo(
  db: Database | Transaction,
  phone: Fingerprint,
  referralId: ReferralId | null,
): Promise<Instant | null> {
  const row = await db
    .selectFrom('message')
    .select('sent_at')
    .where('phone_fingerprint', '=', phone)
    .where('referral_id', referralId === null ? 'is' : '=', referralId)
    .where('sent_at', 'is not', null)
    .where('kind', 'not like', 'answered%')
    .orderBy('sent_at', 'desc')
    .executeTakeFirst()
  return row?.sent_at ?? null
}

export type MessageChange = {
  readonly state?: MessageState
  readonly due_at?: Instant
  readonly attempts?: number
  readonly gateway?: string
  readonly gateway_reference?: string | null
  readonly skipped_reason?: SkipReason
  readonly claimed_until?: Instant | null
  readonly sent_at?: Instant | null
}

/** Changes a message if it still is in the state it was read in; false otherwise, and nothing is written. */
export async function changeMessage(
  trx: Transaction,
  read: { readonly id: MessageId; readonly state: MessageState },
  change: MessageChange,
  now: Instant,
): Promise<boolean> {
  const updated = await trx
    .updateTable('message')
    .set({ ...change, updated_at: now })
    .where('id', '=', read.id)
    .where('state', '=', read.state)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** The message a provider speaks of, or undefined. */
export async function findByGatewayReference(
  db: Database | Transaction,
  gateway: string,
  reference: string,
): Promise<StoredMessage | undefined> {
  const row = await db
    .selectFrom('message')
    .selectAll()
    .where('gateway', '=', gateway)
    .where('gateway_reference', '=', reference)
    .executeTakeFirst()
  return row && parsed(row)
}

/** Everything sent to a number, latest first, with whether its appointment still waits for an answer. */
export async function messagesTo(db: Database | Transaction, phones: readonly Fingerprint[]) {
  const rows = await db
    .selectFrom('message')
    .leftJoin('appointment', 'appointment.id', 'message.appointment_id')
    .selectAll('message')
    .select(['appointment.state as appointmentState', 'appointment.live as appointmentLive'])
    .where('message.phone_fingerprint', 'in', phones)
    .where('message.sent_at', 'is not', null)
    .orderBy('message.sent_at', 'desc')
    .orderBy('message.id')
    .limit(200)
    .execute()
  return rows.map(({ appointmentState, appointmentLive, ...row }) => ({
    ...parsed(row),
    appointmentState,
    appointmentLive: appointmentLive === 1,
  }))
}

/** Takes every message of a referral that has not left out of the outbox, for good. */
export async function skipQueued(
  trx: Transaction,
  referralId: ReferralId,
  because: SkipReason,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('message')
    .set({ state: 'skipped', skipped_reason: because, updated_at: now })
    .where('referral_id', '=', referralId)
    .where('state', '=', 'queued')
    .execute()
}

/** Takes what the outbox still says of earlier moves of an appointment out of it. */
export async function skipQueuedMoves(trx: Transaction, appointmentId: AppointmentId, now: Instant): Promise<void> {
  const skipped_reason: SkipReason = 'appointment_changed'
  await trx
    .updateTable('message')
    .set({ state: 'skipped', skipped_reason, updated_at: now })
    .where('appointment_id', '=', appointmentId)
    .where('kind', '=', 'moved')
    .where('state', '=', 'queued')
    .execute()
}

/** Closes every question asked so far about an appointment: it has its answer. */
export async function closeQuestions(trx: Transaction, appointmentId: AppointmentId, now: Instant): Promise<void> {
  await trx
    .updateTable('message')
    .set({ answered_at: now, updated_at: now })
    .where('appointment_id', '=', appointmentId)
    .where('asks', '=', 1)
    .where('answered_at', 'is', null)
    .where('sent_at', 'is not', null)
    .execute()
}

/** The messages of centres with the patient they went to, latest first. */
export async function listMessages(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
  query: {
    readonly states?: readonly MessageState[] | undefined
    readonly before?: Instant | undefined
    readonly limit: number
  },
) {
  if (centreIds.length === 0) return []
  let rows = db
    .selectFrom('message')
    .leftJoin('referral', 'referral.id', 'message.referral_id')
    .leftJoin('patient', 'patient.id', 'referral.patient_id')
    .selectAll('message')
    .select('patient.sealed_identity as sealedIdentity')
    .where('message.centre_id', 'in', [...centreIds])
  if (query.states) rows = rows.where('message.state', 'in', [...query.states])
  if (query.before) rows = rows.where('message.created_at', '<', query.before)
  const found = await rows
    .orderBy('message.created_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(query.limit)
    .execute()
  return found.map(({ sealedIdentity, ...row }) => ({ ...parsed(row), sealedIdentity }))
}

/** How many messages of centres are in each state. */
export async function countMessages(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
): Promise<Partial<Record<MessageState, number>>> {
  if (centreIds.length === 0) return {}
  const rows = await db
    .selectFrom('message')
    .select('state')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('centre_id', 'in', [...centreIds])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.count)]))
}
