import { shortDate } from '../../shared/days.ts'
import type { StopId, TourId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { StopAddition } from '../../shared/tour-edit.ts'
import type { TourCheck } from '../../shared/tour-view.ts'
import type { Unit } from '../../shared/unit.ts'
import type { Moment } from '../access/moment.ts'
import type { Ports } from '../ports.ts'
import { type Database, type Transaction, transaction } from '../store/database.ts'
import { summariseLaidStop } from './laid-stop.ts'
import { readEditFrame } from './read-edit-frame.ts'
import { type LaidStop, layStops } from './stop-edits.ts'
import { deletePlannedStop, insertStop, selectStops } from './stop-store.ts'
import { surveyStops } from './survey-stops.ts'
import { isBinding } from './tour-life.ts'
import { findTour, type TourRecord, updateTour } from './tour-store.ts'
import { findUnit } from './unit-store.ts'
import { rewriteDays } from './write-stops.ts'

type Laid = {
  readonly tour: TourRecord
  readonly unit: Unit
  readonly laid: LaidStop
  readonly horizon: { readonly from: TourRecord['fromDate']; readonly to: TourRecord['toDate'] }
  readonly others: readonly StopSummary[]
}

/**
 * Adds a stop to a published tour, which grows to hold it. Nobody is told yet: it is staffed, agreed to and prepared like
 * any other, and the next version publishes it. Refuses what no tour may hold, and `changed_meanwhile`.
 */
export function addStop(
  ports: Pick<Ports, 'db' | 'newId'>,
  tourId: TourId,
  addition: StopAddition,
  moment: Moment,
): Promise<{ stopId: StopId } | Refusal> {
  return transaction(ports.db, async (trx) => {
    const found = await layAddition(trx, tourId, addition, moment)
    if (isRefusal(found)) return found
    const { tour, unit, laid, horizon, others } = found
    const stopId = ports.newId() as StopId
    const { firstDay, lastDay, centreId } = laid.edit
    const stop = { stopId, tourId, unitId: unit.unitId, centreId, firstDay, lastDay }
    await insertStop(trx, { ...stop, position: others.length, pinned: false })
    await rewriteDays(trx, ports, stop, { firstDay, lastDay }, laid.sessions, moment.now)
    await updateTour(trx, tour, { fromDate: horizon.from, toDate: horizon.to }, moment.now)
    return { stopId }
  })
}

/** What the stop would bring and break, and all that would be left to settle before the next version; writes nothing. */
export async function checkAddition(
  ports: Pick<Ports, 'db' | 'newId' | 'travel' | 'clock'>,
  tourId: TourId,
  addition: StopAddition,
  moment: Moment,
): Promise<TourCheck | Refusal> {
  const found = await layAddition(ports.db, tourId, addition, moment)
  if (isRefusal(found)) return found
  const { tour, unit, horizon, others } = found
  const added = summariseLaidStop(found.laid, { tourId: tour.tourId, unit }, ports.newId)
  const survey = await surveyStops(ports, ports.db, { tourId: tour.tourId, unit, horizon }, [...others, added])
  return { stops: survey.stops.filter((stop) => stop.stopId === added.stopId), obstacles: survey.obstacles }
}

/** Takes back a stop that was added and not yet published. Refuses any other. */
export function dropAddedStop(
  { db }: Pick<Ports, 'db'>,
  stopId: StopId,
  revision: number,
  moment: Moment,
): Promise<{ tourId: TourId } | Refusal> {
  return transaction(db, async (trx) => {
    const [stop] = await selectStops(trx, { stopIds: [stopId] })
    const tour = stop && (await findTour(trx, stop.tourId))
    if (!tour) return refuse('not_found')
    if (stop.state !== 'planned' || !isBinding(tour.state)) return refuse('stop_not_droppable')
    if (tour.revision !== revision) return refuse('changed_meanwhile')
    await deletePlannedStop(trx, stopId)
    await updateTour(trx, tour, {}, moment.now)
    return { tourId: tour.tourId }
  })
}

async function layAddition(
  db: Database | Transaction,
  tourId: TourId,
  { revision, centreId, firstDay, lastDay }: StopAddition,
  { now }: Moment,
): Promise<Laid | Refusal> {
  const tour = await findTour(db, tourId)
  const unit = tour && (await findUnit(db, tour.unitId))
  if (!tour || !unit) return refuse('not_found')
  if (!isBinding(tour.state)) return refuse('tour_not_published')
  if (!unit.inService) return refuse('unit_retired')
  if (tour.revision !== revision) return refuse('changed_meanwhile')
  const horizon = {
    from: firstDay < tour.fromDate ? firstDay : tour.fromDate,
    to: lastDay > tour.toDate ? lastDay : tour.toDate,
  }
  const edit = { stopId: null, centreId, firstDay, lastDay, pinned: false }
  const laid = layStops([edit], await readEditFrame(db, unit, horizon))
  if (isRefusal(laid)) return laid
  if (firstDay <= localDateOf(now, laid[0]!.centre.zone)) return refuse('stop_begins_too_soon', { field: 'firstDay' })
  const others = (await selectStops(db, { tourId })).filter((stop) => stop.state !== 'cancelled')
  const met = others.find((other) => other.firstDay <= lastDay && firstDay <= other.lastDay)
  if (!met) return { tour, unit, laid: laid[0]!, horizon, others }
  const day = met.firstDay > firstDay ? met.firstDay : firstDay
  const details = {
    centre: laid[0]!.centre.name,
    other: met.centreName,
    date: day,
    day: shortDate(day),
  }
  return refuse('stops_overlap', { field: 'firstDay', details })
}
