import { RetentionCounts, RetentionRules, type RetentionRun } from '../../shared/operations.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import { OVER_STATES } from '../referrals/open-states.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema, Sealed } from '../store/schema.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import { ENDED_MESSAGES, emptied } from './erasable.ts'

const KEY = 'retention'

/** How long things are kept; what was never set has its default. */
export async function readRetentionRules(db: Database | Transaction): Promise<RetentionRules> {
  return RetentionRules.parse(await readSetting(db, KEY))
}

/** Replaces how long things are kept. */
export async function saveRetentionRules(trx: Transaction, rules: RetentionRules): Promise<void> {
  await writeSetting(trx, KEY, rules)
}

/** Keeps what a run erased. */
export async function insertRun(trx: Transaction, id: string, run: RetentionRun): Promise<void> {
  const { startedAt, finishedAt, counts } = run
  const row = { id, started_at: startedAt, finished_at: finishedAt, counts: JSON.stringify(counts) }
  await trx.insertInto('retention_run').values(row).execute()
}

/** The latest runs first. */
export async function listRuns(db: Database, limit: number): Promise<RetentionRun[]> {
  const rows = await db.selectFrom('retention_run').selectAll().orderBy('started_at', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    counts: RetentionCounts.parse(JSON.parse(row.counts)),
  }))
}

