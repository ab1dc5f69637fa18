import type { PlanProblem, PlanUnit } from '../../../shared/plan.ts'
import { type Calendar, calendarOf, dayOfDate } from '../calendar.ts'
import { drivableDaysBetween } from '../legs.ts'
import { type Coverage, compileCoverage } from './coverage.ts'
import { compileDemands, type Demands } from './demand.ts'
import { type WindowsOfCentre, windowsByCentre, withoutDominated } from './dominated.ts'
import { compileRoads, type Roads } from './roads.ts'
import { type CentreVisits, SlotsByHours, unitDaysOff, type Visit, visitsAtCentre } from './visits.ts'

/** A problem made ready for search: integers for centres, units, weeks and days; everything below is read-only. */
export type Compiled = {
  readonly problem: PlanProblem
  readonly calendar: Calendar
  readonly unitCount: number
  readonly centreCount: number
  readonly weekCount: number
  /** Units that can make the same stops share a kind. */
  readonly kindOfUnit: Int32Array
  readonly kindCount: number
  readonly roads: readonly Roads[]
  /** unit × centre: 1 where the depot can reach the centre and come back. */
  readonly isReachable: Uint8Array
  /** Possible stops of a kind at a centre in a week: `visits[(kind × centreCount + centre) × weekCount + week]`. */
  readonly visits: readonly (readonly Visit[])[]
  /** Per kind and centre, the rules in the way and the number of weeks they block. */
  readonly brokenRules: readonly ReadonlyMap<string, number>[]
  readonly demands: Demands
  readonly coverage: Coverage
  readonly departmentOfCentre: Int32Array
  readonly departments: readonly string[]
  /** Points of a department's first visit; 0 where an earlier visit took it. */
  readonly departmentPoints: Float64Array
}

/** Whether a unit's week at a centre is linked to the next by a leg home and out again. */
export function returnsAfterEachStop(unit: PlanUnit): boolean {
  return unit.drivingPolicy.returnsToDepot === 'after_each_stop'
}

function kindsOfUnits(problem: PlanProblem): { kindOfUnit: Int32Array; examples: PlanUnit[] } {
  const kinds = new Map<string, number>()
  const examples: PlanUnit[] = []
  const { staffing } = problem
  const kindOfUnit = Int32Array.from(problem.units, (unit) => {
    const isSingular =
      [...problem.bans, ...problem.pins, ...problem.frozen].some((stop) => stop.unitId === unit.id) ||
      (staffing.policy === 'named' && staffing.specialists.some((specialist) => specialist.unitId === unit.id))
    const key = JSON.stringify([unit.rooms, unit.sessionTemplate, unit.outOfService, isSingular ? unit.id : ''])
    const known = kinds.get(key)
    if (known !== undefined) return known
    kinds.set(key, examples.length)
    examples.push(unit)
    return examples.length - 1
  })
  return { kindOfUnit, examples }
}

/** A depot further than this many whole days of driving is out of reach. */
const MOST_DAYS_EACH_WAY = 2

/** Whole days of driving home, or out again, that fit around one idle week whatever the two stops: half of those drivable, at most two. */
function drivingDaysEachWay(unit: PlanUnit): number {
  const worked = unit.sessionTemplate.daysOfWeek.map((day) => day - 1)
  const drivable = drivableDaysBetween(unit, Math.max(...worked), 14 + Math.min(...worked))
  return Math.min(MOST_DAYS_EACH_WAY, Math.floor(drivable / 2))
}

function reachability(problem: PlanProblem, roads: readonly Roads[]): Uint8Array {
  const unitCount = problem.units.length
  const centreCount = problem.centres.length
  const reachable = new Uint8Array(unitCount * centreCount)
  for (const [unitIndex, unit] of problem.units.entries()) {
    const { places, points, wholeDays } = roads[unitIndex] as Roads
    const limit = unit.drivingPolicy.maxMetresFromDepot
    const mostDays = drivingDaysEachWay(unit)
    for (let centre = 0; centre < centreCount; centre += 1) {
      const place = unitCount + centre
      const out = unitIndex * places + place
      const back = place * places + unitIndex
      const hasRoads = Number.isFinite(points[out]) && Number.isFinite(points[back])
      const fits = (wholeDays[out] as number) <= mostDays && (wholeDays[back] as number) <= mostDays
      const isNear = limit === null || (problem.travel.truckMetres[unitIndex]?.[place] ?? Infinity) <= limit
      if (hasRoads && fits && isNear) reachable[unitIndex * centreCount + centre] = 1
    }
  }
  return reachable
}

