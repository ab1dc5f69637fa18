import type { PlanPin } from '../../../shared/plan.ts'
import { type Compiled, visitCost, visitsOf } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import { answersPin, fixedStops } from '../rules/pins.ts'
import { drivingDaysBetween, transferPoints, travelFits } from '../rules/travel-fits.ts'
import type { PlacedVisit } from '../schedule.ts'
import { LinearModel, type RowEntries } from './linear-model.ts'
import { type MergedDemand, mergeDemands } from './merged-demands.ts'
import { addPatients, type PatientColumns } from './patients.ts'

/** A possible stop and its column. */
export type StopColumn = PlacedVisit & { readonly column: number }

/** The mixed-integer model of a problem, with what is needed to read a solution and to write a start. */
export type PlanModel = {
  readonly model: LinearModel
  readonly stops: readonly StopColumn[]
  /** Columns of units' moves: `${unit}|${week}|${from}|${to}`, places −1 for home; week is the one reached. */
  readonly moves: ReadonlyMap<string, number>
  readonly patients: PatientColumns
  readonly merged: readonly MergedDemand[]
  readonly coverage: ReadonlyMap<number, number>
  readonly departments: ReadonlyMap<number, number>
  /** Columns of *a unit stands here this week*, at centres that may host several, which a set of stops sets to 1. */
  readonly hosted: (stops: readonly PlacedVisit[]) => number[]
}

const INFINITE = Number.POSITIVE_INFINITY
const HOME = -1

/** What to leave out of a model: stops and moves known not to be in any better plan, demand when only pins matter. */
export type ModelScope = {
  readonly hasStop: (stop: PlacedVisit) => boolean
  /** Places are centres, −1 is home; `week` is the one reached. */
  readonly hasMove: (unit: number, week: number, from: number, to: number) => boolean
  readonly hasDemand: boolean
}

export const WHOLE_MODEL: ModelScope = { hasStop: () => true, hasMove: () => true, hasDemand: true }

/** Builds the exact model of a problem, or of the part of it in scope. */
export function buildModel(compiled: Compiled, scope: ModelScope = WHOLE_MODEL): PlanModel {
  const model = new LinearModel()
  const stops = stopColumns(compiled, model, scope)
  const at = indexStops(compiled, stops)
  const moves = new Map<string, number>()
  for (let unit = 0; unit < compiled.unitCount; unit += 1) addRoute(compiled, model, unit, at, moves, scope)
  const hostedAt = new Map<string, number>()
  addRevisitRows(compiled, model, stops, hostedAt)
  for (const pin of fixedStops(compiled)) addPinRow(compiled, model, stops, pin)
  const merged = scope.hasDemand ? mergeDemands(compiled, stops) : []
  const patients = addPatients(compiled, model, stops, merged)
  const coverage = new Map<number, number>()
  const departments = new Map<number, number>()
  if (scope.hasDemand) {
    addCoverage(compiled, model, stops, coverage)
    addDepartments(compiled, model, stops, departments)
  }
  const hosted = (placed: readonly PlacedVisit[]) =>
    placed.map((stop) => hostedAt.get(`${stop.centre}|${stop.week}`)).filter((column) => column !== undefined)
  return { model, stops, moves, patients, merged, coverage, departments, hosted }
}

function stopColumns(compiled: Compiled, model: LinearModel, scope: ModelScope): StopColumn[] {
  const stops: StopColumn[] = []
  for (let unit = 0; unit < compiled.unitCount; unit += 1) {
    for (let centre = 0; centre < compiled.centreCount; centre += 1) {
      for (let week = 0; week < compiled.weekCount; week += 1) {
        for (const visit of visitsOf(compiled, unit, centre, week)) {
          if (!scope.hasStop({ unit, centre, week, visit })) continue
          stops.push({ unit, centre, week, visit, column: model.column(-visitCost(compiled, visit), 1, true) })
        }
      }
    }
  }
  return stops
}

type StopsAt = (unit: number, week: number) => ReadonlyMap<number, readonly StopColumn[]>

function indexStops(compiled: Compiled, stops: readonly StopColumn[]): StopsAt {
  const index = Array.from({ length: compiled.unitCount * compiled.weekCount }, () => new Map<number, StopColumn[]>())
  for (const stop of stops) {
    const here = index[stop.unit * compiled.weekCount + stop.week] as Map<number, StopColumn[]>
    const list = here.get(stop.centre)
    if (list === undefined) here.set(stop.centre, [stop])
    else list.push(stop)
  }
  return (unit, week) => index[unit * compiled.weekCount + week] as Map<number, StopColumn[]>
}

