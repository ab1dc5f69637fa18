import { IDLE, type Route, rankByInsertion } from './routes.ts'
import { transferBetween, type UnitRoads } from './unit-roads.ts'

/** One week of a unit's likely stops, and their labels at the last pass. */
type Week = {
  readonly slots: Int32Array
  readonly centres: Int32Array
  /** Row or column of each stop's centre in the table of legs. */
  readonly visited: Int32Array
  /** For each stop, the place of its centre two weeks before where a unit may not come back so soon; none elsewhere. */
  readonly twoWeeksBefore: Int32Array
  readonly best: Float64Array
  readonly second: Float64Array
  readonly bestFrom: Int32Array
  readonly secondFrom: Int32Array
  /** Places of the stops by falling `best`. */
  readonly order: Int32Array
}

const NONE = Number.NEGATIVE_INFINITY
const NOT_THERE = -2

/**
 * Best routes of one unit among few stops a week, never to a centre, elsewhere and straight back: what `labelWeeks` finds, laid
 * out once for several passes. Choices are places among these stops.
 */
export class LikelyRouter {
  readonly #roads: UnitRoads
  /** Legs into each centre the unit may visit from every other, one small table that stays close at hand. */
  readonly #legs: Float64Array
  readonly #visitedCount: number
  readonly #visitedAt: Int32Array
  readonly #placeOf: Int32Array
  #weeks: readonly Week[] = []
  readonly #idle: Float64Array
  readonly #idleFrom: Int32Array

  constructor(roads: UnitRoads) {
    this.#roads = roads
    const visited = [...new Set(roads.centres.flatMap((week) => [...week]))]
    this.#visitedCount = visited.length
    this.#visitedAt = new Int32Array(roads.out.length).fill(NOT_THERE)
    this.#placeOf = new Int32Array(roads.out.length)
    this.#legs = new Float64Array(visited.length ** 2)
    for (const [row, to] of visited.entries()) {
      this.#visitedAt[to] = row
      for (const [column, from] of visited.entries()) {
        this.#legs[row * visited.length + column] = transferBetween(roads, from, to)
      }
    }
    this.#idle = new Float64Array(roads.slots.length)
    this.#idleFrom = new Int32Array(roads.slots.length)
  }

  /** Routes go among the stops at these positions of each week from now on. */
  choose(positions: readonly Int32Array[]): void {
    const { slots, centres, noReturn } = this.#roads
    const chosen = positions.map((kept, week) => kept.map((index) => centres[week]?.[index] as number))
    this.#weeks = positions.map((kept, week): Week => {
      const here = chosen[week] as Int32Array
      const size = here.length
      return {
        slots: kept.map((index) => slots[week]?.[index] as number),
        centres: here,
        visited: here.map((centre) => this.#visitedAt[centre] as number),
        twoWeeksBefore: this.#placesOf(here, chosen[week - 2]).map((place, index) =>
          noReturn[here[index] as number] === 1 ? place : NOT_THERE,
        ),
        best: new Float64Array(size),
        second: new Float64Array(size),
        bestFrom: new Int32Array(size),
        secondFrom: new Int32Array(size),
        order: Int32Array.from(here.keys()),
      }
    })
  }

  /** The places of centres among others; none where they are not. */
  #placesOf(centres: Int32Array, others: Int32Array | undefined): Int32Array {
    this.#placeOf.fill(NOT_THERE)
    for (const [place, centre] of others?.entries() ?? []) this.#placeOf[centre] = place
    return centres.map((centre) => this.#placeOf[centre] as number)
  }

  /** The best route at the points slots are worth. */
  best(slotPoints: Float64Array): Route {
    const { home } = this.#roads
    let idle = 0
    for (let week = 0; week < this.#weeks.length; week += 1) {
      const here = this.#weeks[week] as Week
      const before = week === 0 ? null : (this.#weeks[week - 1] as Week)
      this.#idle[week] = idle
      this.#idleFrom[week] = IDLE
      if (before !== null) {
        for (let place = 0; place < before.best.length; place += 1) {
          const label = (before.best[place] as number) - (home[before.centres[place] as number] as number)
          if (label <= (this.#idle[week] as number)) continue
          this.#idle[week] = label
          this.#idleFrom[week] = place
        }
      }
      this.#labelWeek(here, before, idle, slotPoints)
      idle = this.#idle[week] as number
    }
    return this.#read(idle)
  }

  #read(idle: number): Route {
    const weeks = this.#weeks
    const last = weeks.length - 1
    const { home } = this.#roads
    const { best, centres } = weeks[last] as Week
    let value = idle
    let place = IDLE
    for (let each = 0; each < best.length; each += 1) {
      const total = (best[each] as number) - (home[centres[each] as number] as number)
      if (total <= value) continue
      value = total
      place = each
    }
    const choice = new Int32Array(weeks.length)
    let isSecond = false
    for (let week = last; week >= 0; week -= 1) {
      choice[week] = place
      const here = weeks[week] as Week
      if (place === IDLE) {
        place = this.#idleFrom[week] as number
        isSecond = false
        continue
      }
      const from = (isSecond ? here.secondFrom[place] : here.bestFrom[place]) as number
      isSecond = from !== IDLE && weeks[week - 1]?.bestFrom[from] === here.twoWeeksBefore[place]
      place = from
    }
    return { value, choice }
  }

  #labelWeek(here: Week, before: Week | null, idle: number, slotPoints: Float64Array): void {
    const { out, leastIn } = this.#roads
    const legs = this.#legs
    const { slots, centres, visited, twoWeeksBefore, best, second, bestFrom, secondFrom, order } = here
    const size = before === null ? 0 : before.best.length
    for (let place = 0; place < slots.length; place += 1) {
      const centre = centres[place] as number
      const least = leastIn[centre] as number
      const forbidden = twoWeeksBefore[place] as number
      const row = (visited[place] as number) * this.#visitedCount
      let most = idle - (out[centre] as number)
      let next = NONE
      let from = IDLE
      let nextFrom = IDLE
      for (let rank = 0; rank < size; rank += 1) {
        const other = before?.order[rank] as number
        let label = before?.best[other] as number
        if (label - least <= next) break
        if (before?.bestFrom[other] === forbidden) label = before.second[other] as number
        label -= legs[row + (before?.visited[other] as number)] as number
        if (label > most) {
          next = most
          nextFrom = from
          most = label
          from = other
        } else if (label > next) {
          next = label
          nextFrom = other
        }
      }
      const own = slotPoints[slots[place] as number] as number
      best[place] = most + own
      second[place] = next + own
      bestFrom[place] = from
      secondFrom[place] = nextFrom
    }
    // The order of the pass before is nearly right.
    rankByInsertion(order, best)
  }
}
