import { type Compiled, visitCost } from '../compile/compile.ts'
import type { Visit } from '../compile/visits.ts'
import { LikelyRouter } from './likely-router.ts'
import { amongAll, bestWeekByWeek, cheapestLegs, chooseLikely, type LikelyStops } from './likely-routes.ts'
import { areTwins, arrangeOffers, type Offer, type Offers, type Slot } from './offers.ts'
import { type PinnedVisit, pinsBySlot } from './pinned-slots.ts'
import { PRICE_NAMES, type Prices, zeroPrices } from './prices.ts'
import { routerWithLabels, routerWithMemory, type UnitRouter } from './router.ts'
import type { Route } from './routes.ts'
import { StopValues } from './stop-values.ts'
import { prepareRoads, type UnitRoads } from './unit-roads.ts'

/**
 * How the routes of a bound are sought: with exact legs; each stop paying only its cheapest leg in and out (quicker, weaker);
 * or with exact legs among the likely stops only (as quick, and no proof).
 */
export type Stage = 'cheapest_legs' | 'exact_legs' | 'likely_exact_legs'

/**
 * Stops of a week that routes choose from where only the likely ones are tried, and for how long they are kept. Small problems,
 * up to so many units × weeks, can afford more: nearly all there are.
 */
const LIKELY_STOPS = 24
const SMALL_LIKELY_STOPS = 40
const SMALL_UNIT_WEEKS = 200
const BOUNDS_BETWEEN_CHOICES = 5

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
  readonly #values: StopValues
  /** For each slot, the first of those in a row that can see the same patients with the same places. */
  readonly twinOf: Int32Array
  readonly #centrePoints: Float64Array
  readonly #windows: readonly { readonly starts: number; readonly span: number }[]
  readonly #visitPoints: readonly (readonly Float64Array[])[]
  readonly #pinsOfSlot: ReadonlyMap<number, readonly PinnedVisit[]>
  readonly #cheapestLegs: readonly Float64Array[]
  #likely: LikelyStops | null = null
  #likelyRouters: readonly LikelyRouter[] = []
  #boundsSinceChoice = 0
  #used: Usage | null = null
  /** Counts valuations; `#valuedIn` is that in which the first of each row of twins was last valued, at `#bestPoints`. */
  #valuation = 0
  readonly #valuedIn: Int32Array
  readonly #bestPoints: Float64Array

  constructor(compiled: Compiled) {
    this.compiled = compiled
    this.offers = arrangeOffers(compiled)
    this.roads = prepareRoads(compiled, this.offers)
    this.routers = this.roads.map(routerWithLabels)
    const { slots } = this.offers
    this.slotPoints = new Float64Array(slots.length)
    this.#bestVisit = new Int32Array(slots.length * 2)
    this.#values = new StopValues(compiled, this.offers)
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
    this.twinOf = new Int32Array(slots.length)
    for (const [index, slot] of slots.entries()) {
      const before = slots[index - 1]
      const hasPins = this.#pinsOfSlot.has(index) || this.#pinsOfSlot.has(index - 1)
      const isTwin = before !== undefined && !hasPins && areTwins(before, slot)
      this.twinOf[index] = isTwin ? (this.twinOf[index - 1] as number) : index
    }
    this.#cheapestLegs = this.roads.map(cheapestLegs)
    this.#valuedIn = new Int32Array(slots.length)
    this.#bestPoints = new Float64Array(slots.length)
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

  /** The bound at some prices: no plan scores more, unless only the likely stops were tried. */
  bound(prices: Prices, stage: Stage = 'exact_legs'): number {
    if (stage === 'exact_legs' || stage === 'cheapest_legs') {
      this.#valueSlots(prices, null)
      this.routes = this.roads.map((road, unit) =>
        stage === 'exact_legs'
          ? (this.routers[unit] as UnitRouter).best(this.slotPoints)
          : bestWeekByWeek(road, this.slotPoints, this.#cheapestLegs[unit] as Float64Array),
      )
    } else {
      const { positions } = this.#valueLikely(prices)
      this.routes = this.#likelyRouters.map((router, unit) =>
        amongAll(router.best(this.slotPoints), positions[unit] as readonly Int32Array[]),
      )
    }
    return this.#constant(prices) + this.routes.reduce((sum, route) => sum + route.value, 0)
  }

  /** Values the likely stops only; chooses them anew, among all, once prices have moved for some time. */
  #valueLikely(prices: Prices): LikelyStops {
    this.#boundsSinceChoice += 1
    if (this.#likely !== null && this.#boundsSinceChoice < BOUNDS_BETWEEN_CHOICES) {
      this.#valueSlots(prices, this.#likely)
      return this.#likely
    }
    this.#boundsSinceChoice = 0
    this.#valueSlots(prices, null)
    const isSmall = this.compiled.unitCount * this.compiled.weekCount <= SMALL_UNIT_WEEKS
    const most = isSmall ? SMALL_LIKELY_STOPS : LIKELY_STOPS
    this.#likely = chooseLikely(this.roads, this.offers, this.slotPoints, this.#cheapestLegs, most)
    if (this.#likelyRouters.length === 0) this.#likelyRouters = this.roads.map((road) => new LikelyRouter(road))
    for (const [unit, router] of this.#likelyRouters.entries()) {
      router.choose(this.#likely.positions[unit] as readonly Int32Array[])
    }
    return this.#likely
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

  #valueSlots(prices: Prices, only: LikelyStops | null): void {
    this.#values.reprice(prices, only?.groups ?? null)
    this.#valueCentres(prices)
    this.#valuation += 1
    const { slots } = this.offers
    const { weekCount } = this.compiled
    const count = only?.slots.length ?? slots.length
    for (let each = 0; each < count; each += 1) {
      const index = only === null ? each : (only.slots[each] as number)
      const slot = slots[index] as Slot
      const twin = this.twinOf[index] as number
      if (this.#valuedIn[twin] !== this.#valuation) {
        this.#valuedIn[twin] = this.#valuation
        this.#bestPoints[twin] = this.#bestOf(twin, slots[twin] as Slot, prices)
      }
      const { starts, span } = this.#windows[slot.centre] as { starts: number; span: number }
      let paid = prices.maxVisits[slot.centre] as number
      for (let start = Math.max(0, slot.week - span + 1); start <= slot.week && start < starts; start += 1) {
        paid += prices.revisit[slot.centre * weekCount + start] as number
      }
      const best = this.#bestPoints[twin] as number
      this.slotPoints[index] = best + (this.#centrePoints[slot.centre] as number) - paid
    }
  }

  /** Points of the best stop of a slot, centre and price of the centre aside; remembers which it is. */
  #bestOf(index: number, slot: Slot, prices: Prices, note?: (visit: Visit, points: number) => void): number {
    const pins = this.#pinsOfSlot.get(index)
    let best = Number.NEGATIVE_INFINITY
    if (slot.isSplit) this.#values.merge(slot)
    for (let each = 0; each < slot.offers.length; each += 1) {
      const offer = slot.offers[each] as Offer
      const costs = this.#visitPoints[index]?.[each] as Float64Array
      this.#values.fill(offer, slot.isSplit)
      for (let visit = 0; visit < offer.visits.length; visit += 1) {
        let total = (this.#values.told[visit] as number) + (costs[visit] as number)
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

  /** Points of every stop of a slot at the prices of the last bound, in the order of its offers and their visits. */
  pointsOfVisits(index: number, prices: Prices): Map<Visit, number> {
    const slot = this.offers.slots[index] as Slot
    const points = new Map<Visit, number>()
    const best = this.#bestOf(index, slot, prices, (visit, total) => points.set(visit, total))
    const shift = (this.slotPoints[index] as number) - best
    for (const [visit, total] of points) points.set(visit, total + shift)
    return points
  }

  /** What the last routes use of every relaxed rule; written over what it was the time before. */
  usage(prices: Prices): Usage {
    const { compiled } = this
    this.#used ??= zeroPrices(compiled)
    const used = this.#used
    for (const name of PRICE_NAMES) used[name].fill(0)
    const add = (values: Float64Array, index: number, amount: number) => {
      values[index] = (values[index] as number) + amount
    }
    for (const [unit, route] of this.routes.entries()) {
      for (const [week, position] of route.choice.entries()) {
        if (position < 0) continue
        const index = this.roads[unit]?.slots[week]?.[position] as number
        const slot = this.offers.slots[index] as Slot
        const twin = this.twinOf[index] as number
        const offer = slot.offers[this.#bestVisit[twin * 2] as number] as Offer
        const chosen = this.#bestVisit[twin * 2 + 1] as number
        const only: Offer = { ...offer, visits: [offer.visits[chosen] as Offer['visits'][number]] }
        const take = (demand: number, amount: number) => add(used.patients, demand, amount)
        if (slot.isSplit) this.#values.merge(slot)
        this.#values.fill(only, slot.isSplit, take)
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
          if (pin.offer === this.#bestVisit[twin * 2] && pin.visit === chosen) add(used.pins, pin.pin, 1)
        }
      }
    }
    return used
  }
}
