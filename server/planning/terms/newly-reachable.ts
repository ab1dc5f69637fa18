import type { Compiled } from '../compile/compile.ts'
import type { PlacedVisit } from '../schedule.ts'

export type NewlyReachable = { people: number; points: number; nowhereElse: number }

/** People each stop brings within reach, counted once: they go to the first stop in time that reaches them. */
export function newlyReachablePerStop(compiled: Compiled, stops: readonly PlacedVisit[]): NewlyReachable[] {
  const { people, points, cellsOfCentre } = compiled.coverage
  const centresReaching = new Int32Array(people.length)
  for (const centre of new Set(stops.map((stop) => stop.centre))) {
    for (const cell of cellsOfCentre[centre] as Int32Array)
      centresReaching[cell] = (centresReaching[cell] as number) + 1
  }
  const visitsToCentre = new Map<number, number>()
  for (const { centre } of stops) visitsToCentre.set(centre, (visitsToCentre.get(centre) ?? 0) + 1)
  const isReached = new Uint8Array(people.length)
  const result = stops.map((): NewlyReachable => ({ people: 0, points: 0, nowhereElse: 0 }))
  const inTime = stops.map((_, index) => index).sort((a, b) => firstDay(stops, a) - firstDay(stops, b) || a - b)
  for (const index of inTime) {
    const stop = stops[index] as PlacedVisit
    const sum = result[index] as NewlyReachable
    for (const cell of cellsOfCentre[stop.centre] as Int32Array) {
      if (centresReaching[cell] === 1 && visitsToCentre.get(stop.centre) === 1)
        sum.nowhereElse += people[cell] as number
      if (isReached[cell] === 1) continue
      isReached[cell] = 1
      sum.people += people[cell] as number
      sum.points += points[cell] as number
    }
  }
  return result
}

const firstDay = (stops: readonly PlacedVisit[], index: number): number => (stops[index] as PlacedVisit).visit.firstDay
