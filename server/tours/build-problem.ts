import { addDays, daysBetween, daysFromTo } from '../../shared/days.ts'
import type { LngLat } from '../../shared/geo.ts'
import type { HostCentre } from '../../shared/host-centre.ts'
import { PlanProblem, type PlanProblemInput } from '../../shared/plan.ts'
import { LONGEST_PLAN_DAYS } from '../../shared/plan-limits.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { ProposalRequest } from '../../shared/proposal.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { Unit } from '../../shared/unit.ts'
import type { Ports } from '../ports.ts'
import { loadCalendar } from '../territory/calendar.ts'
import { listHostCentres } from '../territory/host-centre-store.ts'
import { measureNeed } from '../territory/measure-need.ts'
import { isPublicHoliday } from '../territory/public-holidays.ts'
import { difficultWinters, elevationOf, loadElevations } from '../territory/winter-access.ts'
import { countWaiting } from './demand-store.ts'
import { measureCatchments } from './measure-catchment.ts'
import { measureRoads } from './measure-roads.ts'
import { planCommunes, planExpected, planReferrals } from './plan-demand.ts'
import { planCentreOf, planUnitOf, schoolHolidaysOf } from './plan-places.ts'
import { selectStops } from './stop-store.ts'
import { findUnit } from './unit-store.ts'

/**
 * The planning problem of a request as one document, from what the database, the territory and the roads say today.
 * Referrals enter as counts per commune, class and deadline. Every specialist is still to be recruited: volunteers choose
 * their days afterwards. Refuses a reversed or endless horizon, an unknown unit or centre, and roads nobody can tell.
 */
export async function buildProblem(
  ports: Pick<Ports, 'db' | 'territory' | 'travel'>,
  request: ProposalRequest,
): Promise<PlanProblem | Refusal> {
  if (request.to < request.from) return refuse('horizon_reversed', { field: 'to' })
  if (daysBetween(request.from, request.to) >= LONGEST_PLAN_DAYS) {
    return refuse('horizon_too_long', { field: 'to', details: { days: LONGEST_PLAN_DAYS } })
  }
  const units = await unitsOf(ports, request)
  if ('refusal' in units) return units
  const centres = await candidates(ports, request)
  if ('refusal' in centres) return centres

  const calendar = loadCalendar()
  const elevations = loadElevations()
  const catchments = await measureCatchments(
    ports,
    centres.map((centre) => centre.lngLat),
  )
  const reaches = centres.map(({ lines }, index) => ({ lines, catchment: catchments[index]! }))
  const reached = [...new Set(catchments.flatMap(({ communes }) => communes.map(({ insee }) => insee)))].flatMap(
    (insee) => ports.territory.byInsee(insee) ?? [],
  )
  const { weightOf } = await measureNeed(ports, units[0]!.specialty, reached)
  const communes = planCommunes(
    reaches,
    (insee) => ports.territory.byInsee(insee),
    (commune) => weightOf(commune),
  )
  const travel = await truckTravel(
    ports,
    units,
    centres.map((centre) => centre.lngLat),
  )
  if ('refusal' in travel) return travel
  const visits = await earlierVisits(ports, request, units[0]!.specialty, centres)
  const waiting = await countWaiting(ports.db, units[0]!.specialty)
  return PlanProblem.parse({
    version: 1,
    name: units.map(({ name }) => name).join(', '),
    horizon: { from: request.from, to: request.to },
    units: units.map(planUnitOf),
    centres: centres.map((centre) => ({
      ...planCentreOf(centre, calendar, visits.earlier.get(centre.hostCentreId) ?? []),
      difficultAccess: difficultWinters(elevationOf(centre.communeInsee, elevations), request),
      ...(request.minDays === null ? {} : { minDays: request.minDays }),
      ...(request.maxDays === null ? {} : { maxDays: request.maxDays }),
    })),
    staffing: { policy: 'to_be_recruited', specialistsPerUnit: 1 },
    communes,
    referrals: planReferrals(waiting, new Set(communes.map((commune) => commune.id))),
    expected: planExpected(reaches),
    calendars: {
      publicHolidays: holidaysOver(request, centres),
      schoolHolidays: schoolHolidaysOf(calendar),
    },
    pins: request.pins.map((pin, index) => ({ id: `pin-${index + 1}`, unitId: null, ...pin })),
    bans: [
      ...request.bans.map((ban, index) => ({ id: `ban-${index + 1}`, unitId: null, ...ban })),
      ...visits.others.map((during, index) => ({ id: `other-unit-${index + 1}`, unitId: null, ...during })),
    ],
    frozen: visits.frozen.filter((stop) => centres.some((centre) => centre.hostCentreId === stop.centreId)),
    travel,
    replanning: {
      mode: request.published === 'ignore' ? 'keep' : request.published,
      maxChangedStops: request.maxChangedStops,
    },
    rates: request.rates,
    options: { seconds: request.seconds },
  } satisfies PlanProblemInput)
}

