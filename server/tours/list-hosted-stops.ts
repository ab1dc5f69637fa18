import type { HostedStop, TourHosts } from '../../shared/host.ts'
import type { HostCentreId, TourId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { StopSummary, TourState } from '../../shared/tour.ts'
import type { Ports } from '../ports.ts'
import type { Database, Transaction } from '../store/database.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { hostStanding } from './host-standing.ts'
import { listHostLinks, readHostRules, selectHostAnswers } from './host-store.ts'
import { selectStops } from './stop-store.ts'
import { findTour, listTourRecords, type TourRecord } from './tour-store.ts'

/** Whom a tour in this state asks: volunteers and hosts see a tour from the moment it is proposed. */
const ASKED: readonly TourState[] = ['proposed', 'published', 'running']

/** The stops to come in front of these centres, in tours that are proposed or published, each with its answers. */
export async function listHostedStops(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  centreIds: readonly HostCentreId[],
): Promise<HostedStop[]> {
  const tours = (await listTourRecords(db)).filter((tour) => ASKED.includes(tour.state))
  const from = localDateOf(clock.now(), PARIS)
  const stops = await selectStops(db, { from, centreIds, states: ['planned', 'published', 'running'] })
  return hostedIn(db, stops, tours)
}

/** The stops of a tour as their centres are asked about them; all centres, or one. */
export async function hostedStopsOf(
  db: Database | Transaction,
  tour: TourRecord,
  centreIds?: readonly HostCentreId[],
): Promise<HostedStop[]> {
  const stops = await selectStops(db, { tourId: tour.tourId, ...(centreIds ? { centreIds } : {}) })
  const live = stops.filter((stop) => stop.state !== 'cancelled')
  return hostedIn(db, live, [tour])
}

/** What a tour's planner sees of its hosts: who answered what, which link is open, whether agreement is needed. */
export async function viewTourHosts(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  tourId: TourId,
): Promise<TourHosts | Refusal> {
  const tour = await findTour(db, tourId)
  if (!tour) return refuse('not_found')
  const rules = await readHostRules(db)
  const stops = await hostedStopsOf(db, tour)
  const now = clock.now()
  const links = (await listHostLinks(db, tourId)).filter((link) => link.expires_at > now)
  const centres = await listHostCentres(db)
  return {
    required: rules.requireConfirmation,
    changedBy: rules.changedBy,
    changedAt: rules.changedAt,
    centres: [...new Set(stops.map((stop) => stop.centreId))].map((centreId) => {
      const own = stops.filter((stop) => stop.centreId === centreId)
      const link = links.find((one) => one.centre_id === centreId)
      return {
        centreId,
        centreName: own[0]!.centreName,
        phone: centres.find((centre) => centre.hostCentreId === centreId)?.phone ?? null,
        link: link ? { createdAt: link.created_at, expiresAt: link.expires_at } : null,
        stops: own,
      }
    }),
  }
}

async function hostedIn(
  db: Database | Transaction,
  stops: readonly StopSummary[],
  tours: readonly TourRecord[],
): Promise<HostedStop[]> {
  const answers = await selectHostAnswers(
    db,
    stops.map((stop) => stop.stopId),
  )
  return stops.flatMap((stop): HostedStop[] => {
    const tour = tours.find((one) => one.tourId === stop.tourId)
    if (!tour) return []
    const { stopId, tourId, unitName, centreId, centreName, department, zone, firstDay, lastDay, state } = stop
    const own = answers.get(stopId) ?? []
    return [
      {
        ...{ stopId, tourId, unitName, centreId, centreName, department, zone, firstDay, lastDay, state },
        tourName: tour.name,
        tourState: tour.state,
        standing: hostStanding(stop, own),
        answers: own,
      },
    ]
  })
}
