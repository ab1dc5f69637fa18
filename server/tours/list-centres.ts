import type { CentreView } from '../../shared/tour-view.ts'
import type { Database } from '../store/database.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'

/** The active host centres, by name, as planners see them on the map. */
export async function listCentres(db: Database): Promise<CentreView[]> {
  const centres = (await listHostCentres(db)).filter((centre) => centre.active)
  return centres.map(({ hostCentreId, name, department, lngLat, openingHoursAssumed, minDays, maxDays }) => ({
    centreId: hostCentreId,
    name,
    department,
    lngLat,
    openingHoursAssumed,
    minDays,
    maxDays,
  }))
}
