import type { HostCentre } from '../../shared/host-centre.ts'
import type { CentreImpact, DepartmentImpact, ImpactReport } from '../../shared/impact.ts'
import type { Commune } from '../../shared/territory.ts'
import type { StopSummary } from '../../shared/tour.ts'
import { loadSpecialistDensity } from '../territory/need.ts'
import type { AppointmentFact } from './impact-store.ts'
import { CLASSES, type ImpactFacts, measureImpact } from './measures.ts'

/** Facts of a whole scope, with what it takes to split them. */
export type SplitFacts = Omit<ImpactFacts, 'stops'> & {
  readonly stops: readonly StopSummary[]
  readonly placesOf: ReadonlyMap<StopSummary['stopId'], number>
}

/** What of a scope belongs to some centres: their own patients' referrals, and what happened at their own stops. */
function factsOf(facts: SplitFacts, centreIds: ReadonlySet<string>): ImpactFacts {
  const stops = facts.stops.filter((stop) => centreIds.has(stop.centreId))
  const stopIds = new Set(stops.map((stop) => stop.stopId))
  return {
    from: facts.from,
    to: facts.to,
    stops,
    places: stops.reduce((sum, stop) => sum + (facts.placesOf.get(stop.stopId) ?? 0), 0),
    referrals: facts.referrals.filter((referral) => centreIds.has(referral.centreId)),
    appointments: facts.appointments.filter((appointment) => stopIds.has(appointment.stopId)),
    redirections: facts.redirections.filter((redirection) => centreIds.has(redirection.centreId)),
  }
}

/** Each centre's counts, by department then name. */
export function byCentre(facts: SplitFacts, centres: readonly HostCentre[]): CentreImpact[] {
  return centres
    .toSorted((one, other) =>
      one.department === other.department
        ? one.name.localeCompare(other.name, 'fr')
        : one.department < other.department
          ? -1
          : 1,
    )
    .map((centre) => ({
      centreId: centre.hostCentreId,
      centreName: centre.name,
      department: centre.department,
      lngLat: centre.lngLat,
      measures: measureImpact(factsOf(facts, new Set([centre.hostCentreId]))),
    }))
}

/** Each department's counts beside its people and its specialists, in the order of codes. */
export function byDepartment(
  facts: SplitFacts,
  centres: readonly HostCentre[],
  communes: readonly Commune[],
): DepartmentImpact[] {
  const density = loadSpecialistDensity()
  const codes = [...new Set(centres.map((centre) => centre.department))].sort()
  const population = new Map<string, number>()
  for (const commune of communes) {
    population.set(commune.department, (population.get(commune.department) ?? 0) + commune.population)
  }
  return codes.map((department) => {
    const own = centres.filter((centre) => centre.department === department)
    const measures = measureImpact(factsOf(facts, new Set(own.map((centre) => centre.hostCentreId))))
    const people = population.get(department) ?? 0
    const seen = measures.classes.reduce((sum, line) => sum + line.seen, 0)
    return {
      department,
      population: people,
      specialistsPer100000: density.departments.find((each) => each.department === department)?.per100000 ?? null,
      seenPer100000: people === 0 ? 0 : (seen / people) * 100_000,
      measures,
    }
  })
}

/** Patients seen by month and class, months in order, those without a visit between two others included. */
export function byMonth(appointments: readonly AppointmentFact[]): ImpactReport['months'] {
  const seen = appointments.filter((appointment) => appointment.state === 'done')
  const months = seen.map((appointment) => appointment.date.slice(0, 7)).sort()
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return []
  return monthsBetween(first, last).map((month) => ({
    month,
    seen: Object.fromEntries(
      CLASSES.map((priorityClass) => [
        priorityClass,
        seen.filter((each) => each.priorityClass === priorityClass && each.date.startsWith(month)).length,
      ]),
    ) as ImpactReport['months'][number]['seen'],
  }))
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = after(month)) months.push(month)
  return months
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
