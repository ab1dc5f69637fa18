import { DaySlack } from '../bound/day-slack.ts'
import type { Slot } from '../bound/offers.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { transferBetween, type UnitRoads } from '../bound/routes.ts'
import { type Compiled, visitCost } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { travelFits } from '../rules/travel-fits.ts'
import { emptySchedule, type PlacedVisit, type Schedule } from '../schedule.ts'

/** A stop in the plan under search, with whom it sees. */
export type SearchStop = {
  readonly unit: number
  readonly week: number
  readonly slot: number
  readonly centre: number
  readonly visit: Visit
  readonly demands: number[]
  readonly amounts: number[]
}

/** The best way to put a stop in a slot: which of its possible stops, and what the search expects of it. */
export type Insertion = { readonly slot: number; readonly visit: Visit; readonly gain: number }

const NOWHERE = -1

/** A plan under search: stops, who is still unseen, and the score, all kept up to date by `insert` and `remove`. */
export class SearchState {
  readonly compiled: Compiled
  readonly relaxation: Relaxation
  readonly stops: (SearchStop | null)[]
  /** Patients of each demand nobody sees yet. */
  readonly remaining: Float64Array
  /** Points of the stops' patients, coverage and departments less all costs. */
  score = 0
  readonly #visitsOfWeek: Uint8Array
  readonly #visitsOfCentre: Int32Array
  readonly #stopsReaching: Int32Array
  readonly #stopsInDepartment: Int32Array
  readonly #slack = new DaySlack()
  readonly #lists: (Int32Array | undefined)[]
  #merit: Float64Array
  #listsMerit: Float64Array
  #sortedGroups: readonly Int32Array[]

  constructor(relaxation: Relaxation) {
    const { compiled } = relaxation
    this.compiled = compiled
    this.relaxation = relaxation
    this.stops = new Array<SearchStop | null>(compiled.unitCount * compiled.weekCount).fill(null)
    this.remaining = Float64Array.from(compiled.demands.count)
    this.#visitsOfWeek = new Uint8Array(compiled.centreCount * compiled.weekCount)
    this.#visitsOfCentre = new Int32Array(compiled.centreCount)
    this.#stopsReaching = new Int32Array(compiled.coverage.people.length)
    this.#stopsInDepartment = new Int32Array(compiled.departments.length)
    this.#lists = new Array(compiled.centreCount * compiled.weekCount)
    this.#merit = Float64Array.from(compiled.demands.value)
    this.#listsMerit = this.#merit
    this.#sortedGroups = []
    this.reorder()
  }

  /** What a patient is worth to the search: their value less `share` of the price other stops would pay for them. */
  setMerit(prices: Float64Array, share: number): void {
    const { value } = this.compiled.demands
    this.#merit = value.map((points, demand) => points - share * (prices[demand] as number))
  }

  /** Reorders every list of patients by the current merits; done when prices have moved enough to matter. */
  reorder(): void {
    const merit = this.#merit
    this.#listsMerit = merit
    this.#lists.fill(undefined)
    this.#sortedGroups = this.relaxation.offers.groups.map(({ demands }) => sortedByMerit(demands, merit))
  }

