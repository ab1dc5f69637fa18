import { DaySlack } from '../bound/day-slack.ts'
import type { Slot } from '../bound/offers.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { type Compiled, visitCost } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { listByMerit, sortedByMerit } from './merit-lists.ts'

/** Who a stop of a plan under search sees: demands and how many of each. */
export type Seated = { readonly visit: Visit; readonly demands: number[]; readonly amounts: number[] }

/**
 * Who nobody sees yet, and what each possible stop could see of them. A value once computed is kept until patients within
 * the centre's reach are seated or freed, so that a search asks the same question again at no cost.
 */
export class Seating {
  /** Patients of each demand nobody sees yet. */
  readonly remaining: Float64Array
  /** Stops of every slot, one slot after the other: those of slot `s` from `firstVisit[s]` up to `firstVisit[s + 1]`. */
  readonly visits: readonly Visit[]
  readonly firstVisit: Int32Array
  /** What each stop would bring in patients, at their merit, less its own cost: those of a slot from where `value(slot)` says. */
  readonly net: Float64Array
  readonly #compiled: Compiled
  readonly #relaxation: Relaxation
  readonly #costs: Float64Array
  readonly #slack = new DaySlack()
  readonly #lists: ({ readonly demands: Int32Array; readonly merits: Float64Array } | undefined)[]
  readonly #neighbours: readonly Int32Array[]
  /** A number that changes with the patients left within reach of each centre; `#valuedAt` is that of a slot's values. */
  readonly #version: Int32Array
  readonly #valuedAt: Int32Array
  #lastVersion = 0
  readonly #undoCentres: number[] = []
  readonly #undoVersions: number[] = []
  #merit: Float64Array
  #sortedGroups: readonly Int32Array[] = []

  constructor(relaxation: Relaxation) {
    const { compiled, offers } = relaxation
    this.#compiled = compiled
    this.#relaxation = relaxation
    this.remaining = Float64Array.from(compiled.demands.count)
    this.visits = offers.slots.flatMap((slot) => slot.offers.flatMap((offer) => offer.visits))
    this.firstVisit = new Int32Array(offers.slots.length + 1)
    for (const [index, slot] of offers.slots.entries()) {
      const count = slot.offers.reduce((sum, offer) => sum + offer.visits.length, 0)
      this.firstVisit[index + 1] = (this.firstVisit[index] as number) + count
    }
    this.#costs = Float64Array.from(this.visits, (visit) => visitCost(compiled, visit))
    this.net = new Float64Array(this.visits.length)
    this.#lists = new Array(offers.slots.length)
    this.#neighbours = centresSharingPatients(compiled)
    this.#version = new Int32Array(compiled.centreCount)
    this.#valuedAt = new Int32Array(offers.slots.length).fill(-1)
    this.#merit = Float64Array.from(compiled.demands.value)
    this.reorder()
  }

  /** What a patient is worth to the search: their value less `share` of the price other stops would pay for them. */
  setMerit(prices: Float64Array, share: number): void {
    const { value } = this.#compiled.demands
    this.#merit = value.map((points, demand) => points - share * (prices[demand] as number))
    this.reorder()
  }

  reorder(): void {
    const merit = this.#merit
    this.#lists.fill(undefined)
    this.forget()
    this.#sortedGroups = this.#relaxation.offers.groups.map(({ demands }) => sortedByMerit(demands, merit))
  }

  /** Forgets what was valued: `remaining` was changed from outside. */
  forget(): void {
    this.#valuedAt.fill(-1)
  }

  /** Remembers this moment, to come back to by `undo` once the same patients are seated as now. */
  mark(): void {
    this.#undoCentres.length = 0
    this.#undoVersions.length = 0
  }

  /** Back at the last mark: what was valued then holds again. */
  undo(): void {
    for (let index = this.#undoCentres.length - 1; index >= 0; index -= 1) {
      this.#version[this.#undoCentres[index] as number] = this.#undoVersions[index] as number
    }
    this.mark()
  }

