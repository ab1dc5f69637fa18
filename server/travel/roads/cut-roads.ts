import { distanceMetres } from '../../../shared/geo.ts'
import { COORDINATE_UNIT } from '../network/road-edges.ts'
import { type DrivableWays, EFFECTS, MISSING, type RoadNodes } from './collect-roads.ts'
import type { Road } from './osm-road.ts'
import { gatherEdges, type RawEdges } from './raw-edges.ts'

/** Seconds lost at a set of lights, at a stop sign or a toll, and where roads meet; adjusted on the Andorra reference. */
export type Delays = { readonly signals: number; readonly slow: number; readonly junction: number }
export const DELAYS: Delays = { signals: 6, slow: 4, junction: 1.5 }
const TRUCK_DELAY = 1.4

/**
 * Cuts ways into edges where roads meet, end, or are blocked; nothing passes a blocked node. Missing nodes (the rim of
 * an extract) end the road there. `nodeCount` counts the nodes edges may refer to.
 */
export function cutRoads(ways: DrivableWays, nodes: RoadNodes, delays: Delays = DELAYS): RawEdges {
  const degree = degrees(ways, nodes)
  const edges = gatherEdges()
  for (let w = 0; w < ways.wayRoad.length; w++) {
    const road = ways.roads[ways.wayRoad[w]!]!
    let piece: number[] = []
    const end = () => {
      if (piece.length > 1) edges.add(edgeOf(piece, road, nodes, degree, delays))
      piece = []
    }
    for (let i = ways.wayFirst[w]!; i < ways.wayFirst[w + 1]!; i++) {
      const node = nodes.numbers[i]!
      if (nodes.lat[node] === MISSING || nodes.effect[node] === EFFECTS.blocked) {
        end()
        continue
      }
      if (piece.at(-1) === node) continue
      piece.push(node)
      if (piece.length > 1 && degree[node]! > 2) {
        end()
        piece.push(node)
      }
    }
    end()
  }
  return edges.finish()
}

/** How many pieces of road meet at each node, up to 255: two where a way passes, one where it ends. */
function degrees({ wayFirst }: DrivableWays, { numbers, lat }: RoadNodes): Uint8Array {
  const degree = new Uint8Array(lat.length)
  for (let w = 0; w + 1 < wayFirst.length; w++) {
    const last = wayFirst[w + 1]! - 1
    for (let i = wayFirst[w]!; i <= last; i++) {
      const node = numbers[i]!
      degree[node] = Math.min(255, degree[node]! + (i === wayFirst[w] || i === last ? 1 : 2))
    }
  }
  return degree
}

function edgeOf(piece: readonly number[], road: Road, nodes: RoadNodes, degree: Uint8Array, delays: Delays) {
  const at = (node: number): [number, number] => [
    nodes.lng[node]! * COORDINATE_UNIT,
    nodes.lat[node]! * COORDINATE_UNIT,
  ]
  let metres = 0
  let delay = 0
  piece.forEach((node, i) => {
    if (i > 0) metres += distanceMetres(at(piece[i - 1]!), at(node))
    // Half of what an end costs belongs to each edge that meets there.
    const isEnd = i === 0 || i === piece.length - 1
    const cost =
      (nodes.effect[node] === EFFECTS.signals ? delays.signals : 0) +
      (nodes.effect[node] === EFFECTS.slow ? delays.slow : 0) +
      (isEnd && degree[node]! > 2 ? delays.junction : 0)
    delay += isEnd ? cost / 2 : cost
  })
  const seconds = (kmh: number, slower: number) =>
    kmh === 0 ? Number.POSITIVE_INFINITY : (metres * 3.6) / kmh + delay * slower + road.waitSeconds
  const { maxHeight, maxWidth, maxLength, maxWeight } = road
  return {
    from: piece[0]!,
    to: piece.at(-1)!,
    shape: piece.slice(1, -1),
    metres,
    carForward: seconds(road.carForward, 1),
    carBackward: seconds(road.carBackward, 1),
    truckForward: seconds(road.truckForward, TRUCK_DELAY),
    truckBackward: seconds(road.truckBackward, TRUCK_DELAY),
    maxHeight,
    maxWidth,
    maxLength,
    maxWeight,
    motorwayMetres: road.isMotorway ? metres : 0,
  }
}
