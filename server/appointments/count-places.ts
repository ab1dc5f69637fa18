import type { StopId } from '../../shared/ids.ts'
import type { Database, Transaction } from '../store/database.ts'
import { countLaid } from './slot-store.ts'

/** How many places are laid at each of these stops, taken or free, overbooked ones aside. A stop without any is absent. */
export async function countPlaces(
  db: Database | Transaction,
  stopIds: readonly StopId[],
): Promise<ReadonlyMap<StopId, number>> {
  const places = new Map<StopId, number>()
  for (const row of await countLaid(db, stopIds)) {
    if (row.withdrawn || row.overbooked) continue
    places.set(row.stop_id, (places.get(row.stop_id) ?? 0) + row.count)
  }
  return places
}
