import { addDays } from '../../shared/days.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import type { HostCentreId, TourId } from '../../shared/ids.ts'
import type { DateRange } from '../../shared/plan.ts'
import { localDateOf, PARIS } from '../../shared/time.ts'
import type { StopObstacle, StopOutline, StopSummary } from '../../shared/tour.ts'
import type { RoadView, TourStop } from '../../shared/tour-view.ts'
import type { Unit } from '../../shared/unit.ts'
import { countPlaces } from '../appointments/count-places.ts'
import { slotsIn } from '../planning/sessions.ts'
import type { Ports } from '../ports.ts'
import type { Database, Transaction } from '../store/database.ts'
import { loadCalendar } from '../territory/calendar.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { difficultWinters, elevationOf, loadElevations } from '../territory/winter-access.ts'
import { countPatientsPastDeadline } from './demand-store.ts'
import { type HostAgreement, hostStanding, isHostToAsk } from './host-standing.ts'
import { readHostRules, selectHostAnswers } from './host-store.ts'
import { type Drives, measureRoads, type Roads } from './measure-roads.ts'
import { holidaysBetween, planCentreOf, planUnitOf, schoolHolidaysOf } from './plan-places.ts'
import { type GatedStop, publishingObstacles } from './publishing-gate.ts'
import { readinessOf } from './readiness.ts'
import { selectChecklists } from './readiness-store.ts'
import { type Road, roadOf, wayBackOf } from './roads.ts'
import { closedDaysOf } from './sessions.ts'
import { listSpecialists } from './specialist-store.ts'
import { selectStopOutlines } from './stop-store.ts'
import { warningsOf } from './warnings.ts'

/** The tour stops belong to; `tourId` null for stops not saved yet. */
export type SurveyFrame = { readonly tourId: TourId | null; readonly unit: Unit; readonly horizon: DateRange }

export type Survey = {
  readonly stops: TourStop[]
  readonly wayBack: RoadView | null
  readonly obstacles: StopObstacle[]
  /** The checklist of each stop, cancelled ones included. */
  readonly checklists: Awaited<ReturnType<typeof selectChecklists>>
}

/** Where the unit comes from: the stop or depot before, by its number in the list of points. */
type Origin = { readonly point: number; readonly name: string; readonly leavesAfter: StopSummary['lastDay'] | null }

/**
 * Looks at a tour's live stops whole: the road to each, its places, warnings and checklist, and everything that breaks a
 * rule or keeps the tour from being published. Writes nothing.
 */
export async function surveyStops(
  ports: Pick<Ports, 'clock'> & { readonly travel: Roads },
  db: Database | Transaction,
  frame: SurveyFrame,
  summaries: readonly StopSummary[],
): Promise<Survey> {
  const today = localDateOf(ports.clock.now(), PARIS)
  const live = summaries.filter((stop) => stop.state !== 'cancelled')
  const facts = await gather(db, frame, live)
  const path: StopOutline[] = [...facts.promised, ...live].sort((a, b) =>
    a.firstDay < b.firstDay ? -1 : a.firstDay > b.firstDay ? 1 : 0,
  )
  const points = [frame.unit.depot.lngLat, ...path.map((stop) => stop.lngLat)]
  const drives = await measureRoads(ports, [frame.unit], points)
  const checklists = await selectChecklists(
    db,
    summaries.map((stop) => stop.stopId),
    today,
  )
  const laid = await countPlaces(
    db,
    live.map((stop) => stop.stopId),
  )
  const calendar = loadCalendar()
  const elevations = loadElevations()
  const schoolHolidays = schoolHolidaysOf(calendar)
  const planUnit = planUnitOf(frame.unit)

  const looked = live.map((summary) => {
    const at = path.indexOf(summary)
    const before = path[at - 1]
    const origin: Origin = before
      ? { point: at, name: before.centreName, leavesAfter: before.lastDay }
      : { point: 0, name: frame.unit.depot.name, leavesAfter: null }
    const drive = drives.between(origin.point, at + 1)
    const road = typeof drive === 'string' ? null : roadOf(drive, frame.unit, origin.leavesAfter, summary.firstDay)
    const centre = facts.centres.get(summary.centreId)!
    const planCentre = planCentreOf(centre, calendar)
    const holidays = holidaysBetween(addDays(summary.firstDay, -1), addDays(summary.lastDay, 1), centre.department)
    const items = checklists.get(summary.stopId) ?? []
    const answers = facts.hostAnswers.get(summary.stopId) ?? []
    const standing = hostStanding(summary, answers)
    const host: HostAgreement = {
      standing,
      required: facts.requireConfirmation,
      reason: standing === 'declined' ? (answers[0]?.reason ?? null) : null,
    }
    const stop: TourStop = {
      ...summary,
      places: laid.get(summary.stopId) ?? placesOf(summary, frame.unit),
      road: road && viewRoad(road, origin, points, drives),
      warnings: warningsOf({
        firstDay: summary.firstDay,
        lastDay: summary.lastDay,
        schoolHolidays: schoolHolidays.filter((holiday) => holiday.zone === planCentre.schoolZone),
        publicHolidays: holidays,
        difficultAccess: difficultWinters(elevationOf(centre.communeInsee, elevations), {
          from: summary.firstDay,
          to: summary.lastDay,
        }),
        openingHoursAssumed: centre.openingHoursAssumed,
        arrivalMinute: road?.arrivalMinute ?? null,
        isHostToAsk: isHostToAsk(host, summary.state),
      }),
      readiness: readinessOf(items),
      host: standing,
    }
    const gated: GatedStop = {
      ...summary,
      closedDays: closedDaysOf(summary, planUnit, planCentre, holidays),
      sessionCount: summary.sessions.length,
      road: road ? { reachable: true, ...road } : drive === 'no_road' ? { reachable: false } : null,
      revisitDays: centre.revisitDays,
      elsewhere: facts.elsewhere
        .filter((visit) => visit.centreId === summary.centreId)
        .map((visit) => ({ ...visit, sameSpecialty: visit.specialty === summary.specialty })),
      host,
      roster: summary.staffing.map(({ date, specialists }) => ({
        date,
        specialists: specialists.map(({ specialistId, name }) => ({
          name,
          authorisations: facts.specialists.get(specialistId)?.authorisations ?? [],
        })),
      })),
      checklist: items,
      patientsPastDeadline: facts.pastDeadline.get(summary.stopId) ?? 0,
    }
    return { stop, gated }
  })
  const lastAt = path.length
  const back = live.length > 0 ? drives.between(lastAt, 0) : 'unknown'
  const last = path[lastAt - 1]
  return {
    stops: looked.map(({ stop }) => stop),
    wayBack:
      typeof back === 'string' || !last
        ? null
        : viewRoad(
            wayBackOf(back, frame.unit, last.lastDay),
            { point: lastAt, name: last.centreName, leavesAfter: last.lastDay },
            points,
            drives,
          ),
    obstacles: publishingObstacles(
      looked.map(({ gated }) => gated),
      { horizon: frame.horizon, outOfService: frame.unit.outOfService, promised: facts.promised },
    ).filter((obstacle) => !isOver(live, obstacle.stopId)),
    checklists,
  }
}

