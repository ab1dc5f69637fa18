import type { Compiled } from '../compile/compile.ts'
import type { LinearModel, RowEntries } from './linear-model.ts'
import type { StopColumn } from './unit-moves.ts'

const INFINITE = Number.POSITIVE_INFINITY

/** People newly reachable: a cell counts once, as soon as a stop reaches it. */
export function addCoverage(
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

/** A department's first visit, counted once. */
export function addDepartments(
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
