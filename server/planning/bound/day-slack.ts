import type { Visit } from '../compile/visits.ts'

/**
 * Room left at one stop for patients with time windows. `slack[i][j]` is what its days i to j can still take from patients
 * who can only come on those days; for windows that are runs of days these rooms decide exactly who fits together (Hall).
 */
export class DaySlack {
  #days = 0
  readonly #slack = new Float64Array(49)
  #firstDay = 0

  /** Empties the stop's days. */
  open(visit: Visit): void {
    this.#days = visit.dayPlaces.length
    this.#firstDay = visit.firstDay
    for (let from = 0; from < this.#days; from += 1) {
      let places = 0
      for (let until = from; until < this.#days; until += 1) {
        places += visit.dayPlaces[until] as number
        this.#slack[from * 7 + until] = places
      }
    }
  }

  /** Seats up to `wanted` patients who may come from day `from` to day `until`; gives how many fit. */
  seat(from: number, until: number, wanted: number): number {
    const first = Math.max(0, from - this.#firstDay)
    const last = Math.min(this.#days - 1, until - this.#firstDay)
    if (first > last) return 0
    const slack = this.#slack
    let amount = wanted
    for (let start = 0; start <= first; start += 1) {
      for (let end = last; end < this.#days; end += 1) amount = Math.min(amount, slack[start * 7 + end] as number)
    }
    if (amount <= 0) return 0
    for (let start = 0; start <= first; start += 1) {
      for (let end = last; end < this.#days; end += 1)
        slack[start * 7 + end] = (slack[start * 7 + end] as number) - amount
    }
    return amount
  }

  /** Places still free over the whole stop. */
  free(): number {
    return this.#days === 0 ? 0 : (this.#slack[this.#days - 1] as number)
  }
}
