import { departmentName } from '../../shared/department-names.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { TourId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Programme } from '../../shared/tour-view.ts'
import type { Database } from '../store/database.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { findTour, listVersions } from './tour-store.ts'
import { findUnit } from './unit-store.ts'

/**
 * The programme set in advance for one department (art. R.4127-74 CSP): the stops of a published version, their days and
 * hours, and who consults. Without `version`: the last one. Refuses `not_found` when nothing there was published.
 */
export async function openProgramme(
  db: Database,
  tourId: TourId,
  department: DepartmentCode,
  version?: number,
): Promise<Programme | Refusal> {
  const tour = await findTour(db, tourId)
  const unit = tour && (await findUnit(db, tour.unitId))
  const versions = await listVersions(db, tourId)
  const published = version === undefined ? versions[0] : versions.find((one) => one.version === version)
  if (!unit || !published) return refuse('not_found')
  const stops = published.snapshot.stops.filter((stop) => stop.department === department)
  if (stops.length === 0) return refuse('not_found')
  const centres = await listHostCentres(db)
  return {
    tourName: published.snapshot.tourName,
    unitName: published.snapshot.unitName,
    specialty: unit.specialty,
    department,
    departmentName: departmentName(department),
    version: published.version,
    publishedAt: published.publishedAt,
    publishedBy: published.publishedBy,
    stops: stops.map(({ stopId: _, ...stop }) => ({
      ...stop,
      address: centres.find((centre) => centre.hostCentreId === stop.centreId)?.address ?? null,
    })),
  }
}
