import type { SeasonView } from '../../shared/season.ts'
import type { Database } from '../store/database.ts'

/** The active units, by name. */
export async function selectSeasonUnits(db: Database): Promise<SeasonView['units']> {
  const rows = await db
    .selectFrom('unit')
    .select(['id as unitId', 'name', 'specialty'])
    .where('active', '=', 1)
    .orderBy('name')
    .execute()
  // « Mobil'Derm 10 » comes after « Mobil'Derm 9 ».
  return rows.sort((one, other) => one.name.localeCompare(other.name, 'fr', { numeric: true }))
}