/** Forgets drafts nobody touched since; their pictures go with them. */
export async function deleteDrafts(trx: Transaction, before: Instant): Promise<number> {
  const gone = await trx.deleteFrom('referral_draft').where('updated_at', '<', before).executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Empties the text and the number of messages that have come to an end; that one was sent, when and of what kind stays. */
export async function emptyMessages(trx: Transaction, before: Instant, nothing: Sealed): Promise<number> {
  const done = await trx
    .updateTable('message')
    .set(emptied(nothing))
    .where('state', 'in', ENDED_MESSAGES)
    .where('updated_at', '<', before)
    .where('phone_fingerprint', '!=', '')
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** The same of replies that wait for nobody. */
export function emptyReplies(trx: Transaction, before: Instant, nothing: Sealed): Promise<number> {
  return emptyRepliesIn(trx, ['applied', 'reviewed'], before, emptied(nothing))
}

/** The same of replies nobody read: they wait no longer, as what they asked is long past. */
export function endUnreadReplies(trx: Transaction, before: Instant, { nothing, at }: Emptied): Promise<number> {
  return emptyRepliesIn(trx, ['to_review'], before, { ...emptied(nothing), state: 'reviewed', reviewed_at: at })
}

async function emptyRepliesIn(
  trx: Transaction,
  states: readonly Schema['reply']['state'][],
  before: Instant,
  change: Partial<Schema['reply']>,
): Promise<number> {
  const done = await trx
    .updateTable('reply')
    .set(change)
    .where('state', 'in', states)
    .where('received_at', '<', before)
    .where('phone_fingerprint', '!=', '')
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/** Forgets patients' links that no longer open anything. */
export async function deleteLinks(trx: Transaction, before: Instant): Promise<number> {
  const gone = await trx.deleteFrom('patient_link').where('expires_at', '<', before).executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Forgets the numbers of patients with no open referral, whose last appointment and last closing are older than that. */
export async function deletePhones(trx: Transaction, beforeDay: LocalDate, before: Instant): Promise<number> {
  const appointments = trx
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot_id')
    .innerJoin('referral', 'referral.id', 'appointment.referral_id')
    .where('slot.date', '>=', beforeDay)
    .select('referral.patient_id')
  const referrals = trx
    .selectFrom('referral')
    .where((of) =>
      of.or([of('state', 'not in', OVER_STATES), of('closed_at', '>=', before), of('sent_at', '>=', before)]),
    )
    .select('patient_id')
  const gone = await trx
    .updateTable('patient')
    .set({ sealed_phone: null, phone_fingerprint: null })
    .where('sealed_phone', 'is not', null)
    .where('id', 'not in', appointments)
    .where('id', 'not in', referrals)
    .executeTakeFirst()
  return Number(gone.numUpdatedRows)
}

/** The referrals that ended before, with nothing owed, and hold something still; `limit` at most. */
export async function listEndedReferrals(trx: Transaction, before: Instant, limit: number) {
  const recent = trx
    .selectFrom('visit')
    .where((visit) =>
      visit.or([
        visit('recorded_at', '>=', before),
        visit.and([visit('result_due', 'is not', null), visit('result_received_at', 'is', null)]),
      ]),
    )
    .select('referral_id')
  const rows = await trx
    .selectFrom('referral')
    .where('state', 'in', OVER_STATES)
    .where('id', 'not in', trx.selectFrom('erased_referral').select('referral_id'))
    .where('sent_at', '<', before)
    .where((of) => of.or([of('closed_at', 'is', null), of('closed_at', '<', before)]))
    .where('id', 'not in', recent)
    .select(['id', 'patient_id'])
    .limit(limit)
    .execute()
  return rows
}

/** What a referral and a patient hold once erased. */
export type Emptied = {
  readonly clinical: Sealed
  readonly identity: Sealed
  readonly nothing: Sealed
  readonly at: Instant
}

/** Erases everything written about somebody in a referral. Its class, dates, commune, place and outcome stay, to be counted. */
export async function emptyReferral(
  trx: Transaction,
  referralId: Awaited<ReturnType<typeof listEndedReferrals>>[number]['id'],
  { clinical, nothing, at }: Emptied,
): Promise<void> {
  await trx.insertInto('erased_referral').values({ referral_id: referralId, at }).execute()
  await trx.updateTable('referral').set({ sealed_clinical: clinical }).where('id', '=', referralId).execute()
  await trx.updateTable('referral_event').set({ sealed_details: null }).where('referral_id', '=', referralId).execute()
  await trx
    .updateTable('visit')
    .set({ sealed_report: null, sealed_letter: null, sealed_result_owner: null })
    .where('referral_id', '=', referralId)
    .execute()
  await trx.deleteFrom('picture').where('referral_id', '=', referralId).execute()
  await trx.updateTable('advice').set({ sealed_text: nothing }).where('referral_id', '=', referralId).execute()
  await trx.updateTable('message').set(emptied(nothing)).where('referral_id', '=', referralId).execute()
  const slots = trx.selectFrom('appointment').where('referral_id', '=', referralId).select('slot_id')
  await trx.updateTable('slot').set({ sealed_overbooked_reason: null }).where('id', 'in', slots).execute()
}

/** Erases the identity of patients of whom every referral is erased; how many that was. */
export async function emptyPatients(trx: Transaction, { identity, at }: Emptied): Promise<number> {
  const erased = trx.selectFrom('erased_referral').select('referral_id')
  const kept = trx.selectFrom('referral').where('id', 'not in', erased).select('patient_id')
  const known = trx.selectFrom('referral').where('id', 'in', erased).select('patient_id')
  const patients = await trx
    .selectFrom('patient')
    .select('id')
    .where('id', 'in', known)
    .where('id', 'not in', kept)
    .where('id', 'not in', trx.selectFrom('erased_patient').select('patient_id'))
    .execute()
  for (const { id } of patients) {
    await trx.insertInto('erased_patient').values({ patient_id: id, at }).execute()
    await trx
      .updateTable('patient')
      .set({
        sealed_identity: identity,
        identity_fingerprint: '',
        sealed_phone: null,
        phone_fingerprint: null,
        sealed_interpreter: null,
      })
      .where('id', '=', id)
      .execute()
  }
  return patients.length
}

/** Forgets the papers of stops that were over before a day; what the checklist says of each point stays. */
export async function deleteDocuments(trx: Transaction, before: LocalDate): Promise<number> {
  const over = trx.selectFrom('stop').where('last_day', '<', before).select('id')
  const gone = await trx.deleteFrom('readiness_document').where('stop_id', 'in', over).executeTakeFirst()
  return Number(gone.numDeletedRows)
}

/** Forgets sessions and sign-in links that ended before. */
export async function deleteSessions(trx: Transaction, before: Instant): Promise<number> {
  const sessions = await trx.deleteFrom('sign_in_session').where('expires_at', '<', before).executeTakeFirst()
  const links = await trx.deleteFrom('invitation').where('expires_at', '<', before).executeTakeFirst()
  return Number(sessions.numDeletedRows) + Number(links.numDeletedRows)
}

/**
 * Forgets how to reach, to recognise and to let in those whose account is closed, and of whom the access log tells nothing
 * since; how many that was. Their name stays beside what they signed.
 */
export async function emptyAccounts(trx: Transaction, before: Instant): Promise<number> {
  const closed = await trx
    .selectFrom('person')
    .select('id')
    .where('active', '=', 0)
    .where('created_at', '<', before)
    .where((person) =>
      person.or([
        person('sealed_email', 'is not', null),
        person('sealed_rpps', 'is not', null),
        person('id', 'in', trx.selectFrom('authenticator').select('person_id')),
      ]),
    )
    .execute()
  let total = 0
  for (const { id } of closed) {
    const lines = trx.selectFrom('access_log').select('id').where('at', '>=', before).limit(1)
    const by = await lines.where('person_id', '=', id).executeTakeFirst()
    if (by ?? (await lines.where('resource_id', '=', id).executeTakeFirst())) continue
    await trx.deleteFrom('authenticator').where('person_id', '=', id).execute()
    await trx.deleteFrom('recovery_code').where('person_id', '=', id).execute()
    const nothing = { sealed_email: null, sealed_rpps: null, rpps_fingerprint: null }
    await trx.updateTable('person').set(nothing).where('id', '=', id).execute()
    total += 1
  }
  return total
}

const LAST_DAY = 'retention_day'

/** The day retention last ran by itself, on the application's clock. */
export async function lastRunDay(db: Database): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', LAST_DAY).executeTakeFirst()
  return row && JSON.parse(row.value)
}

/** Notes the day retention ran. */
export async function noteRunDay(db: Database, day: LocalDate): Promise<void> {
  const value = JSON.stringify(day)
  await db
    .insertInto('setting')
    .values({ key: LAST_DAY, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