/** What happened can no longer stand in the way. */
function isOver(stops: readonly StopSummary[], stopId: StopObstacle['stopId']): boolean {
  return stops.some((stop) => stop.stopId === stopId && stop.state === 'done')
}

async function gather(
  db: Database | Transaction,
  { tourId, unit, horizon }: SurveyFrame,
  live: readonly StopSummary[],
) {
  const centres = new Map<HostCentreId, HostCentre>(
    (await listHostCentres(db)).map((centre) => [centre.hostCentreId, centre]),
  )
  // What stands farther off than any interval before a revisit, and outside the horizon, breaks no rule of this tour.
  const farthest = Math.max(0, ...[...centres.values()].map((centre) => centre.revisitDays))
  const days = [horizon.from, horizon.to, ...live.flatMap((stop) => [stop.firstDay, stop.lastDay])].sort()
  const near = { from: addDays(days[0]!, -farthest - 1), to: addDays(days.at(-1)!, farthest + 1) }
  const touching = { unitId: unit.unitId, centreIds: [...new Set(live.map((stop) => stop.centreId))] }
  const others = (await selectStopOutlines(db, { ...near, touching, states: ['published', 'running', 'done'] })).filter(
    (stop) => stop.tourId !== tourId,
  )
  const specialists = new Map((await listSpecialists(db)).map((specialist) => [specialist.specialistId, specialist]))
  const pastDeadline = await countPatientsPastDeadline(
    db,
    live.map((stop) => stop.stopId),
  )
  const hostAnswers = await selectHostAnswers(
    db,
    live.map((stop) => stop.stopId),
  )
  return {
    centres,
    hostAnswers,
    requireConfirmation: (await readHostRules(db)).requireConfirmation,
    elsewhere: others,
    promised: others.filter(
      (stop) => stop.unitId === unit.unitId && stop.lastDay >= horizon.from && stop.firstDay <= horizon.to,
    ),
    specialists,
    pastDeadline,
  }
}

/** Foreseen places of a stop whose places are not laid yet: sessions × min(rooms, specialists), one specialist while none is named. */
export function placesOf(stop: StopSummary, unit: Unit): number {
  return stop.sessions.reduce((places, session) => {
    const named = stop.staffing.find((day) => day.date === session.date)?.specialists.length ?? 0
    return places + slotsIn([session], unit.sessionTemplate.slotMinutes) * Math.max(1, Math.min(unit.rooms, named))
  }, 0)
}

function viewRoad(road: Road, origin: Origin, points: readonly StopSummary['lngLat'][], drives: Drives): RoadView {
  return {
    fromName: origin.name,
    fromDepot: origin.leavesAfter === null,
    fromLngLat: points[origin.point]!,
    driveMinutes: Math.round(road.driveSeconds / 60),
    km: Math.round(road.metres / 1000),
    breaks: road.roadbook.steps.filter((step) => step.kind === 'break').length,
    breakMinutes: Math.round(road.roadbook.breakSeconds / 60),
    steps: road.roadbook.steps.map(({ kind, start, end }) => ({ kind, start, end })),
    nights: road.roadbook.nights,
    wholeDays: road.wholeDays,
    fits: road.fits,
    arrivalMinute: road.arrivalMinute,
    estimate: drives.source.kind === 'estimate',
  }
}
