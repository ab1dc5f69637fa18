import { z } from 'zod'
import type { LngLat } from '../../shared/geo.ts'
import { HostCentreId, TourId, UnitId } from '../../shared/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/problem.ts'
import type { ComparedStop, ComparedTour, TourComparison } from '../../shared/tour-view.ts'
import type { Unit } from '../../shared/unit.ts'
import { countPlaces } from '../appointments/count-places.ts'
import type { Ports } from '../ports.ts'
import { countWaiting } from './demand-store.ts'
import { listCentres } from './list-centres.ts'
import { measureCatchments } from './measure-catchment.ts'
import { measureRoads } from './measure-roads.ts'
import { findProposal } from './proposal-store.ts'
import { summaryOf } from './scenario.ts'
import { selectStops } from './stop-store.ts'
import { placesOf } from './survey-stops.ts'
import { findTour } from './tour-store.ts'
import { type MeasuredStop, measureTour } from './tour-totals.ts'
import { findUnit } from './unit-store.ts'

/** One side of a comparison. */
export const Compared = z.object({ kind: z.enum(['tour', 'proposal']), id: z.uuid() })
export type Compared = z.infer<typeof Compared>

/** Within how many minutes of a stop people are counted in a comparison. */
const REACH_MINUTES = 30

type Needs = Pick<Ports, 'db' | 'travel' | 'territory'>
type SideStop = ComparedStop & { readonly unitId: UnitId }
type Side = {
  readonly name: string
  readonly unitId: UnitId
  readonly stops: readonly SideStop[]
  /** What a proposal's plan says of itself; null of a tour. */
  readonly plan: ComparedTour['plan']
}

/** Two tours, or a tour and a proposal, measured the same way today. Refuses `not_found` and a proposal without plan. */
export async function compareTours(ports: Needs, left: Compared, right: Compared): Promise<TourComparison | Refusal> {
  const leftSide = await sideOf(ports, left)
  if (isRefusal(leftSide)) return leftSide
  const rightSide = await sideOf(ports, right)
  if (isRefusal(rightSide)) return rightSide
  return { left: await measure(ports, leftSide), right: await measure(ports, rightSide), reachMinutes: REACH_MINUTES }
}

async function sideOf({ db }: Needs, { kind, id }: Compared): Promise<Side | Refusal> {
  if (kind === 'proposal') return proposalSide({ db }, id)
  const tour = await findTour(db, TourId.parse(id))
  const unit = tour && (await findUnit(db, tour.unitId))
  if (!tour || !unit) return refuse('not_found')
  const stops = (await selectStops(db, { tourId: tour.tourId })).filter((stop) => stop.state !== 'cancelled')
  const laid = await countPlaces(
    db,
    stops.map((stop) => stop.stopId),
  )
  return {
    name: tour.name,
    plan: null,
    unitId: tour.unitId,
    stops: stops.map((stop) => ({
      unitId: tour.unitId,
      centreId: stop.centreId,
      centreName: stop.centreName,
      department: stop.department,
      lngLat: stop.lngLat,
      firstDay: stop.firstDay,
      lastDay: stop.lastDay,
      places: laid.get(stop.stopId) ?? placesOf(stop, unit),
    })),
  }
}

async function proposalSide({ db }: Pick<Ports, 'db'>, id: string): Promise<Side | Refusal> {
  const proposal = await findProposal(db, id)
  if (!proposal) return refuse('not_found')
  if (!proposal.plan) return refuse('proposal_not_ready')
  const centres = new Map((await listCentres(db)).map((centre) => [centre.centreId, centre]))
  const stops = proposal.plan.stops.flatMap((stop): SideStop[] => {
    const centre = centres.get(HostCentreId.parse(stop.centreId))
    if (!centre) return []
    const { centreId, name: centreName, department, lngLat } = centre
    const { first: firstDay, last: lastDay, places } = stop
    return [{ unitId: UnitId.parse(stop.unitId), centreId, centreName, department, lngLat, firstDay, lastDay, places }]
  })
  const { score, bound, gap, isOptimal } = summaryOf(proposal.plan)
  const plan = { score, bound, gap, isOptimal, rates: proposal.request.rates }
  return { name: proposal.name ?? '', unitId: proposal.request.unitIds[0]!, stops, plan }
}

async function measure(ports: Needs, side: Side): Promise<ComparedTour> {
  const unit = (await findUnit(ports.db, side.unitId))!
  const catchments = await measureCatchments(
    ports,
    side.stops.map((stop) => stop.lngLat),
  )
  const measured = side.stops.map(
    ({ unitId: _, ...stop }, index): MeasuredStop => ({
      ...stop,
      minutesFrom: new Map(catchments[index]!.communes.map((commune) => [commune.insee, commune.seconds / 60])),
    }),
  )
  const people = {
    waiting: await countWaiting(ports.db, unit.specialty),
    populationOf: (insee: string) => ports.territory.byInsee(insee)?.population ?? 0,
    reachMinutes: REACH_MINUTES,
  }
  return { ...measureTour(side.name, measured, people, await roadsOf(ports, side)), plan: side.plan }
}

/** The roads of every unit of a side, together. */
async function roadsOf(ports: Needs, { stops }: Side) {
  const sums = { km: 0, driveMinutes: 0 }
  for (const unitId of new Set(stops.map((stop) => stop.unitId))) {
    const unit = await findUnit(ports.db, unitId)
    if (!unit) continue
    const own = stops.filter((stop) => stop.unitId === unitId).map((stop) => stop.lngLat)
    const { km, driveMinutes } = await roundTrip(ports, unit, [unit.depot.lngLat, ...own, unit.depot.lngLat])
    sums.km += km
    sums.driveMinutes += driveMinutes
  }
  return sums
}

/** From the depot through every stop in order and back, without going home in between. */
async function roundTrip(ports: Needs, unit: Unit, points: readonly LngLat[]) {
  const drives = await measureRoads(ports, [unit], points)
  let metres = 0
  let seconds = 0
  for (let index = 1; index < points.length; index += 1) {
    const drive = drives.between(index - 1, index)
    if (typeof drive === 'string') continue
    metres += drive.metres
    seconds += drive.seconds
  }
  return { km: Math.round(metres / 1000), driveMinutes: Math.round(seconds / 60) }
}
