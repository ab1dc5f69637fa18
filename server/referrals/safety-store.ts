import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { HostCentreId, PersonId, ReferralId } from '../../shared/ids.ts'
import type { AlternativeKind } from '../../shared/referral.ts'
import type { Instant } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Schema } from '../store/schema.ts'
import { OPEN_STATES } from './open-states.ts'

/** What a person chose that stands on its own: the others are a place, which the agenda shows. */
const COVERING: AlternativeKind[] = ['teleexpertise', 'hospital_call']

/** Urgent referrals neither held by a place on or before their deadline nor covered by what a person chose. */
export async function listUncovered(db: Database | Transaction) {
  return db
    .selectFrom('referral')
    .where('referral.priority_class', 'in', ['P1', 'P2'])
    .where('referral.state', 'in', OPEN_STATES)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('appointment')
            .innerJoin('slot', 'slot.id', 'appointment.slot_id')
            .whereRef('appointment.referral_id', '=', 'referral.id')
            .whereRef('slot.date', '<=', 'referral.deadline')
            .where('appointment.live', '=', 1)
            .where('slot.withdrawn', '=', 0)
            .select('appointment.id'),
        ),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('alternative')
            .whereRef('alternative.referral_id', '=', 'referral.id')
            .where('alternative.kind', 'in', COVERING)
            .where('alternative.superseded_at', 'is', null)
            .select('alternative.id'),
        ),
      ),
    )
    .select([
      'referral.id as referralId',
      'referral.centre_id as centreId',
      'referral.specialty',
      'referral.priority_class as priorityClass',
      'referral.deadline',
      'referral.major_risk as majorRisk',
      'referral.seven_point_score as score',
      'referral.sent_at as sentAt',
      'referral.slot_kind as slotKind',
      'referral.wishes',
      'referral.commune_insee as communeInsee',
    ])
    .execute()
}

