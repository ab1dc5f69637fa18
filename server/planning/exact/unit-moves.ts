import type { Compiled } from '../compile/compile.ts'
import type { Roads } from '../compile/roads.ts'
import { drivingDaysBetween, transferPoints, travelFits } from '../rules/travel-fits.ts'
import type { PlacedVisit } from '../schedule.ts'
import type { LinearModel, RowEntries } from './linear-model.ts'
import type { ModelScope } from './model-scope.ts'

/** A possible stop and its column. */
export type StopColumn = PlacedVisit & { readonly column: number }

const INFINITE = Number.POSITIVE_INFINITY
const HOME = -1

type StopsAt = (unit: number, week: number) => ReadonlyMap<number, readonly StopColumn[]>

/** Finds the possible stops of a unit in a week, by centre. */
export function indexStops(compiled: Compiled, stops: readonly StopColumn[]): StopsAt {
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
export function addRoute(
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
