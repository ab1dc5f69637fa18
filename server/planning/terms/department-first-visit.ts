import type { Compiled } from '../compile/compile.ts'
import type { PlacedVisit } from '../schedule.ts'

/** The equity bonus: 1 visit and its points to the first stop in a department not visited before. */
export function departmentFirstVisitPerStop(
  compiled: Compiled,
  stops: readonly PlacedVisit[],
): { amount: number; points: number }[] {
  const isVisited = new Set<number>()
  const result = stops.map(() => ({ amount: 0, points: 0 }))
  const inTime = [...stops.entries()].sort(
    ([a, stop], [b, other]) => stop.visit.firstDay - other.visit.firstDay || a - b,
  )
  for (const [index, { centre }] of inTime) {
    const department = compiled.departmentOfCentre[centre] as number
    const points = compiled.departmentPoints[department] as number
    if (isVisited.has(department)) continue
    isVisited.add(department)
    if (points > 0) result[index] = { amount: 1, points }
  }
  return result
}
