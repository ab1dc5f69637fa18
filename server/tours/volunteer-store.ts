import type { SpecialistId, StopId } from '../../shared/ids.ts'
import type { Instant, LocalDate } from '../../shared/time.ts'
import type { Database, Transaction } from '../store/database.ts'

/** Who waits for a day of a stop. */
export type Volunteering = { readonly stopId: StopId; readonly date: LocalDate; readonly specialistId: SpecialistId }

/** Everybody who waits for a day of these stops, the first to have said so first. */
export async function selectVolunteers(
  db: Database | Transaction,
  stopIds: readonly StopId[],
): Promise<Volunteering[]> {
  if (stopIds.length === 0) return []
  return db
    .selectFrom('stop_day_volunteer')
    .select(['stop_id as stopId', 'date', 'specialist_id as specialistId'])
    .where('stop_id', 'in', [...stopIds])
    .orderBy('volunteered_at')
    .orderBy('id')
    .execute()
}

/** Puts somebody on the waiting list of a day. The database refuses them twice. */
export async function insertVolunteer(
  trx: Transaction,
  { stopId, date, specialistId }: Volunteering,
  { id, now }: { id: string; now: Instant },
): Promise<void> {
  const row = { id, stop_id: stopId, date, specialist_id: specialistId, volunteered_at: now }
  await trx.insertInto('stop_day_volunteer').values(row).execute()
}

/** Takes somebody off the waiting list of a day; tells whether they were on it. */
export async function deleteVolunteer(
  trx: Transaction,
  { stopId, date, specialistId }: Volunteering,
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('stop_day_volunteer')
    .where('stop_id', '=', stopId)
    .where('date', '=', date)
    .where('specialist_id', '=', specialistId)
    .executeTakeFirst()
  return deleted.numDeletedRows > 0n
}