/** Which of these referrals a person covered by an alternative that stands on its own. */
export async function listCovered(
  db: Database | Transaction,
  referralIds: readonly ReferralId[],
): Promise<Set<ReferralId>> {
  if (referralIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('alternative')
    .where('referral_id', 'in', [...referralIds])
    .where('kind', 'in', COVERING)
    .where('superseded_at', 'is', null)
    .select('referral_id')
    .execute()
  return new Set(rows.map((row) => row.referral_id))
}

/** Records what a person chose. */
export async function insertAlternative(
  trx: Transaction,
  alternative: { referralId: ReferralId; kind: AlternativeKind; by: PersonId; at: Instant; details: object },
): Promise<void> {
  await trx
    .insertInto('alternative')
    .values({
      id: randomUUID(),
      referral_id: alternative.referralId,
      kind: alternative.kind,
      chosen_by: alternative.by,
      chosen_at: alternative.at,
      superseded_at: null,
      details: JSON.stringify(alternative.details),
    })
    .execute()
}

/** Marks a referral's alternatives as chosen for a lower class than it now has, or taken back. */
export async function supersedeAlternatives(trx: Transaction, referralId: ReferralId, at: Instant): Promise<void> {
  await standing(trx, referralId, at).execute()
}

/** Marks what stood on its own as given up for a place: once that place is lost, nothing covers the patient any more. */
export async function supersedeCover(trx: Transaction, referralId: ReferralId, at: Instant): Promise<void> {
  await standing(trx, referralId, at).where('kind', 'in', COVERING).execute()
}

const standing = (trx: Transaction, referralId: ReferralId, at: Instant) =>
  trx
    .updateTable('alternative')
    .set({ superseded_at: at })
    .where('referral_id', '=', referralId)
    .where('superseded_at', 'is', null)

/** What was chosen for a referral, oldest first. */
export function listAlternatives(db: Database | Transaction, referralId: ReferralId) {
  return db
    .selectFrom('alternative')
    .innerJoin('person', 'person.id', 'alternative.chosen_by')
    .where('referral_id', '=', referralId)
    .orderBy('chosen_at')
    .select([
      'alternative.kind',
      'alternative.chosen_at as chosenAt',
      'alternative.superseded_at as supersededAt',
      'person.name as chosenBy',
    ])
    .execute()
}

type DriveTimeRow = Schema['drive_time']

/** Known minutes from one commune to these centres, unreachable ones left out. */
export async function listDriveTimes(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
  commune: string,
): Promise<Pick<DriveTimeRow, 'centre_id' | 'minutes'>[]> {
  if (centreIds.length === 0) return []
  return db
    .selectFrom('drive_time')
    .select(['centre_id', 'minutes'])
    .where('commune_insee', '=', commune as DriveTimeRow['commune_insee'])
    .where('centre_id', 'in', [...centreIds])
    .where('minutes', 'is not', null)
    .execute()
}

/** Minutes, up to `maxMinutes`, to these centres from every commune where an open urgent referral's patient lives. */
export async function listUrgentDriveTimes(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
  maxMinutes: number,
): Promise<Pick<DriveTimeRow, 'commune_insee' | 'centre_id' | 'minutes'>[]> {
  if (centreIds.length === 0) return []
  return db
    .selectFrom('drive_time')
    .select(['commune_insee', 'centre_id', 'minutes'])
    .where('centre_id', 'in', [...centreIds])
    .where('minutes', '<=', maxMinutes)
    .where('commune_insee', 'in', (query) =>
      query
        .selectFrom('referral')
        .select('commune_insee')
        .where('priority_class', 'in', ['P1', 'P2'])
        .where('state', 'in', OPEN_STATES),
    )
    .execute()
}

/**
 * Pairs of a commune and a centre for which this provider has not been asked yet: of the communes given, or of those where
 * patients of open referrals live.
 */
export async function listMissingDriveTimes(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
  provider: string,
  communes?: readonly string[],
) {
  if (centreIds.length === 0) return []
  const wanted = communes ?? (await listIncompleteCommunes(db, centreIds, provider))
  if (wanted.length === 0) return []
  let query = db
    .selectFrom('drive_time')
    .select(['commune_insee', 'centre_id'])
    .where('provider', '=', provider)
    .where('centre_id', 'in', [...centreIds])
  // Beyond a few hundred names the filter costs more than the rows it spares.
  if (wanted.length <= 300) query = query.where('commune_insee', 'in', wanted as DriveTimeRow['commune_insee'][])
  const seen = new Set((await query.execute()).map((row) => `${row.commune_insee} ${row.centre_id}`))
  return wanted.flatMap((insee) =>
    centreIds.filter((centreId) => !seen.has(`${insee} ${centreId}`)).map((centreId) => ({ insee, centreId })),
  )
}

/** Where patients of open referrals live and some of these centres have no known time: none, most of the time. */
async function listIncompleteCommunes(
  db: Database | Transaction,
  centreIds: readonly HostCentreId[],
  provider: string,
): Promise<string[]> {
  const known = await db
    .selectFrom('drive_time')
    .where('provider', '=', provider)
    .where('centre_id', 'in', [...centreIds])
    .select(({ fn }) => ['commune_insee', fn.countAll<number>().as('centres')])
    .groupBy('commune_insee')
    .execute()
  const complete = new Set(
    known.filter((row) => Number(row.centres) >= centreIds.length).map((row) => row.commune_insee),
  )
  // Requests are answered between two long questions.
  await nextTurn()
  const livedIn = await db
    .selectFrom('referral')
    .select('commune_insee')
    .distinct()
    .where('state', 'in', OPEN_STATES)
    .execute()
  return livedIn.flatMap((row) => (complete.has(row.commune_insee) ? [] : row.commune_insee))
}

/** Keeps drive times, replacing those of another provider. */
export async function saveDriveTimes(trx: Transaction, rows: readonly DriveTimeRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 200) {
    await trx
      .insertInto('drive_time')
      .values(rows.slice(from, from + 200))
      .onConflict((conflict) =>
        conflict
          .columns(['commune_insee', 'centre_id'])
          .doUpdateSet((of) => ({ minutes: of.ref('excluded.minutes'), provider: of.ref('excluded.provider') })),
      )
      .execute()
  }
}

const HostCentrePlace = z.object({ lng: z.number(), lat: z.number() })

/** Where these centres stand. */
export async function listCentrePositions(db: Database | Transaction, centreIds: readonly HostCentreId[]) {
  if (centreIds.length === 0) return []
  const rows = await db
    .selectFrom('host_centre')
    .select(['id', 'name', 'lng', 'lat'])
    .where('id', 'in', [...centreIds])
    .execute()
  return rows.map(({ id, name, ...place }) => ({ centreId: id, name, ...HostCentrePlace.parse(place) }))
}
