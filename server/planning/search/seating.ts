import { DaySlack } from '../bound/day-slack.ts'
import type { Slot } from '../bound/offers.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { type Compiled, visitCost } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { listByMerit, sortByMerit } from './merit-lists.ts'

/** Who a stop of a plan under search sees: demands and how many of each. */
export type Seated = { readonly visit: Visit; readonly demands: number[]; readonly amounts: number[] }

/** Patients a slot can see, best merit first, with their merits; `of` tells the merits it was last sorted by. */
type MeritList = { readonly demands: Int32Array; readonly merits: Float64Array; of: number }

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
  /** The most of a slot's `net`, for the first of a row of twins, at its last valuation. */
  readonly #most: Float64Array
  readonly #costs: Float64Array
  readonly #places: Int32Array
  /** Where the stops of each offer end among those of its slot's, one slot after the other; those of a slot from `#firstOffer`. */
  readonly #offerEnds: Int32Array
  readonly #firstOffer: Int32Array
  readonly #twinOf: Int32Array
  readonly #centreOfSlot: Int32Array
  readonly #slack = new DaySlack()
  readonly #lists: (MeritList | undefined)[]
  #merits = 0
  readonly #neighbours: readonly Int32Array[]
  /** A number that changes with the patients left within reach of each centre; `#valuedAt` is that of a slot's values. */
  readonly #version: Int32Array
  readonly #valuedAt: Int32Array
  #lastVersion = 0
  readonly #undoCentres: number[] = []
  readonly #undoVersions: number[] = []
  #merit: Float64Array
  readonly #sortedGroups: readonly Int32Array[]

  constructor(relaxation: Relaxation) {
    const { compiled, offers } = relaxation
    this.#compiled = compiled
    this.#relaxation = relaxation
    this.remaining = Float64Array.from(compiled.demands.count)
    this.visits = offers.slots.flatMap((slot) => slot.offers.flatMap((offer) => offer.visits))
    this.firstVisit = new Int32Array(offers.slots.length + 1)
    this.#firstOffer = new Int32Array(offers.slots.length + 1)
    const ends: number[] = []
    let end = 0
    for (const [index, slot] of offers.slots.entries()) {
      for (const { visits } of slot.offers) {
        end += visits.length
        ends.push(end)
      }
      this.firstVisit[index + 1] = end
      this.#firstOffer[index + 1] = ends.length
    }
    this.#offerEnds = Int32Array.from(ends)
    this.#costs = Float64Array.from(this.visits, (visit) => visitCost(compiled, visit))
    this.#places = Int32Array.from(this.visits, ({ places }) => places)
    this.#most = new Float64Array(offers.slots.length)
    this.#twinOf = relaxation.twinOf
    this.#centreOfSlot = Int32Array.from(offers.slots, ({ centre }) => centre)
    this.net = new Float64Array(this.visits.length)
    this.#lists = new Array(offers.slots.length)
    this.#neighbours = centresSharingPatients(compiled)
    this.#version = new Int32Array(compiled.centreCount)
    this.#valuedAt = new Int32Array(offers.slots.length).fill(-1)
    this.#merit = Float64Array.from(compiled.demands.value)
    this.#sortedGroups = offers.groups.map(({ demands }) => demands.slice())
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
    this.#merits += 1
    this.forget()
    for (const group of this.#sortedGroups) sortByMerit(group, merit)
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
    const index = this.#twinOf[slotIndex] as number
    this.#refresh(index)
    return this.firstVisit[index] as number
  }

  /** What the best stop of a slot would bring in patients, at their merit, less its own cost. */
  worthOf(slotIndex: number): number {
    const index = this.#twinOf[slotIndex] as number
    this.#refresh(index)
    return this.#most[index] as number
  }

  #refresh(index: number): void {
    const version = this.#version[this.#centreOfSlot[index] as number] as number
    if (this.#valuedAt[index] === version) return
    this.#valuedAt[index] = version
    const slot = this.#relaxation.offers.slots[index] as Slot
    const { demands, merits } = this.#listOf(index, slot)
    const start = this.firstVisit[index] as number
    const end = this.firstVisit[index + 1] as number
    if (slot.isSplit) {
      for (let at = start; at < end; at += 1) {
        this.net[at] = this.#worthByDay(demands, this.visits[at] as Visit) - (this.#costs[at] as number)
      }
    } else {
      let at = start
      const last = this.#firstOffer[index + 1] as number
      for (let offer = this.#firstOffer[index] as number; offer < last; offer += 1) {
        const offerEnd = this.#offerEnds[offer] as number
        this.#valueTogether(demands, merits, at, offerEnd)
        at = offerEnd
      }
    }
    let most = Number.NEGATIVE_INFINITY
    for (let at = start; at < end; at += 1) if ((this.net[at] as number) > most) most = this.net[at] as number
    this.#most[index] = most
  }

  /** Values the stops from `from` to before `end`, by rising number of places: all see the same patients. */
  #valueTogether(list: Int32Array, merits: Float64Array, from: number, end: number): void {
    const { net, remaining } = this
    const costs = this.#costs
    const allPlaces = this.#places
    let next = from
    let places = allPlaces[next] as number
    let used = 0
    let points = 0
    for (let index = 0; index < list.length; index += 1) {
      const left = remaining[list[index] as number] as number
      if (left <= 0) continue
      const worth = merits[index] as number
      if (worth <= 0) break
      while (used + left > places) {
        net[next] = points + (places - used) * worth - (costs[next] as number)
        next += 1
        if (next === end) return
        places = allPlaces[next] as number
      }
      used += left
      points += left * worth
    }
    for (; next < end; next += 1) net[next] = points - (costs[next] as number)
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

  /** A slot's list at the present merits, written over the one before: those of all slots fill tens of megabytes. */
  #listOf(index: number, slot: Slot): MeritList {
    let list = this.#lists[index]
    if (list?.of === this.#merits) return list
    const groups = Array.from(slot.groups, (group) => this.#sortedGroups[group] as Int32Array)
    if (list === undefined) {
      const size = groups.reduce((sum, group) => sum + group.length, 0)
      list = { demands: new Int32Array(size), merits: new Float64Array(size), of: this.#merits }
      this.#lists[index] = list
    }
    listByMerit(groups, this.#merit, list.demands)
    for (let each = 0; each < list.demands.length; each += 1) {
      list.merits[each] = this.#merit[list.demands[each] as number] as number
    }
    list.of = this.#merits
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