  /** Patients a slot can see, best merit first. */
  #listOf(slot: Slot): Int32Array {
    const key = slot.centre * this.compiled.weekCount + slot.week
    const known = this.#lists[key]
    if (known !== undefined) return known
    const groups = Array.from(slot.groups, (group) => this.#sortedGroups[group] as Int32Array)
    const list =
      groups.length <= MERGED_GROUPS
        ? merged(groups, this.#listsMerit)
        : sortedByMerit(joined(groups), this.#listsMerit)
    this.#lists[key] = list
    return list
  }

  /** Points of the legs between two consecutive weeks of a unit; places are centres, −1 is home. */
  legPoints(roads: UnitRoads, from: number, to: number): number {
    if (from === NOWHERE) return to === NOWHERE ? 0 : (roads.out[to] as number)
    if (to === NOWHERE) return roads.home[from] as number
    return transferBetween(roads, from, to)
  }

  #neighbour(unit: number, week: number): SearchStop | null {
    return week < 0 || week >= this.compiled.weekCount
      ? null
      : (this.stops[unit * this.compiled.weekCount + week] ?? null)
  }

  /** What legs change when a unit's free week takes a stop at `centre`; infinite where no leg leads. */
  legChange(unit: number, week: number, centre: number): number {
    const roads = this.relaxation.roads[unit] as UnitRoads
    const before = this.#neighbour(unit, week - 1)?.centre ?? NOWHERE
    const after = this.#neighbour(unit, week + 1)?.centre ?? NOWHERE
    const added = this.legPoints(roads, before, centre) + this.legPoints(roads, centre, after)
    // Home in between: an idle week joins two idle-home legs that the stop replaces.
    const saved = this.legPoints(roads, before, NOWHERE) + this.legPoints(roads, NOWHERE, after)
    return added - saved
  }

  /** Whether the revisit interval, the visit maximum and *one unit at a centre* let a stop stand there that week. */
  mayVisit(centre: number, week: number): boolean {
    const { problem, weekCount, unitCount } = this.compiled
    const { revisitWeeks, maxVisits, mayHostSeveralUnits } = problem.centres[centre] as (typeof problem.centres)[number]
    if (maxVisits !== null && (this.#visitsOfCentre[centre] as number) >= maxVisits) return false
    const first = Math.max(0, week - revisitWeeks + 1)
    const last = Math.min(weekCount - 1, week + revisitWeeks - 1)
    for (let other = first; other <= last; other += 1) {
      if ((this.#visitsOfWeek[centre * weekCount + other] as number) === 0) continue
      if (other !== week || !mayHostSeveralUnits || unitCount === 1) return false
    }
    return true
  }

  #fits(unit: number, week: number, centre: number, visit: Visit): boolean {
    const before = this.#neighbour(unit, week - 1)
    const after = this.#neighbour(unit, week + 1)
    return (
      (before === null || travelFits(this.compiled, unit, before, { centre, visit })) &&
      (after === null || travelFits(this.compiled, unit, { centre, visit }, after))
    )
  }

  /** Whether a stop may stand in a unit's free week, rules between stops considered. */
  mayStand(unit: number, week: number, centre: number, visit: Visit): boolean {
    const hasLegs = Number.isFinite(this.legChange(unit, week, centre))
    return hasLegs && this.mayVisit(centre, week) && this.#fits(unit, week, centre, visit)
  }

  /** The best stop to put in a slot for a unit's free week, patients valued at their merit; null when none may stand. */
  bestInsertion(unit: number, week: number, slotIndex: number): Insertion | null {
    const slot = this.relaxation.offers.slots[slotIndex] as Slot
    if (!this.mayVisit(slot.centre, week)) return null
    const legs = this.legChange(unit, week, slot.centre)
    if (!Number.isFinite(legs)) return null
    let best: { visit: Visit; points: number } | null = null
    const consider = (visit: Visit, points: number) => {
      const net = points - visitCost(this.compiled, visit)
      if ((best === null || net > best.points) && this.#fits(unit, week, slot.centre, visit))
        best = { visit, points: net }
    }
    const list = this.#listOf(slot)
    for (const offer of slot.offers) {
      if (slot.isSplit) for (const visit of offer.visits) consider(visit, this.#seatDays(list, visit))
      else this.#seatTogether(list, offer.visits, consider)
    }
    const chosen = best as { visit: Visit; points: number } | null
    if (chosen === null) return null
    return { slot: slotIndex, visit: chosen.visit, gain: chosen.points + this.#placeGain(slot.centre) - legs }
  }

  #placeGain(centre: number): number {
    const { coverage, departmentOfCentre, departmentPoints } = this.compiled
    const department = departmentOfCentre[centre] as number
    let gain = this.#stopsInDepartment[department] === 0 ? (departmentPoints[department] as number) : 0
    if (this.#visitsOfCentre[centre] === 0) {
      for (const cell of coverage.cellsOfCentre[centre] as Int32Array) {
        if (this.#stopsReaching[cell] === 0) gain += coverage.points[cell] as number
      }
    }
    return gain
  }

  #seatTogether(list: Int32Array, visits: readonly Visit[], tell: (visit: Visit, points: number) => void): void {
    let next = 0
    let used = 0
    let points = 0
    for (let index = 0; index < list.length && next < visits.length; index += 1) {
      const demand = list[index] as number
      const left = this.remaining[demand] as number
      if (left <= 0) continue
      const merit = this.#merit[demand] as number
      if (merit <= 0) continue
      while (next < visits.length && used + left > (visits[next]?.places as number)) {
        const visit = visits[next] as Visit
        tell(visit, points + (visit.places - used) * merit)
        next += 1
      }
      used += left
      points += left * merit
    }
    for (; next < visits.length; next += 1) tell(visits[next] as Visit, points)
  }

  #seatDays(list: Int32Array, visit: Visit): number {
    const { fromDay, untilDay } = this.compiled.demands
    this.#slack.open(visit)
    let points = 0
    for (let index = 0; index < list.length; index += 1) {
      const demand = list[index] as number
      const left = this.remaining[demand] as number
      const merit = this.#merit[demand] as number
      if (left <= 0 || merit <= 0) continue
      points += merit * this.#slack.seat(fromDay[demand] as number, untilDay[demand] as number, left)
      if (this.#slack.free() <= 0) break
    }
    return points
  }

  /** Puts a stop in a free week and seats its patients; the score follows. */
  insert(unit: number, { slot: slotIndex, visit }: { slot: number; visit: Visit }): SearchStop {
    const slot = this.relaxation.offers.slots[slotIndex] as Slot
    const stop: SearchStop = {
      unit,
      week: slot.week,
      slot: slotIndex,
      centre: slot.centre,
      visit,
      demands: [],
      amounts: [],
    }
    this.#slack.open(visit)
    this.#seatInto(stop, this.#listOf(slot))
    this.#link(stop)
    return stop
  }

  #seatInto(stop: SearchStop, list: ArrayLike<number>): void {
    const { fromDay, untilDay, value } = this.compiled.demands
    for (let index = 0; index < list.length; index += 1) {
      const demand = list[index] as number
      const left = this.remaining[demand] as number
      if (left <= 0) continue
      const amount = this.#slack.seat(fromDay[demand] as number, untilDay[demand] as number, left)
      if (amount <= 0) continue
      stop.demands.push(demand)
      stop.amounts.push(amount)
      this.remaining[demand] = left - amount
      this.score += amount * (value[demand] as number)
      if (this.#slack.free() <= 0) break
    }
  }

  /** Lets a stop with free places see patients that lost theirs. */
  topUp(stop: SearchStop, demands: readonly number[]): void {
    const { fromDay, untilDay, count } = this.compiled.demands
    this.#slack.open(stop.visit)
    for (let index = 0; index < stop.demands.length; index += 1) {
      const demand = stop.demands[index] as number
      this.#slack.seat(
        fromDay[demand] as number,
        untilDay[demand] as number,
        Math.min(stop.amounts[index] as number, count[demand] as number),
      )
    }
    if (this.#slack.free() > 1e-9) this.#seatInto(stop, demands)
  }

  #link(stop: SearchStop): void {
    this.score -=
      this.legChange(stop.unit, stop.week, stop.centre) +
      visitCost(this.compiled, stop.visit) -
      this.#placeGain(stop.centre)
    this.stops[stop.unit * this.compiled.weekCount + stop.week] = stop
    this.#count(stop.centre, stop.week, 1)
  }

  #count(centre: number, week: number, by: 1 | -1): void {
    const { coverage, departmentOfCentre, weekCount } = this.compiled
    const place = centre * weekCount + week
    this.#visitsOfWeek[place] = (this.#visitsOfWeek[place] as number) + by
    this.#visitsOfCentre[centre] = (this.#visitsOfCentre[centre] as number) + by
    const department = departmentOfCentre[centre] as number
    this.#stopsInDepartment[department] = (this.#stopsInDepartment[department] as number) + by
    for (const cell of coverage.cellsOfCentre[centre] as Int32Array) {
      this.#stopsReaching[cell] = (this.#stopsReaching[cell] as number) + by
    }
  }

  /** Takes a stop out and frees its patients. */
  remove(stop: SearchStop): void {
    const { value } = this.compiled.demands
    for (let index = 0; index < stop.demands.length; index += 1) {
      const demand = stop.demands[index] as number
      const amount = stop.amounts[index] as number
      this.remaining[demand] = (this.remaining[demand] as number) + amount
      this.score -= amount * (value[demand] as number)
    }
    this.stops[stop.unit * this.compiled.weekCount + stop.week] = null
    this.#count(stop.centre, stop.week, -1)
    this.score +=
      this.legChange(stop.unit, stop.week, stop.centre) +
      visitCost(this.compiled, stop.visit) -
      this.#placeGain(stop.centre)
  }

  /** Puts back a stop that was taken out, with exactly the patients it had. */
  restore(stop: SearchStop): void {
    const { value } = this.compiled.demands
    for (let index = 0; index < stop.demands.length; index += 1) {
      const demand = stop.demands[index] as number
      const amount = stop.amounts[index] as number
      this.remaining[demand] = (this.remaining[demand] as number) - amount
      this.score += amount * (value[demand] as number)
    }
    this.#link(stop)
  }

  /** The stops as a schedule; who they see is left to the exact filling. */
  schedule(): Schedule {
    const schedule = emptySchedule(this.compiled)
    for (const stop of this.stops) {
      if (stop === null) continue
      const placed: PlacedVisit = { unit: stop.unit, centre: stop.centre, week: stop.week, visit: stop.visit }
      ;(schedule[stop.unit] as (PlacedVisit | null)[])[stop.week] = placed
    }
    return schedule
  }
}

/** Up to this many groups a slot's list is merged from sorted groups rather than sorted whole. */
const MERGED_GROUPS = 6

const sortedByMerit = (demands: Int32Array, merit: Float64Array): Int32Array =>
  demands.slice().sort((a, b) => (merit[b] as number) - (merit[a] as number) || a - b)

function joined(groups: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(groups.reduce((sum, group) => sum + group.length, 0))
  let length = 0
  for (const group of groups) {
    all.set(group, length)
    length += group.length
  }
  return all
}

function merged(groups: readonly Int32Array[], merit: Float64Array): Int32Array {
  const heads = new Int32Array(groups.length)
  const all = new Int32Array(groups.reduce((sum, group) => sum + group.length, 0))
  for (let index = 0; index < all.length; index += 1) {
    let best = -1
    let bestMerit = Number.NEGATIVE_INFINITY
    for (let each = 0; each < groups.length; each += 1) {
      const group = groups[each] as Int32Array
      const head = heads[each] as number
      if (head === group.length) continue
      const value = merit[group[head] as number] as number
      if (value > bestMerit) {
        bestMerit = value
        best = each
      }
    }
    all[index] = groups[best]?.[heads[best] as number] as number
    heads[best] = (heads[best] as number) + 1
  }
  return all
}