/** The units asked for, all of one specialty: patients of another are not theirs to see. */
async function unitsOf({ db }: Pick<Ports, 'db'>, request: ProposalRequest): Promise<Unit[] | Refusal> {
  const units: Unit[] = []
  for (const [index, unitId] of request.unitIds.entries()) {
    const unit = await findUnit(db, unitId)
    if (!unit?.inService) return refuse('unknown_unit', { field: `unitIds.${index}` })
    if (unit.specialty !== (units[0] ?? unit).specialty)
      return refuse('mixed_specialties', { field: `unitIds.${index}` })
    units.push(unit)
  }
  return units
}

/** The centres asked for, or every active one; published stops to keep bring theirs along. */
async function candidates({ db }: Pick<Ports, 'db'>, request: ProposalRequest): Promise<HostCentre[] | Refusal> {
  const active = (await listHostCentres(db)).filter((centre) => centre.active)
  const known = new Set(active.map((centre) => centre.hostCentreId))
  for (const list of ['pins', 'bans'] as const) {
    const at = request[list].findIndex((item) => item.centreId !== null && !known.has(item.centreId))
    if (at !== -1) return refuse('unknown_centre', { field: `${list}.${at}.centreId` })
  }
  if (request.centreIds === null) return active
  const stranger = request.centreIds.findIndex((centreId) => !known.has(centreId))
  if (stranger !== -1) return refuse('unknown_centre', { field: `centreIds.${stranger}` })
  const kept = request.published === 'ignore' ? [] : await publishedStops({ db }, request)
  const wanted = new Set([
    ...request.centreIds,
    ...request.pins.map((pin) => pin.centreId),
    ...kept.map((stop) => stop.centreId),
  ])
  return active.filter((centre) => wanted.has(centre.hostCentreId))
}

async function publishedStops({ db }: Pick<Ports, 'db'>, request: ProposalRequest) {
  const stops = await selectStops(db, { states: ['published', 'running', 'done'] })
  return stops.filter(
    (stop) => request.unitIds.includes(stop.unitId) && stop.firstDay >= request.from && stop.lastDay <= request.to,
  )
}

/**
 * Visits before the horizon, which start revisit intervals; published stops inside it; and where other units stand
 * meanwhile, which keeps these away: within the revisit interval for the same specialty, on those days for another.
 */
async function earlierVisits(
  ports: Pick<Ports, 'db'>,
  request: ProposalRequest,
  specialty: string,
  centres: readonly HostCentre[],
) {
  const all = await selectStops(ports.db, { states: ['published', 'running', 'done'] })
  const earlier = new Map<string, LocalDate[]>()
  for (const stop of all.filter((candidate) => candidate.lastDay < request.from)) {
    earlier.set(stop.centreId, [...(earlier.get(stop.centreId) ?? []), stop.firstDay])
  }
  const kept = request.published === 'ignore' ? [] : await publishedStops(ports, request)
  const frozen = kept.map(({ unitId, centreId, firstDay, lastDay }) => ({
    unitId,
    centreId,
    first: firstDay,
    last: lastDay,
  }))
  const others = all.flatMap((stop) => {
    const centre = centres.find(({ hostCentreId }) => hostCentreId === stop.centreId)
    const isOther =
      !request.unitIds.includes(stop.unitId) && stop.lastDay >= request.from && stop.firstDay <= request.to
    if (!isOther || !centre) return []
    const margin = stop.specialty === specialty ? centre.revisitDays : 0
    const during = { from: addDays(stop.firstDay, -margin), to: addDays(stop.lastDay, margin) }
    return [{ centreId: stop.centreId, during }]
  })
  return { earlier, frozen, others }
}

/** Drives between depots and centres, alike for every unit of the plan. */
async function truckTravel(
  ports: Pick<Ports, 'travel'>,
  units: readonly Unit[],
  places: readonly LngLat[],
): Promise<PlanProblem['travel'] | Refusal> {
  const points = [...units.map((unit) => unit.depot.lngLat), ...places]
  const drives = await measureRoads(ports, units, points)
  const cells = points.map((_, from) => points.map((__, to) => drives.between(from, to)))
  if (cells.flat().includes('unknown')) return refuse('travel_unavailable')
  const matrix = (value: 'seconds' | 'metres') =>
    cells.map((row) => row.map((cell) => (typeof cell === 'string' ? null : Math.round(cell[value]))))
  return {
    provider: drives.source.provider,
    isEstimate: drives.source.kind === 'estimate',
    dataDate: drives.source.dataDate,
    truckSeconds: matrix('seconds'),
    truckMetres: matrix('metres'),
  }
}

function holidaysOver({ from, to }: ProposalRequest, centres: readonly HostCentre[]) {
  const departments = [...new Set(centres.map((centre) => centre.department))].sort()
  return daysFromTo(from, to).flatMap((date) => {
    const off = departments.filter((department) => isPublicHoliday(date, department))
    if (off.length === 0) return []
    return [{ date, departments: off.length === departments.length ? null : off }]
  })
}
