import Flatbush from 'flatbush'
import { COORDINATE_UNIT, NO_WAY, type RoadEdges } from '../network/road-edges.ts'
import type { RoadNodes } from './collect-roads.ts'
import type { RawEdges } from './raw-edges.ts'

type Costs = { readonly forward: Uint32Array; readonly backward: Uint32Array }

/** A road network ready to be searched: edges without costs, costs by car and by truck, what a truck must fit. */
export type RoadsNetwork = {
  readonly date: string
  /** Turn restrictions of the extract, which drive times do not follow. */
  readonly turnRestrictions: number
  readonly edges: Omit<RoadEdges, 'forward' | 'backward'>
  readonly car: Costs
  readonly truck: Costs
  /** Signed limits, 0 for none: decimetres and hundreds of kilogrammes. */
  readonly maxHeight: Uint16Array
  readonly maxWidth: Uint16Array
  readonly maxLength: Uint16Array
  readonly maxWeight: Uint16Array
  readonly isMotorway: Uint8Array
  /** Bounding boxes of edges, in degrees. */
  readonly index: Flatbush
}

/** Shape points nearer than this to the line between their neighbours are left out. */
const SHAPE_METRES = 4

/** Renumbers the nodes that are used so that near nodes have near numbers, thins shapes, and indexes the edges. */
export function finishRoads(
  raw: RawEdges,
  kept: Uint8Array,
  nodes: RoadNodes,
  extract: Pick<RoadsNetwork, 'date' | 'turnRestrictions'>,
): RoadsNetwork {
  const edgeNumbers = sortedAlongCurve(raw, kept, nodes)
  const numberOf = new Map<number, number>()
  const used: number[] = []
  const number = (node: number) => {
    let known = numberOf.get(node)
    if (known === undefined) {
      known = used.length
      used.push(node)
      numberOf.set(node, known)
    }
    return known
  }
  const from = new Uint32Array(edgeNumbers.length)
  const to = new Uint32Array(edgeNumbers.length)
  const shapeFirst = new Uint32Array(edgeNumbers.length + 1)
  const shape: number[] = []
  edgeNumbers.forEach((e, i) => {
    from[i] = number(raw.from[e]!)
    to[i] = number(raw.to[e]!)
    const line = [raw.from[e]!, ...raw.shape.subarray(raw.shapeFirst[e]!, raw.shapeFirst[e + 1]!), raw.to[e]!]
    for (const node of thinned(line, nodes)) shape.push(node)
    shapeFirst[i + 1] = shape.length
  })
  const column = <A>(
    make: { from(source: ArrayLike<number>, map: (e: number) => number): A },
    value: (e: number) => number,
  ) => make.from(edgeNumbers, value)
  const cost = (seconds: number) => (Number.isFinite(seconds) ? Math.max(1, Math.round(seconds * 10)) : NO_WAY)
  const edges = {
    nodeLng: Int32Array.from(used, (node) => nodes.lng[node]!),
    nodeLat: Int32Array.from(used, (node) => nodes.lat[node]!),
    from,
    to,
    metres: column(Float32Array, (e) => raw.metres[e]!),
    shapeFirst,
    shapeLng: Int32Array.from(shape, (node) => nodes.lng[node]!),
    shapeLat: Int32Array.from(shape, (node) => nodes.lat[node]!),
  }
  return {
    ...extract,
    edges,
    car: {
      forward: column(Uint32Array, (e) => cost(raw.carForward[e]!)),
      backward: column(Uint32Array, (e) => cost(raw.carBackward[e]!)),
    },
    truck: {
      forward: column(Uint32Array, (e) => cost(raw.truckForward[e]!)),
      backward: column(Uint32Array, (e) => cost(raw.truckBackward[e]!)),
    },
    maxHeight: column(Uint16Array, (e) => Math.round(raw.maxHeight[e]! * 10)),
    maxWidth: column(Uint16Array, (e) => Math.round(raw.maxWidth[e]! * 10)),
    maxLength: column(Uint16Array, (e) => Math.round(raw.maxLength[e]! * 10)),
    maxWeight: column(Uint16Array, (e) => Math.min(65_535, Math.round(raw.maxWeight[e]! * 10))),
    isMotorway: column(Uint8Array, (e) => (raw.motorwayMetres[e]! > 0 ? 1 : 0)),
    index: indexEdges(edges),
  }
}

/** Edges in the order their start stands along a Z-shaped curve: what is near on the ground is near in memory. */
function sortedAlongCurve(raw: RawEdges, kept: Uint8Array, { lng, lat }: RoadNodes): Uint32Array {
  const numbers = Array.from(kept.keys()).filter((e) => kept[e] === 1)
  const keys = new Float64Array(raw.from.length)
  for (const e of numbers) {
    const node = raw.from[e]!
    keys[e] = interleaved((lng[node]! + 1_800_000_000) >>> 12, (lat[node]! + 900_000_000) >>> 12)
  }
  return Uint32Array.from(numbers.sort((a, b) => keys[a]! - keys[b]!))
}

/** The bits of two 20-bit numbers in turn. */
function interleaved(x: number, y: number): number {
  let key = 0
  for (let bit = 19; bit >= 0; bit--) key = key * 4 + ((x >>> bit) & 1) * 2 + ((y >>> bit) & 1)
  return key
}

/** The inner points of a line that matter to its shape (Douglas & Peucker 1973). */
function thinned(line: readonly number[], { lng, lat }: RoadNodes): number[] {
  const keep = new Uint8Array(line.length)
  const squeeze = Math.cos(lat[line[0]!]! * COORDINATE_UNIT * (Math.PI / 180))
  const limit = SHAPE_METRES / 0.011_119_5
  const spans: [number, number][] = [[0, line.length - 1]]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [start, end] = span
    const [a, b] = [line[start]!, line[end]!]
    const dx = (lng[b]! - lng[a]!) * squeeze
    const dy = lat[b]! - lat[a]!
    const length = Math.hypot(dx, dy)
    let farthest = -1
    let most = limit
    for (let i = start + 1; i < end; i++) {
      const x = (lng[line[i]!]! - lng[a]!) * squeeze
      const y = lat[line[i]!]! - lat[a]!
      const away = length === 0 ? Math.hypot(x, y) : Math.abs(x * dy - y * dx) / length
      if (away > most) {
        most = away
        farthest = i
      }
    }
    if (farthest < 0) continue
    keep[farthest] = 1
    spans.push([start, farthest], [farthest, end])
  }
  return line.filter((_, i) => keep[i] === 1)
}

function indexEdges(edges: RoadsNetwork['edges']): Flatbush {
  const index = new Flatbush(Math.max(1, edges.from.length), 16, Float32Array)
  if (edges.from.length === 0) index.add(0, 0, 0, 0)
  for (let e = 0; e < edges.from.length; e++) {
    let [west, east] = spread(edges.nodeLng[edges.from[e]!]!, edges.nodeLng[edges.to[e]!]!)
    let [south, north] = spread(edges.nodeLat[edges.from[e]!]!, edges.nodeLat[edges.to[e]!]!)
    for (let i = edges.shapeFirst[e]!; i < edges.shapeFirst[e + 1]!; i++) {
      west = Math.min(west, edges.shapeLng[i]!)
      east = Math.max(east, edges.shapeLng[i]!)
      south = Math.min(south, edges.shapeLat[i]!)
      north = Math.max(north, edges.shapeLat[i]!)
    }
    index.add(west * COORDINATE_UNIT, south * COORDINATE_UNIT, east * COORDINATE_UNIT, north * COORDINATE_UNIT)
  }
  index.finish()
  return index
}

const spread = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a])
