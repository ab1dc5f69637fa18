import type { HostCentre } from '../../shared/host-centre.ts'
import type { TourId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import { type LocalDate, localDateOf, PARIS } from '../../shared/time.ts'
import type { ReadinessItem } from '../../shared/tour.ts'
import type { TourDetail, TourStop } from '../../shared/tour-view.ts'
import type { Unit } from '../../shared/unit.ts'
import type { Ports } from '../ports.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { openTour } from './open-tour.ts'
import { selectChecklists } from './readiness-store.ts'
import { findUnit } from './unit-store.ts'

/** What a crew takes along: each leg, each stop with how to get in, whom to call and where to sleep. No patient. */
export type Roadbook = {
  readonly tour: TourDetail['tour']
  readonly unit: Unit
  readonly stops: readonly {
    readonly stop: TourStop
    readonly centre: Pick<HostCentre, 'address' | 'phone' | 'directions'>
    readonly checklist: readonly ReadinessItem[]
  }[]
  readonly wayBack: TourDetail['wayBack']
  readonly madeOn: LocalDate
}

/** The roadbook of a tour as it stands today. Refuses `not_found`. */
export async function openRoadbook(
  ports: Pick<Ports, 'db' | 'travel' | 'clock'>,
  tourId: TourId,
): Promise<Roadbook | Refusal> {
  const detail = await openTour(ports, tourId)
  if (isRefusal(detail)) return detail
  const unit = await findUnit(ports.db, detail.tour.unitId)
  if (!unit) return refuse('not_found')
  const live = detail.stops.filter((stop) => stop.state !== 'cancelled')
  const centres = new Map((await listHostCentres(ports.db)).map((centre) => [centre.hostCentreId, centre]))
  const madeOn = localDateOf(ports.clock.now(), PARIS)
  const checklists = await selectChecklists(
    ports.db,
    live.map((stop) => stop.stopId),
    madeOn,
  )
  return {
    tour: detail.tour,
    unit,
    stops: live.map((stop) => ({
      stop,
      centre: centres.get(stop.centreId)!,
      checklist: checklists.get(stop.stopId) ?? [],
    })),
    wayBack: detail.wayBack,
    madeOn,
  }
}
