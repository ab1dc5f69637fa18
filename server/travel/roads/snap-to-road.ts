import type { LngLat } from '../../../shared/geo.ts'
import { COORDINATE_UNIT, NO_WAY, type RoadEdges } from '../network/road-edges.ts'
import type { Seed } from '../network/search.ts'
import type { Drive, SnappedPoint, Snapping } from '../network/snapped-point.ts'
import type { RoadsNetwork } from './roads-network.ts'

/** Farther from any road than this, a point is not on the network. */
export const SNAP_METRES = 2000
/** From the point to its road, as on a drive or a track. */
const ACCESS_KMH = 15
const METRES_PER_DEGREE = 111_195.08

type Nearest = { edge: number; metres: number; fraction: number; shapeBefore: number }

/** Joins a point to the nearest road of a profile, part of the way along it; refuses those too far or off the map. */
export function roadSnap(edges: RoadEdges, index: RoadsNetwork['index']): (lngLat: LngLat) => Snapping {
  const open = (e: number) => edges.forward[e] !== NO_WAY || edges.backward[e] !== NO_WAY
  return (lngLat) => {
    const [lng, lat] = lngLat
    const reach = SNAP_METRES / METRES_PER_DEGREE
    const reachLng = reach / Math.cos((lat * Math.PI) / 180)
    const margin = 10 * reach
    if (
      lng < index.minX - margin ||
      lng > index.maxX + margin ||
      lat < index.minY - margin ||
      lat > index.maxY + margin
    ) {
      return 'out_of_area'
    }
    let nearest: Nearest | null = null
    for (const share of [1 / 16, 1 / 4, 1]) {
      const [dx, dy] = [reachLng * share, reach * share]
      for (const edge of index.search(lng - dx, lat - dy, lng + dx, lat + dy, open)) {
        const found = nearestOnEdge(edges, edge, lngLat)
        if (nearest === null || found.metres < nearest.metres) nearest = found
      }
      // A box of this half-width holds every road nearer than it.
      if (nearest !== null && nearest.metres <= SNAP_METRES * share) break
    }
    if (nearest === null || nearest.metres > SNAP_METRES) return 'not_snapped'
    return snapped(edges, lngLat, nearest)
  }
}

function snapped(edges: RoadEdges, lngLat: LngLat, { edge, metres, fraction, shapeBefore }: Nearest): SnappedPoint {
  const access = accessDeciseconds(metres)
  const length = edges.metres[edge]!
  const [from, to] = [edges.from[edge]!, edges.to[edge]!]
  const [forward, backward] = [edges.forward[edge]!, edges.backward[edge]!]
  const seed = (node: number, cost: number, share: number): Seed[] =>
    cost === NO_WAY ? [] : [{ node, deciseconds: access + Math.round(cost * share), metres: metres + length * share }]
  return {
    lngLat,
    snapMetres: metres,
    departures: [...seed(to, forward, 1 - fraction), ...seed(from, backward, fraction)],
    arrivals: [...seed(from, forward, fraction), ...seed(to, backward, 1 - fraction)],
    place: edge,
    fraction,
    shapeBefore,
  }
}

const accessDeciseconds = (metres: number) => Math.round((metres * 36) / ACCESS_KMH)

/** The drive between two points of one edge without leaving it, when its direction allows it. */
export function driveAlong(edges: RoadEdges, from: SnappedPoint, to: SnappedPoint): Drive | null {
  if (from.fraction === null || to.fraction === null) return null
  if (from.lngLat[0] === to.lngLat[0] && from.lngLat[1] === to.lngLat[1]) return { deciseconds: 0, metres: 0 }
  const share = to.fraction - from.fraction
  const cost = share >= 0 ? edges.forward[from.place]! : edges.backward[from.place]!
  if (cost === NO_WAY) return null
  const access = accessDeciseconds(from.snapMetres) + accessDeciseconds(to.snapMetres)
  return {
    deciseconds: access + Math.round(cost * Math.abs(share)),
    metres: from.snapMetres + to.snapMetres + edges.metres[from.place]! * Math.abs(share),
  }
}

function nearestOnEdge(edges: RoadEdges, edge: number, [lng, lat]: LngLat): Nearest {
  const squeeze = Math.cos((lat * Math.PI) / 180)
  const unit = METRES_PER_DEGREE * COORDINATE_UNIT
  const x = (value: number) => (value - lng / COORDINATE_UNIT) * squeeze * unit
  const y = (value: number) => (value - lat / COORDINATE_UNIT) * unit
  const first = edges.shapeFirst[edge]!
  const count = edges.shapeFirst[edge + 1]! - first
  let [ax, ay] = [x(edges.nodeLng[edges.from[edge]!]!), y(edges.nodeLat[edges.from[edge]!]!)]
  let best = { metres: Number.POSITIVE_INFINITY, along: 0, shapeBefore: 0 }
  let along = 0
  for (let i = 0; i <= count; i++) {
    const isLast = i === count
    const bx = x(isLast ? edges.nodeLng[edges.to[edge]!]! : edges.shapeLng[first + i]!)
    const by = y(isLast ? edges.nodeLat[edges.to[edge]!]! : edges.shapeLat[first + i]!)
    const [dx, dy] = [bx - ax, by - ay]
    const length = Math.hypot(dx, dy)
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (length * length)))
    const metres = Math.hypot(ax + share * dx, ay + share * dy)
    if (metres < best.metres) best = { metres, along: along + share * length, shapeBefore: i }
    along += length
    ax = bx
    ay = by
  }
  return { edge, metres: best.metres, fraction: along === 0 ? 0 : best.along / along, shapeBefore: best.shapeBefore }
}