function departmentsOf(problem: PlanProblem, calendar: Calendar) {
  const departments = [...new Set<string>(problem.centres.map((centre) => centre.department))].sort()
  const departmentOfCentre = Int32Array.from(problem.centres, (centre) => departments.indexOf(centre.department))
  const departmentPoints = new Float64Array(departments.length).fill(problem.rates.departmentFirstVisit)
  for (const [index, centre] of problem.centres.entries()) {
    const wasVisited = centre.earlierVisits.some((date) => dayOfDate(calendar, date) < calendar.firstDay)
    if (wasVisited) departmentPoints[departmentOfCentre[index] as number] = 0
  }
  return { departments, departmentOfCentre, departmentPoints }
}

/** Whether some leg, or two where the unit goes home between, may not fit between a late stop and an early one of the next week. */
function mayClashAcrossWeeks(problem: PlanProblem, roads: readonly Roads[]): boolean {
  const longest = new Map<Roads, number>()
  for (const each of roads) {
    if (longest.has(each)) continue
    let most = 0
    for (let leg = 0; leg < each.wholeDays.length; leg += 1) most = Math.max(most, each.wholeDays[leg] as number)
    longest.set(each, most)
  }
  return problem.units.some((unit, index) => {
    const worked = unit.sessionTemplate.daysOfWeek.map((day) => day - 1)
    const free = drivableDaysBetween(unit, Math.max(...worked), 7 + Math.min(...worked))
    const legs = returnsAfterEachStop(unit) ? 2 : 1
    return (longest.get(roads[index] as Roads) as number) * legs > free
  })
}

/** What does not depend on the horizon nor on who waits: the same for a part of a problem as for the whole. */
export type Geography = Pick<Compiled, 'roads' | 'coverage'>

/** Prepares a valid problem (see `validateProblem`) for search; `geography`, where a part of it was prepared before. */
export function compileProblem(problem: PlanProblem, geography?: Geography): Compiled {
  const calendar = calendarOf(problem.horizon)
  const roads = geography?.roads ?? compileRoads(problem)
  const { kindOfUnit, examples } = kindsOfUnits(problem)
  const demands = compileDemands(problem, calendar)
  const windows = windowsByCentre(demands, problem.centres.length, calendar.lastDay)
  const fixed = new Set([...problem.pins, ...problem.frozen].map((stop) => stop.centreId))
  const mayClash = mayClashAcrossWeeks(problem, roads)
  const visits: (readonly Visit[])[] = []
  const brokenRules: Map<string, number>[] = []
  for (const unit of examples) {
    const daysOff = unitDaysOff(problem, calendar, unit)
    const slotsByHours = new SlotsByHours(unit)
    for (const [centreIndex, centre] of problem.centres.entries()) {
      const found: CentreVisits = visitsAtCentre(problem, calendar, unit, centre, daysOff, slotsByHours)
      brokenRules.push(found.brokenRules)
      const hasPin = fixed.has(centre.id)
      const around = windows[centreIndex] as WindowsOfCentre
      for (const week of found.byWeek) visits.push(hasPin ? week : withoutDominated(problem, week, around, mayClash))
    }
  }
  return {
    problem,
    calendar,
    unitCount: problem.units.length,
    centreCount: problem.centres.length,
    weekCount: calendar.weeks,
    kindOfUnit,
    kindCount: examples.length,
    roads,
    isReachable: reachability(problem, roads),
    visits,
    brokenRules,
    demands,
    coverage: geography?.coverage ?? compileCoverage(problem),
    ...departmentsOf(problem, calendar),
  }
}

/** The possible stops of a unit at a centre in a week; none where the depot cannot reach the centre. */
export function visitsOf(compiled: Compiled, unit: number, centre: number, week: number): readonly Visit[] {
  if (compiled.isReachable[unit * compiled.centreCount + centre] !== 1) return []
  const kind = compiled.kindOfUnit[unit] as number
  return compiled.visits[(kind * compiled.centreCount + centre) * compiled.weekCount + week] as readonly Visit[]
}

/** Points deducted for a stop itself: its set-up and its days. Legs come on top. */
export function visitCost(compiled: Compiled, visit: Visit): number {
  const { perSetUp, perDayOnRoad } = compiled.problem.rates
  return perSetUp + visit.dayPlaces.length * perDayOnRoad
}
