import type { TourId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { StopSummary, TourSnapshot } from '../../shared/tour.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import type { Moment } from '../access/moment.ts'
import { syncSlots } from '../appointments/sync-slots.ts'
import type { Ports } from '../ports.ts'
import type { Transaction } from '../store/database.ts'
import { decideOnRoads } from './decide-on-roads.ts'
import { openTour } from './open-tour.ts'
import { selectStops, updateStop } from './stop-store.ts'
import { isBinding, isFreelyEditable, mayBecome, stopStateOn } from './tour-life.ts'
import { findTour, insertVersion, listVersions, type TourRecord, updateTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'
import { versionChanges } from './version-changes.ts'

/**
 * Publishes a tour, or a new version of it, and lays the places of its stops. Refuses `tour_not_publishable` with every
 * obstacle by name, `nothing_to_publish`, `tour_over`, `unit_retired`, and `changed_meanwhile` when it is not the revision
 * that was read, or no longer the roads. The gate is passed in the transaction that publishes.
 */
export async function publishTour(
  ports: Ports,
  tourId: TourId,
  revision: number,
  moment: Moment,
): Promise<{ version: number } | Refusal> {
  return decideOnRoads(
    ports,
    async (looking) => {
      const detail = await openTour(looking, tourId)
      return isRefusal(detail) ? detail : (whyNotPublish(detail, revision) ?? detail)
    },
    async (trx) => {
      const tour = (await findTour(trx, tourId))!
      if (!(await findUnit(trx, tour.unitId))?.inService) return refuse('unit_retired')
      return (await writeVersion(trx, ports, tour, moment, 'with_added_stops')) ?? refuse('nothing_to_publish')
    },
  )
}

function whyNotPublish({ tour, obstacles }: TourDetail, revision: number): Refusal | null {
  if (!isBinding(tour.state) && !mayBecome(tour.state, 'published')) return refuse('tour_over')
  if (tour.revision !== revision) return refuse('changed_meanwhile')
  if (obstacles.length === 0) return null
  return refuse('tour_not_publishable', { details: { count: obstacles.length, obstacles } })
}

/**
 * Keeps the tour as it stands as its next published version: stops become published, places follow their sessions, the
 * tour's revision moves on. Null when nothing differs from the last version. Part of the transaction that changed it.
 * `published_stops`: stops added since are left out, as they have not passed the gate.
 */
export async function writeVersion(
  trx: Transaction,
  ports: Ports,
  tour: TourRecord,
  moment: Moment,
  including: 'with_added_stops' | 'published_stops',
): Promise<{ version: number } | null> {
  const stops = await selectStops(trx, { tourId: tour.tourId })
  const live = stops.filter(
    ({ state }) => state !== 'cancelled' && (state !== 'planned' || including === 'with_added_stops'),
  )
  const snapshot = snapshotOf(tour, live)
  const previous = (await listVersions(trx, tour.tourId))[0]?.snapshot ?? null
  const changes = versionChanges(previous, snapshot)
  if (previous && changes.length === 0) return null
  for (const stop of live) {
    const today = localDateOf(moment.now, stop.zone)
    const state = stop.state === 'planned' ? stopStateOn(today, { ...stop, state: 'published' }) : stop.state
    await updateStop(trx, stop.stopId, { state })
    await syncSlots(trx, ports, stop.stopId, moment)
  }
  const version = tour.version + 1
  await insertVersion(trx, tour.tourId, {
    version,
    publishedAt: moment.now,
    publishedBy: moment.personId,
    snapshot,
    changes,
  })
  const state = isFreelyEditable(tour.state) ? 'published' : tour.state
  await updateTour(trx, tour, { version, state }, moment.now)
  return { version }
}

function snapshotOf(tour: TourRecord, stops: readonly StopSummary[]): TourSnapshot {
  return {
    tourName: tour.name,
    unitName: tour.unitName,
    stops: stops.map(({ stopId, centreId, centreName, department, firstDay, lastDay, sessions, staffing }) => ({
      stopId,
      centreId,
      centreName,
      department,
      firstDay,
      lastDay,
      sessions: sessions.map(({ date, start, end }) => ({ date, start, end })),
      staffing,
    })),
  }
}
