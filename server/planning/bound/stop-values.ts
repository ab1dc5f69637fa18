import type { Compiled } from '../compile/compile.ts'
import { DaySlack } from './day-slack.ts'
import type { Offer, Offers, Slot } from './offers.ts'
import type { Prices } from './prices.ts'

/** Told of every patient a stop takes. */
export type Take = (demand: number, amount: number) => void

/** What stops can bring in patients at current prices: a continuous knapsack for each, exact in days where windows cut it. */
export class StopValues {
  /** Points of each stop of the offer last filled. */
  readonly told: Float64Array
  readonly #compiled: Compiled
  readonly #reduced: Float64Array
  readonly #sorted: readonly Int32Array[]
  readonly #heads: Int32Array
  readonly #values: Float64Array
  readonly #lists: Int32Array[] = []
  readonly #slack = new DaySlack()
  #merged: readonly number[] = []

  constructor(compiled: Compiled, { groups, slots }: Offers) {
    this.#compiled = compiled
    this.#reduced = new Float64Array(compiled.demands.size)
    this.#sorted = groups.map((group) => Int32Array.from(group.demands))
    this.#heads = new Int32Array(groups.length)
    this.#values = new Float64Array(groups.length)
    const most = slots.reduce(
      (largest, slot) => Math.max(largest, ...slot.offers.map(({ visits }) => visits.length)),
      1,
    )
    this.told = new Float64Array(most)
  }

  /** Fills an offer's stops; days matter where `isSplit`, once its slot's groups are merged. */
  fill(offer: Offer, isSplit: boolean, take?: Take): void {
    if (isSplit) this.#fillByDay(offer, take)
    else this.#fillTogether(offer, take)
  }

  /** Keeps groups (those given, or all) in falling reduced value; lists change little between iterations, so insertion is quick. */
  reprice(prices: Prices, only: Int32Array | null): void {
    const { value, size } = this.#compiled.demands
    const reduced = this.#reduced
    for (let demand = 0; demand < size; demand += 1) {
      reduced[demand] = (value[demand] as number) - (prices.patients[demand] as number)
    }
    const groupCount = only?.length ?? this.#sorted.length
    for (let each = 0; each < groupCount; each += 1) {
      const list = this.#sorted[only === null ? each : (only[each] as number)] as Int32Array
      let shifts = 0
      for (let index = 1; index < list.length && shifts <= list.length * 8; index += 1) {
        const demand = list[index] as number
        const key = reduced[demand] as number
        let hole = index
        while (hole > 0 && (reduced[list[hole - 1] as number] as number) < key) {
          list[hole] = list[hole - 1] as number
          hole -= 1
        }
        list[hole] = demand
        shifts += index - hole
      }
      if (shifts > list.length * 8) list.sort((a, b) => (reduced[b] as number) - (reduced[a] as number) || a - b)
    }
  }

  /** Fills an offer's stops with the most valuable patients at current prices; notes in `told` the points at each stop's capacity. */
  #fillTogether(offer: Offer, take?: Take): void {
    const reduced = this.#reduced
    const { count } = this.#compiled.demands
    const heads = this.#heads
    const lists = this.#lists
    const values = this.#values
    const told = this.told
    const groupCount = offer.groups.length
    // The value at the head of each group is kept at hand: the loop below runs tens of millions of times.
    for (let index = 0; index < groupCount; index += 1) {
      const list = this.#sorted[offer.groups[index] as number] as Int32Array
      lists[index] = list
      heads[index] = 0
      values[index] = list.length === 0 ? 0 : (reduced[list[0] as number] as number)
    }
    const { visits } = offer
    let visit = 0
    let places = visits[0]?.places as number
    let used = 0
    let points = 0
    while (visit < visits.length) {
      let group = -1
      let value = 0
      for (let index = 0; index < groupCount; index += 1) {
        if ((values[index] as number) > value) {
          value = values[index] as number
          group = index
        }
      }
      if (group === -1) break
      const list = lists[group] as Int32Array
      const head = heads[group] as number
      const demand = list[head] as number
      heads[group] = head + 1
      values[group] = head + 1 === list.length ? 0 : (reduced[list[head + 1] as number] as number)
      let amount = count[demand] as number
      while (used + amount > places) {
        told[visit] = points + (places - used) * value
        visit += 1
        if (visit === visits.length) {
          if (take !== undefined) amount = places - used
          break
        }
        places = visits[visit]?.places as number
      }
      take?.(demand, amount)
      used += amount
      points += amount * value
    }
    for (; visit < visits.length; visit += 1) told[visit] = points
  }

  /** Lists every patient group of a slot in falling reduced value, those worth nothing left out. */
  merge(slot: Slot): void {
    const reduced = this.#reduced
    const merged: number[] = []
    for (const group of slot.groups) {
      for (const demand of this.#sorted[group] as Int32Array) {
        if ((reduced[demand] as number) <= 0) break
        merged.push(demand)
      }
    }
    this.#merged = merged.sort((a, b) => (reduced[b] as number) - (reduced[a] as number) || a - b)
  }

  /** As `#fillTogether`, day by day, each stop apart: patients whose window cuts a stop come on the days left to them. */
  #fillByDay(offer: Offer, take?: Take): void {
    const { count, fromDay, untilDay } = this.#compiled.demands
    for (const [index, visit] of offer.visits.entries()) {
      this.#slack.open(visit)
      let points = 0
      for (const demand of this.#merged) {
        const amount = this.#slack.seat(fromDay[demand] as number, untilDay[demand] as number, count[demand] as number)
        if (amount === 0) continue
        take?.(demand, amount)
        points += amount * (this.#reduced[demand] as number)
        if (this.#slack.free() <= 0) break
      }
      this.told[index] = points
    }
  }
}
