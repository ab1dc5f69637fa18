import type { AppointmentId, HostCentreId, PersonId, ReferralId } from '../../shared/ids.ts'
import { type CallOutcome, CallReason } from '../../shared/message.ts'
import type { ReferralState } from '../../shared/referral.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { ABOUT_A_PLACE } from './call-reasons.ts'

export type StoredCallTask = Omit<Schema['call_task'], 'reason'> & { readonly reason: CallReason }

/** Adds a call to make; false, and nothing written, when the same event already added it. */
export async function insertCallTask(trx: Transaction, task: StoredCallTask): Promise<boolean> {
  const inserted = await trx
    .insertInto('call_task')
    .values(task)
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .executeTakeFirst()
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** When a person last tried to call about an appointment, or ended a call about it; null when nobody has. */
export async function lastCallTried(db: Database | Transaction, appointmentId: AppointmentId): Promise<Instant | null> {
  const row = await db
    .selectFrom('call_task')
    .select((of) => of.fn.max('updated_at').as('at'))
    .where('appointment_id', '=', appointmentId)
    .where((where) => where.or([where('attempts', '>', 0), where('closed_by', 'is not', null)]))
    .executeTakeFirst()
  return row?.at ?? null
}

/** Closes the calls these events asked for, if nobody has yet; says whether there were any. */
export async function closeCallsAskedBy(
  trx: Transaction,
  dedupeKeys: readonly string[],
  now: Instant,
): Promise<boolean> {
  const updated = await trx
    .updateTable('call_task')
    .set({ state: 'done', updated_at: now })
    .where('dedupe_key', 'in', [...dedupeKeys])
    .where('state', '=', 'open')
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** One call task with its referral's revision, or undefined. */
export async function findCallTask(
  db: Database | Transaction,
  id: string,
): Promise<(StoredCallTask & { referralRevision: number }) | undefined> {
  const row = await db
    .selectFrom('call_task')
    .innerJoin('referral', 'referral.id', 'call_task.referral_id')
    .selectAll('call_task')
    .select('referral.revision as referralRevision')
    .where('call_task.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, reason: CallReason.parse(row.reason) }
}

/** The open calls of centres with whom to call; urgent first, then by due time. */
export async function listOpenCalls(db: Database | Transaction, centreIds: readonly HostCentreId[]) {
  if (centreIds.length === 0) return []
  const rows = await db
    .selectFrom('call_task')
    .innerJoin('referral', 'referral.id', 'call_task.referral_id')
    .innerJoin('patient', 'patient.id', 'referral.patient_id')
    .selectAll('call_task')
    .select([
      'patient.sealed_identity as sealedIdentity',
      'patient.sealed_phone as sealedPhone',
      'patient.phone_owner as phoneOwner',
    ])
    .where('call_task.centre_id', 'in', [...centreIds])
    .where('call_task.state', '=', 'open')
    .orderBy('call_task.urgent', 'desc')
    .orderBy('call_task.due_at')
    .orderBy('call_task.id')
    .execute()
  return rows.map((row) => ({ ...row, reason: CallReason.parse(row.reason) }))
}

/** Records an attempt at a call; `closedBy` ends it, otherwise it is due again. False when it was already closed. */
export async function recordAttempt(
  trx: Transaction,
  task: Pick<StoredCallTask, 'id' | 'attempts'>,
  attempt: { outcome: CallOutcome; dueAt: Instant; closedBy: PersonId | null },
  now: Instant,
): Promise<boolean> {
  const updated = await trx
    .updateTable('call_task')
    .set({
      attempts: task.attempts + 1,
      outcome: attempt.outcome,
      due_at: attempt.dueAt,
      state: attempt.closedBy ? 'done' : 'open',
      closed_by: attempt.closedBy,
      updated_at: now,
    })
    .where('id', '=', task.id)
    .where('state', '=', 'open')
    .where('attempts', '=', task.attempts)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Writes on a call, whether or not it was closed with its referral, that the patient died. */
export async function recordDeath(
  db: Database | Transaction,
  task: Pick<StoredCallTask, 'id' | 'attempts'>,
  by: PersonId,
  now: Instant,
): Promise<void> {
  await db
    .updateTable('call_task')
    .set({ state: 'done', outcome: 'died', attempts: task.attempts + 1, closed_by: by, updated_at: now })
    .where('id', '=', task.id)
    .execute()
}

/** Closes what else there was to tell a patient: one call dealt with it all. */
export async function closeOtherCalls(
  trx: Transaction,
  task: Pick<StoredCallTask, 'id' | 'referral_id'>,
  closedBy: PersonId,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('call_task')
    .set({ state: 'done', closed_by: closedBy, updated_at: now })
    .where('referral_id', '=', task.referral_id)
    .where('id', '!=', task.id)
    .where('state', '=', 'open')
    .execute()
}

/** Closes every call still to make about a referral. */
export async function closeCallsOf(
  trx: Transaction,
  referralId: ReferralId,
  closedBy: PersonId | null,
  now: Instant,
): Promise<void> {
  await trx
    .updateTable('call_task')
    .set({ state: 'done', closed_by: closedBy, updated_at: now })
    .where('referral_id', '=', referralId)
    .where('state', '=', 'open')
    .execute()
}

/**
 * Closes the calls nobody needs to make any more: the place was answered for or taken back, its day is past, or the referral
 * is over. An offer that expired unanswered keeps its call, and so does somebody seen who must still hear that a place to
 * come was cancelled: that patient has heard nothing.
 */
export async function closeMootCalls(db: Database, now: Instant): Promise<void> {
  const today = now.slice(0, 10) as LocalDate
  const ofReferrals = (state: ReferralState) =>
    db.selectFrom('referral').select('referral.id').where('referral.state', '=', state)
  await db
    .updateTable('call_task')
    .set({ state: 'done', updated_at: now })
    .where('state', '=', 'open')
    .where((where) =>
      where.or([
        where('referral_id', 'in', ofReferrals('closed')),
        where.and([
          where('referral_id', 'in', ofReferrals('seen')),
          where.or([
            where('reason', '!=', 'appointment_cancelled'),
            where('appointment_id', 'is', null),
            where('appointment_id', 'in', (of) =>
              of
                .selectFrom('appointment')
                .innerJoin('slot', 'slot.id', 'appointment.slot_id')
                .select('appointment.id')
                .where('slot.date', '<', today),
            ),
          ]),
        ]),
        where.and([
          where('reason', 'in', [...ABOUT_A_PLACE]),
          where('appointment_id', 'in', (of) =>
            of
              .selectFrom('appointment')
              .innerJoin('slot', 'slot.id', 'appointment.slot_id')
              .select('appointment.id')
              .where((ended) =>
                ended.or([
                  ended('appointment.state', 'not in', ['offered', 'booked', 'expired']),
                  ended('slot.date', '<', today),
                ]),
              ),
          ),
        ]),
      ]),
    )
    .execute()
}
