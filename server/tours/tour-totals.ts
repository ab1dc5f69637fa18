import { daysBetween } from '../../shared/days.ts'
import { departmentName } from '../../shared/department-names.ts'
import type { DepartmentCode, InseeCode } from '../../shared/geo.ts'
import type { LocalDate } from '../../shared/time.ts'
import type { ComparedStop, ComparedTour, TourTotals } from '../../shared/tour-view.ts'
import { seenOver, type WaitingCount } from './stop-demand.ts'

/** A stop to measure a tour by: where, when, how many places, who can drive there. */
export type MeasuredStop = ComparedStop & { readonly minutesFrom: ReadonlyMap<InseeCode, number> }

type People = {
  readonly waiting: readonly WaitingCount[]
  readonly populationOf: (insee: InseeCode) => number
  readonly reachMinutes: number
}

/** Sums of some stops: people within reach counted once each, waiting patients seen in time in strict order of class. */
export function totalsOf(stops: readonly MeasuredStop[], people: People): TourTotals {
  const reached = new Set<InseeCode>()
  for (const stop of stops) {
    for (const [insee, minutes] of stop.minutesFrom) if (minutes <= people.reachMinutes) reached.add(insee)
  }
  return {
    stops: stops.length,
    days: stops.reduce((days, stop) => days + daysOf(stop), 0),
    places: stops.reduce((places, stop) => places + stop.places, 0),
    population: [...reached].reduce((sum, insee) => sum + people.populationOf(insee), 0),
    seenInTime: seenOver(people.waiting, stops),
  }
}

/** The sums of a tour and of each department it stops in, in the order of their codes. */
export function measureTour(
  name: string,
  stops: readonly MeasuredStop[],
  people: People,
  road: { km: number; driveMinutes: number },
): Omit<ComparedTour, 'plan'> {
  const departments = [...new Set(stops.map((stop) => stop.department))].sort()
  return {
    name,
    stops: stops.map(({ minutesFrom: _, ...stop }) => stop),
    totals: totalsOf(stops, people),
    ...road,
    departments: departments.map((department: DepartmentCode) => ({
      department,
      name: departmentName(department),
      totals: totalsOf(
        stops.filter((stop) => stop.department === department),
        people,
      ),
    })),
  }
}

function daysOf(stop: { firstDay: LocalDate; lastDay: LocalDate }): number {
  return daysBetween(stop.firstDay, stop.lastDay) + 1
}
