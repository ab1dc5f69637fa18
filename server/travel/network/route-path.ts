import type { LngLat } from '../../../shared/geo.ts'
import type { ProfileNetwork } from './profile-network.ts'
import { COORDINATE_UNIT, type RoadEdges } from './road-edges.ts'
import { type Found, type Seed, UNREACHED } from './search.ts'
import type { Drive, SnappedPoint } from './snapped-point.ts'

export type Path = Drive & { readonly line: LngLat[] }

/**
 * The fastest way a search found from one point to another, or null when there is none. It walks back from the end:
 * the arc taken into a node is one whose cost makes up the difference, so the search need not remember its way.
 */
export function pathTo(network: ProfileNetwork, found: Found, start: SnappedPoint, end: SnappedPoint): Path | null {
  const last = cheapest(end.arrivals, found)
  const direct = start.place === end.place ? network.direct(start, end) : null
  const reached = last === null ? UNREACHED : found.cost[last.node]! + last.deciseconds
  if (direct !== null && direct.deciseconds <= reached) {
    return { ...direct, line: [start.lngLat, ...between(network.edges, start, end), end.lngLat] }
  }
  if (last === null) return null
  const line: LngLat[] = [end.lngLat, ...part(network.edges, end, last.node)]
  const into = network.graph('to')
  let node = last.node
  line.push(position(network.edges, node))
  for (let seed = seedAt(start, found, node); seed === null; seed = seedAt(start, found, node)) {
    const arc = arcInto(found, into, node)
    line.push(...shapeBackTo(network.edges, into.edge[arc]!, node))
    node = into.arcs[2 * arc]!
    line.push(position(network.edges, node))
  }
  line.push(...part(network.edges, start, node).reverse(), start.lngLat)
  const metres = found.metres[last.node]! + last.metres
  return { deciseconds: reached, metres, line: withoutRepeats(line.reverse()) }
}

function cheapest(arrivals: readonly Seed[], found: Found): Seed | null {
  let best: Seed | null = null
  let least = UNREACHED
  for (const seed of arrivals) {
    const cost = found.cost[seed.node]!
    if (cost !== UNREACHED && cost + seed.deciseconds < least) {
      least = cost + seed.deciseconds
      best = seed
    }
  }
  return best
}

function seedAt(start: SnappedPoint, found: Found, node: number): Seed | null {
  return start.departures.find((seed) => seed.node === node && seed.deciseconds === found.cost[node]) ?? null
}

function arcInto(found: Found, into: ReturnType<ProfileNetwork['graph']>, node: number): number {
  for (let arc = into.first[node]!; arc < into.first[node + 1]!; arc++) {
    const tail = into.arcs[2 * arc]!
    const cost = found.cost[tail]!
    // A free arc could lead back where it came from: metres must shrink too.
    const shorter = found.metres[tail]! < found.metres[node]! || into.arcs[2 * arc + 1]! > 0
    if (cost !== UNREACHED && shorter && cost + into.arcs[2 * arc + 1]! === found.cost[node]!) return arc
  }
  throw new Error('a settled node has no way back')
}

function position(edges: RoadEdges, node: number): LngLat {
  return [edges.nodeLng[node]! * COORDINATE_UNIT, edges.nodeLat[node]! * COORDINATE_UNIT]
}

function shape(edges: RoadEdges, e: number): LngLat[] {
  const points: LngLat[] = []
  for (let i = edges.shapeFirst[e]!; i < edges.shapeFirst[e + 1]!; i++) {
    points.push([edges.shapeLng[i]! * COORDINATE_UNIT, edges.shapeLat[i]! * COORDINATE_UNIT])
  }
  return points
}

/** Inner points of an edge met when walking back from its end `node`. */
function shapeBackTo(edges: RoadEdges, e: number, node: number): LngLat[] {
  return edges.to[e] === node ? shape(edges, e).reverse() : shape(edges, e)
}

/** Inner points of a point's edge between the point and one end of it, starting from the point. */
function part(edges: RoadEdges, point: SnappedPoint, node: number): LngLat[] {
  if (point.fraction === null) return []
  const e = point.place
  const inner = shape(edges, e)
  const cut = point.shapeBefore
  return edges.to[e] === node ? inner.slice(cut) : inner.slice(0, cut).reverse()
}

function between(edges: RoadEdges, start: SnappedPoint, end: SnappedPoint): LngLat[] {
  if (start.fraction === null || end.fraction === null) return []
  const inner = shape(edges, start.place)
  const a = start.shapeBefore
  const b = end.shapeBefore
  return a <= b ? inner.slice(a, b) : inner.slice(b, a).reverse()
}

function withoutRepeats(line: LngLat[]): LngLat[] {
  const kept = line.filter(([lng, lat], i) => i === 0 || lng !== line[i - 1]![0] || lat !== line[i - 1]![1])
  return kept.length > 1 ? kept : [kept[0]!, kept[0]!]
}
