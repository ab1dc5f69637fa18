import { type Compiled, visitCost } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { answersPin, fixedStops } from '../rules/pins.ts'
import { DaySlack } from './day-slack.ts'
import { arrangeOffers, type Group, type Offer, type Offers, type Slot } from './offers.ts'
import type { Prices } from './prices.ts'
import { routerWithLabels, routerWithMemory, type UnitRouter } from './router.ts'
import { bestLikelyRoute, prepareRoads, type Route, type UnitRoads } from './routes.ts'

/**
 * How the routes of a bound are sought: with exact legs; among the likely stops only (quicker, and no proof); or each stop
 * paying only its cheapest leg in and out (quicker still, weaker).
 */
export type Stage = 'cheapest_legs' | 'likely_stops' | 'exact_legs'

/** Stops of a week that routes choose from where only the likely ones are tried. */
const LIKELY_STOPS = 24

/** What the relaxed plan uses of each rule, at some prices; the shape of prices. */
export type Usage = Prices

/**
 * The problem without *count once*, revisit windows, visit maxima and pins, each charged at a price instead. What is left
 * is, for each possible stop, a continuous knapsack of patients, and for each unit a longest path.
 */
export class Relaxation {
  readonly compiled: Compiled
  readonly offers: Offers
  readonly roads: readonly UnitRoads[]
  /** Points of each slot's best stop at the last prices, legs aside. */
  readonly slotPoints: Float64Array
  routes: readonly Route[] = []
  routers: readonly UnitRouter[]
  /** What `remember` was last asked for. */
  routeEdges = 0
  readonly #bestVisit: Int32Array
  /** 1 where a slot can see the same patients, with the same places, as the slot before it. */
  readonly #isTwin: Uint8Array
  readonly #reduced: Float64Array
  readonly #sorted: readonly Int32Array[]
  readonly #heads: Int32Array
  readonly #values: Float64Array
  /** Points of each stop of the offer last filled. */
  readonly #told: Float64Array
  readonly #lists: Int32Array[] = []
  readonly #slack = new DaySlack()
  #merged: readonly number[] = []
  readonly #centrePoints: Float64Array
  readonly #windows: readonly { readonly starts: number; readonly span: number }[]
  readonly #visitPoints: readonly (readonly Float64Array[])[]
  readonly #pinsOfSlot: ReadonlyMap<number, readonly { pin: number; offer: number; visit: number }[]>
  readonly #cheapestLegs: readonly Float64Array[]

