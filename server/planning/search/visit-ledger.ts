import type { Compiled } from '../compile/compile.ts'

/**
 * Where a plan under search stands: visits by centre and week, and what one more visit of each centre would bring in people
 * and equity. A visit costs a few dozen steps to enter; every question is answered in one.
 */
export class VisitLedger {
  readonly #compiled: Compiled
  /** centre × week: visits whose revisit interval covers the week, their own week included. */
  readonly #covering: Uint8Array
  readonly #inWeek: Uint8Array
  readonly #ofCentre: Int32Array
  readonly #mostVisits: Int32Array
  readonly #isShared: Uint8Array
  readonly #stopsReaching: Int32Array
  readonly #stopsInDepartment: Int32Array
  readonly #centresOfCell: readonly Int32Array[]
  /** Points of the people only a visit of the centre would make reachable now. */
  readonly #peoplePoints: Float64Array

  constructor(compiled: Compiled) {
    const { centreCount, weekCount, unitCount, coverage, problem } = compiled
    this.#compiled = compiled
    this.#covering = new Uint8Array(centreCount * weekCount)
    this.#inWeek = new Uint8Array(centreCount * weekCount)
    this.#ofCentre = new Int32Array(centreCount)
    this.#mostVisits = Int32Array.from(problem.centres, ({ maxVisits }) => maxVisits ?? weekCount * unitCount)
    this.#isShared = Uint8Array.from(problem.centres, (centre) => (centre.mayHostSeveralUnits && unitCount > 1 ? 1 : 0))
    this.#stopsReaching = new Int32Array(coverage.people.length)
    this.#stopsInDepartment = new Int32Array(compiled.departments.length)
    this.#centresOfCell = centresOfCells(compiled)
    this.#peoplePoints = Float64Array.from(coverage.cellsOfCentre, (cells) =>
      cells.reduce((sum, cell) => sum + (coverage.points[cell] as number), 0),
    )
  }

  /** Whether the revisit interval, the visit maximum and *one unit at a centre* let a stop stand there that week. */
  mayVisit(centre: number, week: number): boolean {
    if ((this.#ofCentre[centre] as number) >= (this.#mostVisits[centre] as number)) return false
    const place = centre * this.#compiled.weekCount + week
    if (this.#isShared[centre] === 0) return this.#covering[place] === 0
    // Other units may stand here that very week; visits of other weeks still keep their distance.
    return this.#covering[place] === this.#inWeek[place]
  }

  /** Points of people newly reachable and of a department's first visit, were the centre visited once more. */
  placePoints(centre: number): number {
    const { departmentOfCentre, departmentPoints } = this.#compiled
    const department = departmentOfCentre[centre] as number
    const people = this.#peoplePoints[centre] as number
    return this.#stopsInDepartment[department] === 0 ? people + (departmentPoints[department] as number) : people
  }

  /** Enters a visit (`by` 1) or takes it out (−1). */
  count(centre: number, week: number, by: 1 | -1): void {
    const { weekCount, departmentOfCentre, problem } = this.#compiled
    const interval = (problem.centres[centre] as (typeof problem.centres)[number]).revisitWeeks
    const start = centre * weekCount
    const last = Math.min(weekCount - 1, week + interval - 1)
    for (let each = Math.max(0, week - interval + 1); each <= last; each += 1) {
      this.#covering[start + each] = (this.#covering[start + each] as number) + by
    }
    this.#inWeek[start + week] = (this.#inWeek[start + week] as number) + by
    const visits = (this.#ofCentre[centre] as number) + by
    this.#ofCentre[centre] = visits
    const department = departmentOfCentre[centre] as number
    this.#stopsInDepartment[department] = (this.#stopsInDepartment[department] as number) + by
    if (by === 1 ? visits === 1 : visits === 0) this.#countPeople(centre, by)
  }

  #countPeople(centre: number, by: 1 | -1): void {
    const { coverage } = this.#compiled
    for (const cell of coverage.cellsOfCentre[centre] as Int32Array) {
      const reaching = (this.#stopsReaching[cell] as number) + by
      this.#stopsReaching[cell] = reaching
      if (by === 1 ? reaching !== 1 : reaching !== 0) continue
      const points = coverage.points[cell] as number
      for (const other of this.#centresOfCell[cell] as Int32Array) {
        this.#peoplePoints[other] = (this.#peoplePoints[other] as number) - by * points
      }
    }
  }
}

function centresOfCells({ coverage }: Compiled): Int32Array[] {
  const lists: number[][] = Array.from(coverage.people, () => [])
  for (const [centre, cells] of coverage.cellsOfCentre.entries()) {
    for (const cell of cells) lists[cell]?.push(centre)
  }
  return lists.map((list) => Int32Array.from(list))
}
