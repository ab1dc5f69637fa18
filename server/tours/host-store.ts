import { z } from 'zod'
import { type HostAnswer, OfferedDays } from '../../shared/host.ts'
import type { HostCentreId, PersonId, StopId, TourId } from '../../shared/ids.ts'
import { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { readSetting, writeSetting } from '../store/settings.ts'

/** What the centres answered about some stops, newest first. A stop nobody answered about has no entry. */
export async function selectHostAnswers(
  db: Database | Transaction,
  stopIds: readonly StopId[],
): Promise<Map<StopId, HostAnswer[]>> {
  const answers = new Map<StopId, HostAnswer[]>()
  if (stopIds.length === 0) return answers
  const rows = await db
    .selectFrom('host_answer')
    .leftJoin('person', 'person.id', 'host_answer.person_id')
    .where('host_answer.stop_id', 'in', [...stopIds])
    .selectAll('host_answer')
    .select('person.name as personName')
    .orderBy('host_answer.sequence', 'desc')
    .execute()
  for (const row of rows) {
    const { first_day: firstDay, last_day: lastDay, answer, reason, means } = row
    const offered = z.array(OfferedDays).parse(JSON.parse(row.offered))
    const recordedBy = means === 'telephone' ? row.personName : null
    const own = answers.get(row.stop_id) ?? []
    own.push({
      ...{ firstDay, lastDay, answer, reason, offered, means, recordedBy },
      answeredBy: row.answered_by,
      answeredAt: row.answered_at,
    })
    answers.set(row.stop_id, own)
  }
  return answers
}

/** Keeps one more answer about a stop. */
export async function insertHostAnswer(
  trx: Transaction,
  stopId: StopId,
  answer: Omit<HostAnswer, 'recordedBy'> & { id: string; personId: PersonId | null },
): Promise<void> {
  const last = await trx
    .selectFrom('host_answer')
    .select((row) => row.fn.max('sequence').as('sequence'))
    .where('stop_id', '=', stopId)
    .executeTakeFirst()
  await trx
    .insertInto('host_answer')
    .values({
      id: answer.id,
      stop_id: stopId,
      sequence: Number(last?.sequence ?? 0) + 1,
      first_day: answer.firstDay,
      last_day: answer.lastDay,
      answer: answer.answer,
      reason: answer.reason,
      offered: JSON.stringify(answer.offered),
      means: answer.means,
      answered_by: answer.answeredBy,
      person_id: answer.personId,
      answered_at: answer.answeredAt,
    })
    .execute()
}

type HostLink = Schema['host_link']

/** Keeps a new link. */
export async function insertHostLink(trx: Transaction, link: HostLink): Promise<void> {
  await trx.insertInto('host_link').values(link).execute()
}

/** The link with this keyed hash, or undefined. */
export function findHostLink(
  db: Database | Transaction,
  tokenHashes: readonly string[],
): Promise<HostLink | undefined> {
  return db.selectFrom('host_link').selectAll().where('token_hash', 'in', tokenHashes).executeTakeFirst()
}

/** The links of a tour nobody revoked, newest first. */
export function listHostLinks(db: Database | Transaction, tourId: TourId): Promise<HostLink[]> {
  return db
    .selectFrom('host_link')
    .selectAll()
    .where('tour_id', '=', tourId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()
}

/** Makes every link of a centre for a tour useless; tells whether there was one. */
export async function revokeHostLinks(
  trx: Transaction,
  of: { tourId: TourId; centreId: HostCentreId },
  now: Instant,
): Promise<boolean> {
  const revoked = await trx
    .updateTable('host_link')
    .set({ revoked_at: now })
    .where('tour_id', '=', of.tourId)
    .where('centre_id', '=', of.centreId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return revoked.numUpdatedRows > 0n
}

const KEY = 'hosts'
const HostRules = z.object({
  /** [P] Whether a stop is published only once its centre agreed to its days. */
  requireConfirmation: z.boolean().default(true),
  /** [P] How long a secret link opens. */
  linkDays: z.int().positive().default(30),
  changedBy: z.string().nullable().default(null),
  changedAt: Instant.nullable().default(null),
})
export type HostRules = z.infer<typeof HostRules>

/** What was decided about hosts; what never was has its default. */
export async function readHostRules(db: Database | Transaction): Promise<HostRules> {
  return HostRules.parse(await readSetting(db, KEY))
}

/** Keeps what was decided about hosts, with who and when. */
export async function writeHostRules(trx: Transaction, rules: HostRules): Promise<void> {
  await writeSetting(trx, KEY, rules)
}