  constructor(compiled: Compiled) {
    this.compiled = compiled
    this.offers = arrangeOffers(compiled)
    this.roads = prepareRoads(compiled, this.offers)
    this.routers = this.roads.map(routerWithLabels)
    const { slots, groups } = this.offers
    this.slotPoints = new Float64Array(slots.length)
    this.#bestVisit = new Int32Array(slots.length * 2)
    this.#reduced = new Float64Array(compiled.demands.size)
    this.#sorted = groups.map((group) => Int32Array.from(group.demands))
    this.#heads = new Int32Array(groups.length)
    this.#values = new Float64Array(groups.length)
    const most = slots.reduce(
      (largest, slot) => Math.max(largest, ...slot.offers.map(({ visits }) => visits.length)),
      1,
    )
    this.#told = new Float64Array(most)
    this.#centrePoints = new Float64Array(compiled.centreCount)
    this.#windows = compiled.problem.centres.map((centre) => {
      const span = Math.min(centre.revisitWeeks, compiled.weekCount)
      const isShared = centre.mayHostSeveralUnits && compiled.unitCount > 1
      return { span, starts: isShared ? 0 : compiled.weekCount - span + 1 }
    })
    this.#visitPoints = slots.map((slot) =>
      slot.offers.map((offer) => Float64Array.from(offer.visits, (visit) => -visitCost(compiled, visit))),
    )
    this.#pinsOfSlot = pinsBySlot(compiled, this.offers)
    this.#isTwin = Uint8Array.from(slots, (slot, index) => {
      const before = slots[index - 1]
      const hasPins = this.#pinsOfSlot.has(index) || this.#pinsOfSlot.has(index - 1)
      return before !== undefined && !hasPins && areTwins(before, slot) ? 1 : 0
    })
    this.#cheapestLegs = this.roads.map((road) => cheapestLegs(compiled, road))
  }

  /** Lets routes remember more weeks, within a number of edges over all units; the bound can only come down. */
  remember(mostEdges: number): void {
    if (mostEdges === 0) return
    this.routeEdges = mostEdges
    const revisitWeeks = this.compiled.problem.centres.map((centre) => centre.revisitWeeks)
    const share = mostEdges / this.roads.length
    this.routers = this.roads.map(
      (road, unit) => routerWithMemory(road, revisitWeeks, share) ?? (this.routers[unit] as UnitRouter),
    )
  }

  /** The bound at some prices: no plan scores more. */
  bound(prices: Prices, stage: Stage = 'exact_legs'): number {
    this.#valueSlots(prices)
    this.routes = this.roads.map((road, unit) => {
      if (stage === 'exact_legs') return (this.routers[unit] as UnitRouter).best(this.slotPoints)
      if (stage === 'likely_stops') {
        return bestLikelyRoute(road, this.slotPoints, this.#cheapestLegs[unit] as Float64Array, LIKELY_STOPS)
      }
      return bestWeekByWeek(road, this.slotPoints, this.#cheapestLegs[unit] as Float64Array)
    })
    return this.#constant(prices) + this.routes.reduce((sum, route) => sum + route.value, 0)
  }

  #constant(prices: Prices): number {
    const { demands, problem } = this.compiled
    let sum = 0
    for (let demand = 0; demand < demands.size; demand += 1) {
      sum += (prices.patients[demand] as number) * (demands.count[demand] as number)
    }
    for (const price of prices.coverage) sum += price
    for (const price of prices.departments) sum += price
    for (const price of prices.revisit) sum += price
    for (const [centre, price] of prices.maxVisits.entries()) sum += price * (problem.centres[centre]?.maxVisits ?? 0)
    for (const price of prices.pins) sum -= price
    return sum
  }

  #valueSlots(prices: Prices): void {
    this.#sortGroups(prices)
    this.#valueCentres(prices)
    const { slots } = this.offers
    const { weekCount } = this.compiled
    let best = 0
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] as Slot
      if (this.#isTwin[index] === 0) best = this.#bestOf(index, slot, prices)
      else {
        this.#bestVisit[index * 2] = this.#bestVisit[index * 2 - 2] as number
        this.#bestVisit[index * 2 + 1] = this.#bestVisit[index * 2 - 1] as number
      }
      const { starts, span } = this.#windows[slot.centre] as { starts: number; span: number }
      let paid = prices.maxVisits[slot.centre] as number
      for (let start = Math.max(0, slot.week - span + 1); start <= slot.week && start < starts; start += 1) {
        paid += prices.revisit[slot.centre * weekCount + start] as number
      }
      this.slotPoints[index] = best + (this.#centrePoints[slot.centre] as number) - paid
    }
  }

  /** Points of the best stop of a slot, centre and price of the centre aside; remembers which it is. */
  #bestOf(index: number, slot: Slot, prices: Prices, note?: (visit: Visit, points: number) => void): number {
    const pins = this.#pinsOfSlot.get(index)
    let best = Number.NEGATIVE_INFINITY
    if (slot.isSplit) this.#mergeGroups(slot)
    for (let each = 0; each < slot.offers.length; each += 1) {
      const offer = slot.offers[each] as Offer
      const costs = this.#visitPoints[index]?.[each] as Float64Array
      if (slot.isSplit) this.#fillDays(offer)
      else this.#fillOffer(offer)
      for (let visit = 0; visit < offer.visits.length; visit += 1) {
        let total = (this.#told[visit] as number) + (costs[visit] as number)
        if (pins !== undefined) {
          for (const pin of pins) {
            if (pin.offer === each && pin.visit === visit) total += prices.pins[pin.pin] as number
          }
        }
        note?.(offer.visits[visit] as Visit, total)
        if (total > best) {
          best = total
          this.#bestVisit[index * 2] = each
          this.#bestVisit[index * 2 + 1] = visit
        }
      }
    }
    return best
  }

  /** Keeps every group in falling reduced value; lists change little between iterations, so insertion is quick. */
  #sortGroups(prices: Prices): void {
    const { value, size } = this.compiled.demands
    const reduced = this.#reduced
    for (let demand = 0; demand < size; demand += 1) {
      reduced[demand] = (value[demand] as number) - (prices.patients[demand] as number)
    }
    for (const list of this.#sorted) {
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

  #valueCentres(prices: Prices): void {
    const { coverage, departmentOfCentre, departmentPoints, centreCount } = this.compiled
    for (let centre = 0; centre < centreCount; centre += 1) {
      const department = departmentOfCentre[centre] as number
      let points = Math.max(0, (departmentPoints[department] as number) - (prices.departments[department] as number))
      for (const cell of coverage.cellsOfCentre[centre] as Int32Array) {
        const gain = (coverage.points[cell] as number) - (prices.coverage[cell] as number)
        if (gain > 0) points += gain
      }
      this.#centrePoints[centre] = points
    }
  }

  /** Fills an offer's stops with the most valuable patients at current prices; notes in `#told` the points at each stop's capacity. */
  #fillOffer(offer: Offer, take?: (demand: number, amount: number) => void): void {
    const reduced = this.#reduced
    const { count } = this.compiled.demands
    const heads = this.#heads
    const lists = this.#lists
    const values = this.#values
    const told = this.#told
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
  #mergeGroups(slot: Slot): void {
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

  /** As `#fillOffer`, day by day, each stop apart: patients whose window cuts a stop come on the days left to them. */
  #fillDays(offer: Offer, take?: (demand: number, amount: number) => void): void {
    const { count, fromDay, untilDay } = this.compiled.demands
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
      this.#told[index] = points
    }
  }

  /** Points of every stop of a slot at the prices of the last bound, in the order of its offers and their visits. */
  pointsOfVisits(index: number, prices: Prices): Map<Visit, number> {
    const slot = this.offers.slots[index] as Slot
    const points = new Map<Visit, number>()
    const best = this.#bestOf(index, slot, prices, (visit, total) => points.set(visit, total))
    const shift = (this.slotPoints[index] as number) - best
    for (const [visit, total] of points) points.set(visit, total + shift)
    return points
  }

  /** What the last routes use of every relaxed rule. */
  usage(prices: Prices): Usage {
    const { compiled } = this
    const used: Usage = {
      patients: new Float64Array(prices.patients.length),
      coverage: new Float64Array(prices.coverage.length),
      departments: new Float64Array(prices.departments.length),
      revisit: new Float64Array(prices.revisit.length),
      maxVisits: new Float64Array(prices.maxVisits.length),
      pins: new Float64Array(prices.pins.length),
    }
    const add = (values: Float64Array, index: number, amount: number) => {
      values[index] = (values[index] as number) + amount
    }
    for (const [unit, route] of this.routes.entries()) {
      for (const [week, position] of route.choice.entries()) {
        if (position < 0) continue
        const index = this.roads[unit]?.slots[week]?.[position] as number
        const slot = this.offers.slots[index] as Slot
        const offer = slot.offers[this.#bestVisit[index * 2] as number] as Offer
        const chosen = this.#bestVisit[index * 2 + 1] as number
        const only: Offer = { ...offer, visits: [offer.visits[chosen] as Offer['visits'][number]] }
        const take = (demand: number, amount: number) => add(used.patients, demand, amount)
        if (slot.isSplit) {
          this.#mergeGroups(slot)
          this.#fillDays(only, take)
        } else this.#fillOffer(only, take)
        for (const cell of compiled.coverage.cellsOfCentre[slot.centre] as Int32Array) {
          if ((compiled.coverage.points[cell] as number) > (prices.coverage[cell] as number))
            add(used.coverage, cell, 1)
        }
        const department = compiled.departmentOfCentre[slot.centre] as number
        if ((compiled.departmentPoints[department] as number) > (prices.departments[department] as number)) {
          add(used.departments, department, 1)
        }
        add(used.maxVisits, slot.centre, 1)
        const { starts, span } = this.#windows[slot.centre] as { starts: number; span: number }
        for (let start = Math.max(0, week - span + 1); start <= week && start < starts; start += 1) {
          add(used.revisit, slot.centre * compiled.weekCount + start, 1)
        }
        for (const pin of this.#pinsOfSlot.get(index) ?? []) {
          if (pin.offer === this.#bestVisit[index * 2] && pin.visit === chosen) add(used.pins, pin.pin, 1)
        }
      }
    }
    return used
  }
}

/** Whether two slots of a centre can see the same patients, with the same places day by day. */
function areTwins(a: Slot, b: Slot): boolean {
  if (a.kind !== b.kind || a.centre !== b.centre || a.isSplit || b.isSplit || a.offers.length !== b.offers.length)
    return false
  return a.offers.every((offer, each) => {
    const other = b.offers[each] as Offer
    return (
      offer.visits.length === other.visits.length &&
      offer.groups.length === other.groups.length &&
      offer.groups.every((group, index) => group === other.groups[index]) &&
      offer.visits.every((visit, index) => {
        const twin = other.visits[index] as Visit
        return visit.places === twin.places && visit.dayPlaces.length === twin.dayPlaces.length
      })
    )
  })
}

function pinsBySlot(compiled: Compiled, offers: Offers) {
  const pins = fixedStops(compiled)
  const bySlot = new Map<number, { pin: number; offer: number; visit: number }[]>()
  if (pins.length === 0) return bySlot
  for (const [index, slot] of offers.slots.entries()) {
    const unit = compiled.kindOfUnit.indexOf(slot.kind)
    for (const [offerIndex, offer] of slot.offers.entries()) {
      for (const [visitIndex, visit] of offer.visits.entries()) {
        for (const [pin, wanted] of pins.entries()) {
          if (!answersPin(compiled, { unit, centre: slot.centre, week: slot.week, visit }, wanted)) continue
          const list = bySlot.get(index) ?? []
          list.push({ pin, offer: offerIndex, visit: visitIndex })
          bySlot.set(index, list)
        }
      }
    }
  }
  return bySlot
}

/** For each centre, the least a stop there adds to a unit's legs: half its cheapest leg in and half its cheapest leg out. */
function cheapestLegs(compiled: Compiled, road: UnitRoads): Float64Array {
  const visited = [...new Set(road.centres.flatMap((week) => [...week]))]
  const legs = new Float64Array(compiled.centreCount)
  for (const centre of visited) {
    let cheapestIn = road.out[centre] as number
    let cheapestOut = road.home[centre] as number
    if (!road.goesHome) {
      for (const other of visited) {
        const into = road.points[(road.offset + other) * road.places + road.offset + centre] as number
        const outOf = road.points[(road.offset + centre) * road.places + road.offset + other] as number
        if (into < cheapestIn) cheapestIn = into
        if (outOf < cheapestOut) cheapestOut = outOf
      }
    }
    legs[centre] = (cheapestIn + cheapestOut) / 2
  }
  return legs
}

function bestWeekByWeek(road: UnitRoads, slotPoints: Float64Array, cheapest: Float64Array): Route {
  const choice = new Int32Array(road.slots.length).fill(-1)
  let value = 0
  for (const [week, slots] of road.slots.entries()) {
    let best = 0
    for (let index = 0; index < slots.length; index += 1) {
      const points =
        (slotPoints[slots[index] as number] as number) - (cheapest[road.centres[week]?.[index] as number] as number)
      if (points > best) {
        best = points
        choice[week] = index
      }
    }
    value += best
  }
  return { value, choice }
}

/** The groups of demands of a relaxation, for searches that fill stops the same way. */
export type { Group }
