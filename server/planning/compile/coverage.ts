import type { PlanProblem } from '../../../shared/plan.ts'
import { keyOfCentres } from './cells.ts'

/** People who become reachable when one of a set of centres is visited: communes with the same set are one cell. */
export type Coverage = {
  readonly people: Float64Array
  /** Points of a cell: people / 1 000 × need weight × rate. */
  readonly points: Float64Array
  readonly cellsOfCentre: readonly Int32Array[]
}

/** Groups the population of a problem by the centres within `coverageMinutes`, without loss. */
export function compileCoverage(problem: PlanProblem): Coverage {
  const cells = new Map<string, number>()
  const people: number[] = []
  const points: number[] = []
  const cellsOfCentre: number[][] = problem.centres.map(() => [])
  const rate = problem.rates.perThousandNewlyReachable / 1000
  for (const commune of problem.communes) {
    if (commune.population === 0) continue
    const reached: number[] = []
    for (let each = 0; each < commune.carSeconds.length; each += 1) {
      const pair = commune.carSeconds[each] as [number, number]
      if (pair[1] <= problem.coverageMinutes * 60) reached.push(pair[0])
    }
    if (reached.length === 0) continue
    if (reached.length > 1) reached.sort((a, b) => a - b)
    const key = keyOfCentres(reached, reached.length)
    let cell = cells.get(key)
    if (cell === undefined) {
      cell = people.length
      cells.set(key, cell)
      people.push(0)
      points.push(0)
      for (const centre of reached) cellsOfCentre[centre]?.push(cell)
    }
    people[cell] = (people[cell] as number) + commune.population
    points[cell] = (points[cell] as number) + commune.population * commune.needWeight * rate
  }
  return {
    people: Float64Array.from(people),
    points: Float64Array.from(points),
    cellsOfCentre: cellsOfCentre.map((list) => Int32Array.from(list)),
  }
}
