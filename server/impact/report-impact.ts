import { addDays } from '../../shared/days.ts'
import type { HostCentreId } from '../../shared/ids.ts'
import type { ImpactQuery, ImpactReport, OutcomeImpact } from '../../shared/impact.ts'
import { isRefusal, type Refusal } from '../../shared/problem.ts'
import { instantAt, type LocalDate, localDateOf, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { countPlaces } from '../appointments/count-places.ts'
import type { Ports } from '../ports.ts'
import { loadSpecialistDensity } from '../territory/need.ts'
import { listStops } from '../tours/list-stops.ts'
import { byCentre, byDepartment, byMonth, type SplitFacts } from './breakdowns.ts'
import { chooseScope, type Scope } from './choose-scope.ts'
import { concentrationIndex } from './equity.ts'
import { heldStops } from './held-stops.ts'
import { selectAppointmentFacts, selectRedirections, selectReferralFacts } from './impact-store.ts'
import { measureJourneys } from './measure-journeys.ts'
import { measureReach } from './measure-reach.ts'
import { measureImpact } from './measures.ts'
import { tellOutcomes } from './tell-outcomes.ts'

/**
 * What a tour or a season achieved so far, in counts. People, roads and hours are those of stops already begun. Refuses
 * `not_found` for an unknown tour and `horizon_reversed`.
 */
export async function reportImpact(ports: Ports, query: ImpactQuery): Promise<ImpactReport | Refusal> {
  const now = ports.clock.now()
  const today = localDateOf(now, PARIS)
  const scope = await chooseScope(ports.db, query, today)
  if (isRefusal(scope)) return scope
  const { facts, centres } = await gather(ports, scope)
  const { stops: live } = facts
  const liveIds = new Set(idsOf(live))
  const begun = live.filter((stop) => stop.firstDay <= today)
  const departments = byDepartment(facts, centres, ports.territory.communes)
  const density = loadSpecialistDensity()
  const supplied = departments.filter((line) => line.specialistsPer100000 !== null)
  return {
    scope: {
      tourId: query.tourId ?? null,
      tourName: scope.tourName,
      unitName: scope.unitName,
      specialty: query.specialty ?? null,
      from: scope.from,
      to: scope.to,
    },
    asOf: now,
    progress: {
      stops: live.length,
      begun: begun.length,
      done: live.filter((stop) => stop.state === 'done').length,
      cancelled: scope.stops.length - live.length,
      cutShort: scope.stops.filter(({ state, stopId }) => state === 'cancelled' && liveIds.has(stopId)).length,
      firstDay: live[0]?.firstDay ?? null,
      lastDay: live.reduce<LocalDate | null>((last, stop) => (last && last > stop.lastDay ? last : stop.lastDay), null),
    },
    total: measureImpact(facts),
    departments,
    centres: byCentre(facts, centres),
    months: byMonth(facts.appointments),
    outcomes: await tellOutcomes(ports, live, whyWithheld(query, scope)),
    reach: await measureReach(ports, pointsOf(begun), pointsOf(await earlierStops(ports, scope))),
    road: await measureJourneys(ports, begun),
    equity: {
      index: concentrationIndex(
        supplied.map((line) => ({
          population: line.population,
          specialistsPer100000: line.specialistsPer100000!,
          seen: line.measures.classes.reduce((sum, each) => sum + each.seen, 0),
        })),
      ),
      departments: supplied.length,
      source: density.source,
      year: density.year,
    },
  }
}

const idsOf = (stops: readonly StopSummary[]) => stops.map((stop) => stop.stopId)
const pointsOf = (stops: readonly StopSummary[]) => stops.map((stop) => stop.lngLat)

async function gather({ db }: Ports, scope: Scope) {
  const appointments = await selectAppointmentFacts(db, idsOf(scope.stops))
  const live = heldStops(scope.stops, appointments)
  const liveIds = new Set(idsOf(live))
  const start = instantAt(scope.from, 0 as MinuteOfDay, PARIS)
  const before = instantAt(addDays(scope.to, 1), 0 as MinuteOfDay, PARIS)
  const { centreIds, specialty } = scope
  const referrals = await selectReferralFacts(db, { centreIds, specialty, before })
  const places = await countPlaces(db, idsOf(live))
  const facts: SplitFacts = {
    from: scope.from,
    to: scope.to,
    stops: live,
    placesOf: places,
    places: [...places.values()].reduce((sum, count) => sum + count, 0),
    referrals,
    appointments: appointments.filter(({ stopId }) => liveIds.has(stopId)),
    redirections: await selectRedirections(db, { centreIds, specialty, from: start, before }),
  }
  const known = new Set<HostCentreId>([...live.map((stop) => stop.centreId), ...referrals.map((each) => each.centreId)])
  return { facts, centres: scope.centres.filter((centre) => known.has(centre.hostCentreId)) }
}

/** Stops of the same specialties that took place before the period: whom they reached is not newly within reach. */
async function earlierStops({ db }: Pick<Ports, 'db'>, scope: Scope): Promise<StopSummary[]> {
  const specialties = new Set(scope.stops.map((stop) => stop.specialty))
  const past = (await listStops(db, { states: ['done', 'cancelled'] })).filter(
    (stop) => stop.lastDay < scope.from && specialties.has(stop.specialty),
  )
  const cancelled = past.filter((stop) => stop.state === 'cancelled')
  return heldStops(past, await selectAppointmentFacts(db, idsOf(cancelled)))
}

/** Outcomes of overlapping scopes could be subtracted from each other: only whole months and whole tours are told. */
function whyWithheld(query: ImpactQuery, scope: Scope): OutcomeImpact['withheld'] {
  if (query.tourId !== undefined) return null
  if (!hasWholeMonths(scope)) return 'not_whole_months'
  return scope.cutsTour ? 'cuts_a_tour' : null
}

function hasWholeMonths({ from, to }: Pick<Scope, 'from' | 'to'>): boolean {
  return from.endsWith('-01') && addDays(to, 1).endsWith('-01')
}