/** One place a week: the unit's weeks form a path over centres and home; legs are its moves. */
function addRoute(
  compiled: Compiled,
  model: LinearModel,
  unit: number,
  at: StopsAt,
  moves: Map<string, number>,
  scope: ModelScope,
): void {
  const { places, points } = compiled.roads[unit] as Roads
  const placeOf = (centre: number) => (centre === HOME ? unit : compiled.unitCount + centre)
  const legPoints = (from: number, to: number) => points[placeOf(from) * places + placeOf(to)] as number
  const lastWeek = compiled.weekCount
  let previous: number[] = [HOME]
  let arriving = new Map<number, RowEntries>([[HOME, []]])
  for (let week = 0; week <= lastWeek; week += 1) {
    const here = week === lastWeek ? [HOME] : [HOME, ...at(unit, week).keys()]
    const leaving = new Map<number, RowEntries>(previous.map((place) => [place, []]))
    const next = new Map<number, RowEntries>(here.map((place) => [place, []]))
    for (const from of previous) {
      for (const to of here) {
        const cost =
          from === HOME && to === HOME
            ? 0
            : from === HOME || to === HOME
              ? legPoints(from, to)
              : transferPoints(compiled, unit, from, to)
        if (!Number.isFinite(cost) || !scope.hasMove(unit, week, from, to)) continue
        const column = model.column(-cost, 1, false)
        moves.set(`${unit}|${week}|${from}|${to}`, column)
        leaving.get(from)?.push([column, -1])
        next.get(to)?.push([column, 1])
      }
    }
    for (const place of previous) {
      const out = leaving.get(place) as RowEntries
      if (week === 0)
        model.row(
          1,
          1,
          out.map(([column]) => [column, 1]),
        )
      else model.row(0, 0, [...(arriving.get(place) as RowEntries), ...out])
    }
    for (const [centre, stops] of week === lastWeek ? [] : at(unit, week)) {
      model.row(0, 0, [
        ...(next.get(centre) as RowEntries),
        ...stops.map((stop): [number, number] => [stop.column, -1]),
      ])
    }
    if (week > 0 && week < lastWeek) addClashRows(compiled, model, unit, at(unit, week - 1), at(unit, week))
    previous = here
    arriving = next
  }
}

/** Rule `travel_fits` where a leg takes whole days: late stops of one week exclude early stops of the next. */
function addClashRows(
  compiled: Compiled,
  model: LinearModel,
  unit: number,
  before: ReadonlyMap<number, readonly StopColumn[]>,
  after: ReadonlyMap<number, readonly StopColumn[]>,
): void {
  for (const [from, leaving] of before) {
    for (const [to, arriving] of after) {
      const needed = drivingDaysBetween(compiled, unit, from, to)
      if (needed === 0 || !Number.isFinite(needed)) continue
      for (const lastDay of new Set(leaving.map((stop) => stop.visit.lastDay))) {
        const clashing = arriving.filter(
          (stop) => !travelFits(compiled, unit, { centre: from, visit: { ...stop.visit, lastDay } }, stop),
        )
        if (clashing.length === 0) continue
        const late = leaving.filter((stop) => stop.visit.lastDay >= lastDay)
        model.row(
          -INFINITE,
          1,
          [...late, ...clashing].map((stop) => [stop.column, 1]),
        )
      }
    }
  }
}

/** Rules `revisit_interval`, `one_unit_at_a_centre` and `max_visits`. */
function addRevisitRows(
  compiled: Compiled,
  model: LinearModel,
  stops: readonly StopColumn[],
  hostedAt: Map<string, number>,
): void {
  for (const [centreIndex, centre] of compiled.problem.centres.entries()) {
    const here = stops.filter((stop) => stop.centre === centreIndex)
    if (here.length === 0) continue
    if (centre.maxVisits !== null)
      model.row(
        -INFINITE,
        centre.maxVisits,
        here.map((stop) => [stop.column, 1]),
      )
    const isShared = centre.mayHostSeveralUnits && compiled.unitCount > 1
    const byWeek = Array.from({ length: compiled.weekCount }, (_, week): RowEntries => {
      const visits = here.filter((stop) => stop.week === week).map((stop): [number, number] => [stop.column, 1])
      if (!isShared || visits.length === 0) return visits
      const hosted = model.column(0, 1, true)
      hostedAt.set(`${centreIndex}|${week}`, hosted)
      for (let unit = 0; unit < compiled.unitCount; unit += 1) {
        const ofUnit = here.filter((stop) => stop.week === week && stop.unit === unit)
        if (ofUnit.length > 0)
          model.row(-INFINITE, 0, [...ofUnit.map((stop): [number, number] => [stop.column, 1]), [hosted, -1]])
      }
      return [[hosted, 1]]
    })
    const span = Math.min(centre.revisitWeeks, compiled.weekCount)
    for (let week = 0; week + span <= compiled.weekCount; week += 1) {
      const entries = byWeek.slice(week, week + span).flat()
      if (entries.length > 1) model.row(-INFINITE, 1, entries)
    }
  }
}

function addPinRow(
  compiled: Compiled,
  model: LinearModel,
  stops: readonly StopColumn[],
  pin: Omit<PlanPin, 'id'>,
): void {
  model.row(
    1,
    INFINITE,
    stops.filter((stop) => answersPin(compiled, stop, pin)).map((stop) => [stop.column, 1]),
  )
}

function addCoverage(
  compiled: Compiled,
  model: LinearModel,
  stops: readonly StopColumn[],
  columns: Map<number, number>,
): void {
  const { points, cellsOfCentre } = compiled.coverage
  const reaching = new Map<number, RowEntries>()
  for (const stop of stops) {
    for (const cell of cellsOfCentre[stop.centre] as Int32Array) {
      const entries = reaching.get(cell) ?? []
      entries.push([stop.column, -1])
      reaching.set(cell, entries)
    }
  }
  for (const [cell, entries] of reaching) {
    if ((points[cell] as number) <= 0) continue
    const column = model.column(points[cell] as number, 1, false)
    columns.set(cell, column)
    model.row(-INFINITE, 0, [[column, 1], ...entries])
  }
}

function addDepartments(
  compiled: Compiled,
  model: LinearModel,
  stops: readonly StopColumn[],
  columns: Map<number, number>,
): void {
  for (const [department, points] of compiled.departmentPoints.entries()) {
    const inside = stops.filter((stop) => compiled.departmentOfCentre[stop.centre] === department)
    if (points <= 0 || inside.length === 0) continue
    const column = model.column(points, 1, false)
    columns.set(department, column)
    model.row(-INFINITE, 0, [[column, 1], ...inside.map((stop): [number, number] => [stop.column, -1])])
  }
}
