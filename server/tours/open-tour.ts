import { daysBetween } from '../../shared/days.ts'
import type { TourId } from '../../shared/ids.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { HostCounts, StopSummary, TourSummary } from '../../shared/tour.ts'
import type { TourDetail, TourStop } from '../../shared/tour-view.ts'
import type { Database } from '../store/database.ts'
import type { Looking } from './decide-on-roads.ts'
import { hostStanding } from './host-standing.ts'
import { selectHostAnswers } from './host-store.ts'
import { selectStaffedStops } from './stop-store.ts'
import { surveyTour } from './survey-tour.ts'
import { findTourDocuments, listTourRecords, listVersions, type TourRecord } from './tour-store.ts'

type HostAnswers = Awaited<ReturnType<typeof selectHostAnswers>>

type StaffedStop = Pick<StopSummary, 'stopId' | 'state' | 'firstDay' | 'lastDay'> & { readonly staffedDays: number }

function summaryOf(
  { revision: _, ...tour }: TourRecord,
  stops: readonly StaffedStop[],
  answers: HostAnswers,
): TourSummary {
  const live = stops.filter((stop) => stop.state !== 'cancelled')
  const toStaffDays = live.reduce(
    (days, stop) => days + daysBetween(stop.firstDay, stop.lastDay) + 1 - stop.staffedDays,
    0,
  )
  return { ...tour, stops: live.length, toStaffDays, hosts: hostCounts(live, answers) }
}

const withStaffedDays = (stop: StopSummary): StaffedStop => ({
  ...stop,
  staffedDays: stop.staffing.filter((day) => day.specialists.length > 0).length,
})

function hostCounts(live: readonly StaffedStop[], answers: HostAnswers): HostCounts {
  const standings = live
    .filter((stop) => stop.state === 'planned' || stop.state === 'published')
    .map((stop) => hostStanding(stop, answers.get(stop.stopId) ?? []))
  const count = (wanted: string) => standings.filter((standing) => standing === wanted).length
  return { asked: standings.length, accepted: count('accepted'), declined: count('declined') }
}

/** Every tour in one line each, the latest first. */
export async function listTours(db: Database): Promise<TourSummary[]> {
  const stops = await selectStaffedStops(db)
  // Answers count while a stop may still be asked about.
  const asked = stops.filter((stop) => stop.state === 'planned' || stop.state === 'published')
  const answers = await selectHostAnswers(
    db,
    asked.map((stop) => stop.stopId),
  )
  const ofTour = new Map<TourId, StaffedStop[]>()
  for (const stop of stops) ofTour.set(stop.tourId, [...(ofTour.get(stop.tourId) ?? []), stop])
  return (await listTourRecords(db)).map((tour) => summaryOf(tour, ofTour.get(tour.tourId) ?? [], answers))
}

/**
 * A tour whole, as its planner sees it, or with some of its stops as they took place (`held`) where that differs from what
 * is left of them; refuses `not_found`.
 */
export async function openTour(
  ports: Looking,
  tourId: TourId,
  held: readonly StopSummary[] = [],
): Promise<TourDetail | Refusal> {
  const surveyed = await surveyTour(ports, tourId, held)
  if (!surveyed) return refuse('not_found')
  const { tour, unit, summaries, survey } = surveyed
  const cancelled = summaries.filter((stop) => stop.state === 'cancelled')
  const documents = await findTourDocuments(ports.db, tourId)
  const versions = await listVersions(ports.db, tourId)
  const answers = await selectHostAnswers(
    ports.db,
    summaries.map((stop) => stop.stopId),
  )
  return {
    tour: {
      ...summaryOf(tour, summaries.map(withStaffedDays), answers),
      revision: tour.revision,
      hasPlan: (documents?.plan ?? null) !== null,
    },
    depot: unit.depot,
    stops: [...survey.stops, ...cancelled.map((stop) => cancelledStop(stop, answers))],
    wayBack: survey.wayBack,
    obstacles: survey.obstacles,
    versions: versions.map(({ snapshot: _, ...version }) => version),
  }
}

/** A cancelled stop as a tour shows it: no place, no road, nothing left to prepare. */
export function cancelledStop(stop: StopSummary, answers: HostAnswers): TourStop {
  const host = hostStanding(stop, answers.get(stop.stopId) ?? [])
  return { ...stop, places: 0, road: null, warnings: [], readiness: 'amber', host }
}