  #touch(centre: number): void {
    for (const other of this.#neighbours[centre] as Int32Array) {
      this.#undoCentres.push(other)
      this.#undoVersions.push(this.#version[other] as number)
      this.#lastVersion += 1
      this.#version[other] = this.#lastVersion
    }
  }

  /** Brings `net` up to date for the stops of a slot, and says where they begin: twins share theirs. */
  value(slotIndex: number): number {
    const index = this.#relaxation.twinOf[slotIndex] as number
    const slot = this.#relaxation.offers.slots[index] as Slot
    const version = this.#version[slot.centre] as number
    const start = this.firstVisit[index] as number
    if (this.#valuedAt[index] === version) return start
    this.#valuedAt[index] = version
    const { demands, merits } = this.#listOf(index, slot)
    let at = start
    for (let each = 0; each < slot.offers.length; each += 1) {
      const { visits } = slot.offers[each] as Slot['offers'][number]
      if (slot.isSplit) {
        for (let visit = 0; visit < visits.length; visit += 1) {
          this.net[at + visit] = this.#worthByDay(demands, visits[visit] as Visit) - (this.#costs[at + visit] as number)
        }
      } else this.#valueTogether(demands, merits, visits, at)
      at += visits.length
    }
    return start
  }

  #valueTogether(list: Int32Array, merits: Float64Array, visits: readonly Visit[], at: number): void {
    const { net, remaining } = this
    const costs = this.#costs
    let next = 0
    let places = (visits[0] as Visit).places
    let used = 0
    let points = 0
    for (let index = 0; index < list.length && next < visits.length; index += 1) {
      const demand = list[index] as number
      const left = remaining[demand] as number
      if (left <= 0) continue
      const worth = merits[index] as number
      if (worth <= 0) break
      while (used + left > places) {
        net[at + next] = points + (places - used) * worth - (costs[at + next] as number)
        next += 1
        if (next === visits.length) return
        places = (visits[next] as Visit).places
      }
      used += left
      points += left * worth
    }
    for (; next < visits.length; next += 1) net[at + next] = points - (costs[at + next] as number)
  }

  #worthByDay(list: Int32Array, visit: Visit): number {
    const { fromDay, untilDay } = this.#compiled.demands
    this.#slack.open(visit)
    let points = 0
    for (let index = 0; index < list.length; index += 1) {
      const demand = list[index] as number
      const left = this.remaining[demand] as number
      const worth = this.#merit[demand] as number
      if (worth <= 0) break
      if (left <= 0) continue
      points += worth * this.#slack.seat(fromDay[demand] as number, untilDay[demand] as number, left)
      if (this.#slack.free() <= 0) break
    }
    return points
  }

  /** Patients a slot can see, best merit first, and their merits beside them: the loops that read both run all the time. */
  #listOf(index: number, slot: Slot): { readonly demands: Int32Array; readonly merits: Float64Array } {
    const known = this.#lists[index]
    if (known !== undefined) return known
    const groups = Array.from(slot.groups, (group) => this.#sortedGroups[group] as Int32Array)
    const demands = listByMerit(groups, this.#merit)
    const merits = new Float64Array(demands.length)
    for (let each = 0; each < demands.length; each += 1) merits[each] = this.#merit[demands[each] as number] as number
    const list = { demands, merits }
    this.#lists[index] = list
    return list
  }

  /** Seats the patients of a new stop, best merit first; gives the points they bring. */
  seat(index: number, seated: Seated): number {
    const slot = this.#relaxation.offers.slots[index] as Slot
    const { fromDay, untilDay, value } = this.#compiled.demands
    const { demands: list } = this.#listOf(this.#relaxation.twinOf[index] as number, slot)
    const slack = this.#slack
    slack.open(seated.visit)
    let free = seated.visit.places
    let points = 0
    for (let each = 0; each < list.length && free > 0; each += 1) {
      const demand = list[each] as number
      const left = this.remaining[demand] as number
      if (left <= 0) continue
      const amount = slot.isSplit
        ? slack.seat(fromDay[demand] as number, untilDay[demand] as number, left)
        : Math.min(left, free)
      if (amount <= 0) continue
      seated.demands.push(demand)
      seated.amounts.push(amount)
      this.remaining[demand] = left - amount
      points += amount * (value[demand] as number)
      free -= amount
    }
    this.#touch(slot.centre)
    return points
  }

  /** Frees the patients of a stop at a centre (`by` 1), or seats them again (−1); gives the points they bring. */
  change(centre: number, { demands, amounts }: Seated, by: 1 | -1): number {
    const { value } = this.#compiled.demands
    let points = 0
    for (let index = 0; index < demands.length; index += 1) {
      const demand = demands[index] as number
      const amount = amounts[index] as number
      this.remaining[demand] = (this.remaining[demand] as number) + by * amount
      points += amount * (value[demand] as number)
    }
    this.#touch(centre)
    return points
  }
}

/** For each centre, itself and those that could see some of the same patients. */
function centresSharingPatients({ demands, centreCount }: Compiled): Int32Array[] {
  const sets = Array.from({ length: centreCount }, (_, centre) => new Set([centre]))
  for (const centres of demands.centresOfCell) {
    for (const centre of centres) for (const other of centres) sets[centre]?.add(other)
  }
  return sets.map((set) => Int32Array.from(set))
}
