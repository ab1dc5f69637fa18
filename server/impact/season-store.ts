import type { UnitId } from '../../shared/ids.ts'
import type { SeasonView } from '../../shared/season.ts'
import type { Database } from '../store/database.ts'

/** The units in service and those named, by name. */
export async function selectSeasonUnits(db: Database, also: readonly UnitId[]): Promise<SeasonView['units']> {
  const rows = await db
    .selectFrom('unit')
    .select(['id as unitId', 'name', 'specialty'])
    .where((row) => row.or([row('active', '=', 1), ...(also.length > 0 ? [row('id', 'in', also)] : [])]))
    .orderBy('name')
    .execute()
  // « Mobil'Derm 10 » comes after « Mobil'Derm 9 ».
  return rows.sort((one, other) => one.name.localeCompare(other.name, 'fr', { numeric: true }))
}
