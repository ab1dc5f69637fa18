import type { Slot } from '../bound/offers.ts'
import type { Relaxation } from '../bound/relaxation.ts'
import { transferBetween, type UnitRoads } from '../bound/unit-roads.ts'
import { type Compiled, visitCost } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { travelFits } from '../rules/travel-fits.ts'
import { type Schedule, scheduleOf } from '../schedule.ts'
import { Seating } from './seating.ts'
import { VisitLedger } from './visit-ledger.ts'

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
  readonly seating: Seating
  readonly ledger: VisitLedger
  readonly centreOfSlot: Int32Array
  stopCount = 0
  readonly #stopsOfCentre: readonly SearchStop[][]
  /** Points of the stops' patients, coverage and departments less all costs. */
  score = 0
  #markedScore = 0

  constructor(relaxation: Relaxation) {
    const { compiled } = relaxation
    this.compiled = compiled
    this.relaxation = relaxation
    this.stops = new Array<SearchStop | null>(compiled.unitCount * compiled.weekCount).fill(null)
    this.seating = new Seating(relaxation)
    this.ledger = new VisitLedger(compiled)
    this.#stopsOfCentre = Array.from({ length: compiled.centreCount }, () => [])
    this.centreOfSlot = Int32Array.from(relaxation.offers.slots, ({ centre }) => centre)
  }

  /** Remembers this moment, for `undo`. */
  mark(): void {
    this.#markedScore = this.score
    this.seating.mark()
  }

  /** Back to the last mark: takes out what was inserted since, puts back what was removed. */
  undo(removed: readonly SearchStop[], inserted: readonly SearchStop[]): void {
    for (const stop of inserted) this.remove(stop)
    for (const stop of removed) this.restore(stop)
    this.seating.undo()
    this.score = this.#markedScore
  }

  /** The stops at a centre, in no order. */
  stopsAt(centre: number): readonly SearchStop[] {
    return this.#stopsOfCentre[centre] as SearchStop[]
  }

  /** Points of the legs between two consecutive weeks of a unit; places are centres, −1 is home. */
  legPoints(roads: UnitRoads, from: number, to: number): number {
    if (from === NOWHERE) return to === NOWHERE ? 0 : (roads.out[to] as number)
    if (to === NOWHERE) return roads.home[from] as number
    return transferBetween(roads, from, to)
  }

  /** The stop of a unit in a week; none beyond the horizon. */
  stopIn(unit: number, week: number): SearchStop | null {
    return week < 0 || week >= this.compiled.weekCount
      ? null
      : (this.stops[unit * this.compiled.weekCount + week] ?? null)
  }

  /** What legs change when a unit's free week takes a stop at `centre`; infinite where no leg leads. */
  legChange(unit: number, week: number, centre: number): number {
    const roads = this.relaxation.roads[unit] as UnitRoads
    const before = this.stopIn(unit, week - 1)?.centre ?? NOWHERE
    const after = this.stopIn(unit, week + 1)?.centre ?? NOWHERE
    const added = this.legPoints(roads, before, centre) + this.legPoints(roads, centre, after)
    // Home in between: an idle week joins two idle-home legs that the stop replaces.
    const saved = this.legPoints(roads, before, NOWHERE) + this.legPoints(roads, NOWHERE, after)
    return added - saved
  }

  #fits(unit: number, before: SearchStop | null, after: SearchStop | null, centre: number, visit: Visit): boolean {
    return (
      (before === null || travelFits(this.compiled, unit, before, { centre, visit })) &&
      (after === null || travelFits(this.compiled, unit, { centre, visit }, after))
    )
  }

  /** Whether a stop may stand in a unit's free week, rules between stops considered. */
  mayStand(unit: number, week: number, centre: number, visit: Visit): boolean {
    const hasLegs = Number.isFinite(this.legChange(unit, week, centre))
    const fits = this.#fits(unit, this.stopIn(unit, week - 1), this.stopIn(unit, week + 1), centre, visit)
    return hasLegs && this.ledger.mayVisit(centre, week) && fits
  }

  /** The best stop for a unit's free week among the slots given, patients valued at their merit; null when none gains. */
  bestInsertion(unit: number, week: number, slots: Int32Array): Insertion | null {
    const roads = this.relaxation.roads[unit] as UnitRoads
    const before = this.stopIn(unit, week - 1)
    const after = this.stopIn(unit, week + 1)
    const from = before?.centre ?? NOWHERE
    const to = after?.centre ?? NOWHERE
    const saved = this.legPoints(roads, from, NOWHERE) + this.legPoints(roads, NOWHERE, to)
    const { net, firstVisit, visits } = this.seating
    const { leastIn, leastOut } = roads
    const isBeside = from !== NOWHERE || to !== NOWHERE
    let bestGain = 0
    let bestSlot = -1
    let bestVisit = -1
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] as number
      const centre = this.centreOfSlot[slot] as number
      if (!this.ledger.mayVisit(centre, week)) continue
      const most = this.seating.worthOf(slot) + this.ledger.placePoints(centre) + saved
      // With its legs at their cheapest it would still be no better: most of the likely slots end here.
      if (most - (leastIn[centre] as number) - (leastOut[centre] as number) <= bestGain) continue
      const legs = this.legPoints(roads, from, centre) + this.legPoints(roads, centre, to) - saved
      if (legs === Number.POSITIVE_INFINITY) continue
      const fixed = this.ledger.placePoints(centre) - legs
      const end = firstVisit[slot + 1] as number
      const start = firstVisit[slot] as number
      const shift = this.seating.value(slot) - start
      for (let at = start; at < end; at += 1) {
        const gain = (net[at + shift] as number) + fixed
        if (gain <= bestGain) continue
        if (isBeside && !this.#fits(unit, before, after, centre, visits[at] as Visit)) continue
        bestGain = gain
        bestSlot = slot
        bestVisit = at
      }
    }
    return bestSlot === -1 ? null : { slot: bestSlot, visit: visits[bestVisit] as Visit, gain: bestGain }
  }

  /** Puts a stop in a free week and seats its patients; the score follows. */
  insert(unit: number, { slot: slotIndex, visit }: { slot: number; visit: Visit }): SearchStop {
    const { week, centre } = this.relaxation.offers.slots[slotIndex] as Slot
    const stop: SearchStop = { unit, week, slot: slotIndex, centre, visit, demands: [], amounts: [] }
    this.score += this.seating.seat(slotIndex, stop)
    this.#link(stop)
    return stop
  }

  #link(stop: SearchStop): void {
    this.score -=
      this.legChange(stop.unit, stop.week, stop.centre) +
      visitCost(this.compiled, stop.visit) -
      this.ledger.placePoints(stop.centre)
    this.stops[stop.unit * this.compiled.weekCount + stop.week] = stop
    this.ledger.count(stop.centre, stop.week, 1)
    this.#stopsOfCentre[stop.centre]?.push(stop)
    this.stopCount += 1
  }

  /** Takes a stop out and frees its patients. */
  remove(stop: SearchStop): void {
    this.score -= this.seating.change(stop.centre, stop, 1)
    this.stops[stop.unit * this.compiled.weekCount + stop.week] = null
    this.ledger.count(stop.centre, stop.week, -1)
    const here = this.#stopsOfCentre[stop.centre] as SearchStop[]
    here[here.indexOf(stop)] = here.at(-1) as SearchStop
    here.pop()
    this.stopCount -= 1
    this.score +=
      this.legChange(stop.unit, stop.week, stop.centre) +
      visitCost(this.compiled, stop.visit) -
      this.ledger.placePoints(stop.centre)
  }

  /** Puts back a stop that was taken out, with exactly the patients it had. */
  restore(stop: SearchStop): void {
    this.score += this.seating.change(stop.centre, stop, -1)
    this.#link(stop)
  }

  /** Lets two units of a kind exchange their stops of some weeks, both ends included, with whom they see. */
  exchange(unit: number, other: number, from: number, until: number): void {
    const { weekCount } = this.compiled
    const before = this.#legsAround(unit, from, until) + this.#legsAround(other, from, until)
    for (let week = from; week <= until; week += 1) {
      const [mine, theirs] = [this.stopIn(unit, week), this.stopIn(other, week)]
      this.stops[unit * weekCount + week] = this.#handOver(theirs, unit)
      this.stops[other * weekCount + week] = this.#handOver(mine, other)
    }
    this.score += before - this.#legsAround(unit, from, until) - this.#legsAround(other, from, until)
  }

  /** The same stop made by another unit: a stop never changes, others may hold it. */
  #handOver(stop: SearchStop | null, unit: number): SearchStop | null {
    if (stop === null) return null
    const handed = { ...stop, unit }
    const here = this.#stopsOfCentre[stop.centre] as SearchStop[]
    here[here.indexOf(stop)] = handed
    return handed
  }

  /** Points of a unit's legs from the week before some weeks to the week after them. */
  #legsAround(unit: number, from: number, until: number): number {
    const roads = this.relaxation.roads[unit] as UnitRoads
    let points = 0
    for (let week = from; week <= until + 1; week += 1) {
      const [before, after] = [this.stopIn(unit, week - 1), this.stopIn(unit, week)]
      points += this.legPoints(roads, before?.centre ?? NOWHERE, after?.centre ?? NOWHERE)
    }
    return points
  }

  /** The stops as a schedule; who they see is left to the exact filling. */
  schedule(): Schedule {
    return scheduleOf(this.compiled, this.stops)
  }
}
