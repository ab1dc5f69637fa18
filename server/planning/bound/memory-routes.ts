import type { Route } from './routes.ts'
import { transferBetween, type UnitRoads } from './unit-roads.ts'

// Routes that remember where the unit stood over the last weeks, so that none returns to a centre within the revisit
// interval as far as the memory goes. The graph of memories is laid once; a search passes over its edges.

/** Edges of one week, from memories of the week before to its own. Week 0 starts from the one memory of home. */
type Layer = {
  /** Position of each memory's place in `slots[week]`, −1 for home. */
  readonly place: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
  readonly leg: Float64Array
}

export type MemoryGraph = { readonly layers: readonly Layer[]; readonly edges: number }

const HOME = -1

/** Lays the graph of routes of one unit that remember `memory` weeks; null when it would take more than `mostEdges`. */
export function layMemoryGraph(
  roads: UnitRoads,
  revisitWeeks: readonly number[],
  memory: number,
  mostEdges: number,
): MemoryGraph | null {
  const layers: Layer[] = []
  let edges = 0
  // A memory lists the positions of centres over the last weeks, newest first; −1 for home.
  let memories: number[][] = [new Array(memory).fill(HOME)]
  for (const centres of roads.centres) {
    const index = new Map<string, number>()
    const next: number[][] = []
    const from: number[] = []
    const to: number[] = []
    const leg: number[] = []
    const reach = (source: number, centre: number, points: number) => {
      if (!Number.isFinite(points)) return
      const remembered = [centre, ...(memories[source] as number[]).slice(0, memory - 1)]
      // Forget what can no longer matter: nothing may depend on a centre once its interval has run.
      for (let age = 1; age < memory; age += 1) {
        const past = remembered[age] as number
        if (past !== HOME && (revisitWeeks[past] as number) <= age + 1) remembered[age] = HOME
      }
      const key = remembered.join(',')
      let target = index.get(key)
      if (target === undefined) {
        target = next.length
        index.set(key, target)
        next.push(remembered)
      }
      from.push(source)
      to.push(target)
      leg.push(points)
    }
    for (const [source, remembered] of memories.entries()) {
      const last = remembered[0] as number
      reach(source, HOME, last === HOME ? 0 : (roads.home[last] as number))
      for (const centre of centres) {
        const isReturn = remembered.some((past, age) => past === centre && (revisitWeeks[centre] as number) > age + 1)
        if (isReturn) continue
        reach(source, centre, last === HOME ? (roads.out[centre] as number) : transferBetween(roads, last, centre))
      }
      if (edges + from.length > mostEdges) return null
    }
    edges += from.length
    const position = new Map([...centres].map((centre, each) => [centre, each]))
    layers.push({
      place: Int32Array.from(next, (remembered) =>
        remembered[0] === HOME ? HOME : (position.get(remembered[0] as number) as number),
      ),
      from: Int32Array.from(from),
      to: Int32Array.from(to),
      leg: Float64Array.from(leg),
    })
    memories = next
  }
  return { layers, edges }
}

const NONE = Number.NEGATIVE_INFINITY

const pointsAt = (roads: UnitRoads, slotPoints: Float64Array, week: number, position: number): number =>
  position === HOME ? 0 : (slotPoints[roads.slots[week]?.[position] as number] as number)

function homeFrom(roads: UnitRoads, week: number, position: number): number {
  return position === HOME ? 0 : (roads.home[roads.centres[week]?.[position] as number] as number)
}

function forward(roads: UnitRoads, graph: MemoryGraph, slotPoints: Float64Array) {
  let before = new Float64Array(1)
  const origins: Int32Array[] = []
  const values: Float64Array[] = []
  for (const [week, { place, from, to, leg }] of graph.layers.entries()) {
    const value = new Float64Array(place.length).fill(NONE)
    const origin = new Int32Array(place.length).fill(-1)
    for (let edge = 0; edge < from.length; edge += 1) {
      const target = to[edge] as number
      const label = (before[from[edge] as number] as number) - (leg[edge] as number)
      if (label > (value[target] as number)) {
        value[target] = label
        origin[target] = from[edge] as number
      }
    }
    for (let each = 0; each < value.length; each += 1) {
      value[each] = (value[each] as number) + pointsAt(roads, slotPoints, week, place[each] as number)
    }
    origins.push(origin)
    values.push(value)
    before = value
  }
  return { values, origins }
}

/** The best route that respects its memory. */
export function bestMemoryRoute(roads: UnitRoads, graph: MemoryGraph, slotPoints: Float64Array): Route {
  const { values, origins } = forward(roads, graph, slotPoints)
  const last = graph.layers.length - 1
  let value = NONE
  let state = -1
  for (const [each, label] of (values[last] as Float64Array).entries()) {
    const total = label - homeFrom(roads, last, graph.layers[last]?.place[each] as number)
    if (total > value) {
      value = total
      state = each
    }
  }
  const choice = new Int32Array(graph.layers.length).fill(HOME)
  for (let week = last; week >= 0; week -= 1) {
    choice[week] = graph.layers[week]?.place[state] as number
    state = origins[week]?.[state] as number
  }
  return { value, choice }
}

/** The best route's value, and the values of the best routes through each slot and each move (see `UnitRouter.survey`). */
export function surveyMemoryRoutes(roads: UnitRoads, graph: MemoryGraph, slotPoints: Float64Array) {
  const { values } = forward(roads, graph, slotPoints)
  const weeks = graph.layers.length
  const through = roads.slots.map((slots) => new Float64Array(slots.length).fill(NONE))
  const moves: Map<string, number>[] = Array.from({ length: weeks + 1 }, () => new Map<string, number>())
  const raise = (week: number, from: number, to: number, value: number) => {
    const key = `${from}|${to}`
    if (value > (moves[week]?.get(key) ?? NONE)) moves[week]?.set(key, value)
  }
  const centreAt = (week: number, position: number) =>
    position === HOME ? HOME : (roads.centres[week]?.[position] as number)
  const last = weeks - 1
  const finalPlaces = graph.layers[last]?.place as Int32Array
  let rest: Float64Array = Float64Array.from(finalPlaces, (position) => -homeFrom(roads, last, position))
  for (const [each, position] of finalPlaces.entries()) {
    raise(weeks, centreAt(last, position), HOME, (values[last]?.[each] as number) + (rest[each] as number))
  }
  let best = NONE
  for (let week = last; week >= 0; week -= 1) {
    const { place, from, to, leg } = graph.layers[week] as Layer
    for (const [each, position] of place.entries()) {
      const total = (values[week]?.[each] as number) + (rest[each] as number)
      const list = through[week] as Float64Array
      if (position !== HOME && total > (list[position] as number)) list[position] = total
      if (week === last && total > best) best = total
    }
    const before = week === 0 ? null : (values[week - 1] as Float64Array)
    const placesBefore = week === 0 ? Int32Array.of(HOME) : (graph.layers[week - 1]?.place as Int32Array)
    const earlier = new Float64Array(placesBefore.length).fill(NONE)
    for (let edge = 0; edge < from.length; edge += 1) {
      const source = from[edge] as number
      const target = to[edge] as number
      const position = place[target] as number
      const onward = pointsAt(roads, slotPoints, week, position) + (rest[target] as number) - (leg[edge] as number)
      if (onward > (earlier[source] as number)) earlier[source] = onward
      const total = (before === null ? 0 : (before[source] as number)) + onward
      raise(week, centreAt(week - 1, placesBefore[source] as number), centreAt(week, position), total)
    }
    rest = earlier
  }
  return { best, through, moves: (week: number) => moves[week] as ReadonlyMap<string, number> }
}
