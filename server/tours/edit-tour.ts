import type { TourId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { TourEdit } from '../../shared/tour-edit.ts'
import type { TourCheck } from '../../shared/tour-view.ts'
import type { Unit } from '../../shared/unit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { transaction } from '../store/database.ts'
import { summariseLaidStop } from './laid-stop.ts'
import { readEditFrame } from './read-edit-frame.ts'
import { type LaidStop, layStops } from './stop-edits.ts'
import { selectStops } from './stop-store.ts'
import { surveyStops } from './survey-stops.ts'
import { isFreelyEditable } from './tour-life.ts'
import { findTour, type TourRecord, updateTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'
import { writeStops } from './write-stops.ts'

/** Rewrites a draft: name, horizon, stops. Refuses a published tour, one changed meanwhile, and what `layStops` refuses. */
export function editTour(
  ports: Pick<Ports, 'db' | 'newId'>,
  tourId: TourId,
  edit: TourEdit,
  moment: Moment,
): Promise<TourId | Refusal> {
  return transaction(ports.db, async (trx) => {
    const tour = await findTour(trx, tourId)
    const refusal = refusalToEdit(tour, edit)
    if (refusal) return refusal
    const before = await selectStops(trx, { tourId })
    const laid = await layEdit(trx, tour!, edit, before)
    if (isRefusal(laid)) return laid
    await writeStops(trx, ports, { tourId, unitId: tour!.unitId, now: moment.now }, before, laid.stops)
    await updateTour(trx, tour!, { name: edit.name, fromDate: edit.fromDate, toDate: edit.toDate }, moment.now)
    return tourId
  })
}

/** What an edit would break, without writing it: the stops as they would be, and every obstacle to publishing them. */
export async function checkEdit(
  ports: Pick<Ports, 'db' | 'newId' | 'travel' | 'clock'>,
  tourId: TourId,
  edit: TourEdit,
): Promise<TourCheck | Refusal> {
  const tour = await findTour(ports.db, tourId)
  const refusal = refusalToEdit(tour, edit)
  if (refusal) return refusal
  const before = await selectStops(ports.db, { tourId })
  const laid = await layEdit(ports.db, tour!, edit, before)
  if (isRefusal(laid)) return laid
  const summaries = laid.stops.map((stop) => {
    const known = before.find((other) => other.stopId === stop.edit.stopId)
    return summariseLaidStop(stop, { tourId, unit: laid.unit, known }, ports.newId)
  })
  const frame = { tourId, unit: laid.unit, horizon: { from: edit.fromDate, to: edit.toDate } }
  const { stops, obstacles } = await surveyStops(ports, ports.db, frame, summaries)
  return { stops, obstacles }
}

function refusalToEdit(tour: TourRecord | undefined, edit: TourEdit): Refusal | null {
  if (!tour) return refuse('not_found')
  if (!isFreelyEditable(tour.state)) return refuse('tour_not_editable')
  return tour.revision === edit.revision ? null : refuse('changed_meanwhile')
}

async function layEdit(
  db: Parameters<typeof selectStops>[0],
  tour: TourRecord,
  edit: TourEdit,
  before: readonly StopSummary[],
): Promise<{ stops: LaidStop[]; unit: Unit } | Refusal> {
  const known = new Set(before.map((stop) => stop.stopId))
  const ids = edit.stops.flatMap((stop) => (stop.stopId === null ? [] : [stop.stopId]))
  const stranger = edit.stops.findIndex((stop) => stop.stopId !== null && !known.has(stop.stopId))
  if (stranger !== -1) return refuse('unknown_stop', { field: `stops.${stranger}.stopId` })
  if (new Set(ids).size < ids.length) return refuse('stop_listed_twice', { field: 'stops' })
  const unit = await findUnit(db, tour.unitId)
  if (!unit) return refuse('unknown_unit')
  const stops = layStops(edit.stops, await readEditFrame(db, unit, { from: edit.fromDate, to: edit.toDate }))
  return isRefusal(stops) ? stops : { stops, unit }
}
