import { z } from 'zod'
import type { PersonId, TourId, UnitId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import { TourSnapshot, type TourState, type TourVersion, VersionChange } from '../../shared/tour.ts'
import type { Database, Transaction } from '../store/database.ts'

/** A tour without its stops. `revision` grows at every change: whoever writes says which one they had read. */
export type TourRecord = {
  readonly tourId: TourId
  readonly unitId: UnitId
  readonly unitName: string
  readonly name: string
  readonly state: TourState
  readonly fromDate: LocalDate
  readonly toDate: LocalDate
  readonly version: number
  readonly updatedAt: Instant
  readonly revision: number
}

export type NewTour = Pick<TourRecord, 'tourId' | 'unitId' | 'name' | 'fromDate' | 'toDate'> & {
  readonly problem: string | null
  readonly plan: string | null
}

/** Adds a draft at version 0 and revision 1. */
export async function insertTour(
  trx: Transaction,
  tour: NewTour,
  { now, personId }: { now: Instant; personId: PersonId | null },
): Promise<void> {
  await trx
    .insertInto('tour')
    .values({
      id: tour.tourId,
      unit_id: tour.unitId,
      name: tour.name,
      state: 'draft',
      from_date: tour.fromDate,
      to_date: tour.toDate,
      version: 0,
      problem: tour.problem,
      plan: tour.plan,
      created_by: personId,
      created_at: now,
      updated_at: now,
      revision: 1,
    })
    .execute()
}

function tours(db: Database | Transaction) {
  return db
    .selectFrom('tour')
    .innerJoin('unit', 'unit.id', 'tour.unit_id')
    .select([
      'tour.id as tourId',
      'tour.unit_id as unitId',
      'unit.name as unitName',
      'tour.name',
      'tour.state',
      'tour.from_date as fromDate',
      'tour.to_date as toDate',
      'tour.version',
      'tour.updated_at as updatedAt',
      'tour.revision',
    ])
}

/** Every tour, the latest horizon first. */
export async function listTourRecords(db: Database | Transaction): Promise<TourRecord[]> {
  return tours(db).orderBy('tour.from_date', 'desc').orderBy('tour.created_at', 'desc').orderBy('tour.id').execute()
}

/** One tour, or undefined. */
export async function findTour(db: Database | Transaction, tourId: TourId): Promise<TourRecord | undefined> {
  return tours(db).where('tour.id', '=', tourId).executeTakeFirst()
}

/** The problem and plan a tour came from, as JSON text; null where it was made by hand. */
export async function findTourDocuments(
  db: Database | Transaction,
  tourId: TourId,
): Promise<{ problem: string | null; plan: string | null } | undefined> {
  return db.selectFrom('tour').select(['problem', 'plan']).where('id', '=', tourId).executeTakeFirst()
}

/** Writes what changed of a tour and moves its revision on. */
export async function updateTour(
  trx: Transaction,
  tour: TourRecord,
  change: Partial<Pick<TourRecord, 'name' | 'state' | 'fromDate' | 'toDate' | 'version'>>,
  now: Instant,
): Promise<void> {
  const next = { ...tour, ...change }
  await trx
    .updateTable('tour')
    .set({
      name: next.name,
      state: next.state,
      from_date: next.fromDate,
      to_date: next.toDate,
      version: next.version,
      updated_at: now,
      revision: tour.revision + 1,
    })
    .where('id', '=', tour.tourId)
    .execute()
}

/** Keeps a published version for good. */
export async function insertVersion(
  trx: Transaction,
  tourId: TourId,
  version: Pick<TourVersion, 'version' | 'publishedAt' | 'snapshot' | 'changes'> & { publishedBy: PersonId | null },
): Promise<void> {
  await trx
    .insertInto('tour_version')
    .values({
      tour_id: tourId,
      version: version.version,
      published_by: version.publishedBy,
      published_at: version.publishedAt,
      snapshot: JSON.stringify(version.snapshot),
      changes: JSON.stringify(version.changes),
    })
    .execute()
}

/** The last published version of each tour that stands as published or under way. */
export async function listStandingVersions(
  db: Database | Transaction,
): Promise<{ publishedAt: Instant; snapshot: TourSnapshot }[]> {
  const rows = await db
    .selectFrom('tour')
    .innerJoin('tour_version', (join) =>
      join.onRef('tour_version.tour_id', '=', 'tour.id').onRef('tour_version.version', '=', 'tour.version'),
    )
    .where('tour.state', 'in', ['published', 'running'])
    .select(['tour_version.published_at', 'tour_version.snapshot'])
    .orderBy('tour.from_date')
    .orderBy('tour.id')
    .execute()
  return rows.map((row) => ({
    publishedAt: row.published_at,
    snapshot: TourSnapshot.parse(JSON.parse(row.snapshot)),
  }))
}

/** The published versions of a tour, newest first, with the name of who published each. */
export async function listVersions(db: Database | Transaction, tourId: TourId): Promise<TourVersion[]> {
  const rows = await db
    .selectFrom('tour_version')
    .leftJoin('person', 'person.id', 'tour_version.published_by')
    .where('tour_version.tour_id', '=', tourId)
    .select([
      'tour_version.version',
      'tour_version.published_at',
      'tour_version.snapshot',
      'tour_version.changes',
      'person.name',
    ])
    .orderBy('tour_version.version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    publishedAt: row.published_at,
    publishedBy: row.name,
    snapshot: TourSnapshot.parse(JSON.parse(row.snapshot)),
    changes: z.array(VersionChange).parse(JSON.parse(row.changes)),
  }))
}
