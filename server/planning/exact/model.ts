import type { PlanPin } from '../../../shared/plan.ts'
import { type Compiled, visitCost, visitsOf } from '../compile/compile.ts'
import { answersPin, fixedStops } from '../rules/pins.ts'
import type { PlacedVisit } from '../schedule.ts'
import { addCoverage, addDepartments } from './first-visits.ts'
import { LinearModel, type RowEntries } from './linear-model.ts'
import { type MergedDemand, mergeDemands } from './merged-demands.ts'
import type { ModelScope } from './model-scope.ts'
import { addPatients, type PatientColumns } from './patients.ts'
import { addRoute, indexStops, type StopColumn } from './unit-moves.ts'

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
