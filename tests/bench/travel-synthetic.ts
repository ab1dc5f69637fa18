import Flatbush from 'flatbush'
import { COORDINATE_UNIT, NO_WAY } from '../../server/travel/network/road-edges.ts'
import type { RoadsNetwork } from '../../server/travel/roads/roads-network.ts'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'

/** A small seeded generator (Lehmer). */
export function seeded(seed: number): () => number {
  let state = seed % 2_147_483_647
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Mean distance between junctions of a French region: 84 000 km² of Nouvelle-Aquitaine hold about half a million. */
const SPACING_KM = 0.41
const WEST = 0
const SOUTH = 44
const KM_LAT = 111.195
const KM_LNG = KM_LAT * Math.cos((45.3 * Math.PI) / 180)

/**
 * A region of `side` × `side` junctions on a shaken grid: lanes with a tenth missing and some one-way, a main road
 * every 12 rows, a motorway every 120. Junctions are numbered along blocks, as an import numbers them along a curve.
 */
export function syntheticRegion(side: number): RoadsNetwork {
  const random = seeded(7)
  const order = blockOrder(side)
  const nodeLng = new Int32Array(side * side)
  const nodeLat = new Int32Array(side * side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const node = order[y * side + x]!
      nodeLng[node] = Math.round((WEST + ((x + 0.6 * (random() - 0.5)) * SPACING_KM) / KM_LNG) / COORDINATE_UNIT)
      nodeLat[node] = Math.round((SOUTH + ((y + 0.6 * (random() - 0.5)) * SPACING_KM) / KM_LAT) / COORDINATE_UNIT)
    }
  }
  const ends: [number, number, number][] = []
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      for (const [dx, dy, line] of [
        [1, 0, y],
        [0, 1, x],
      ] as const) {
        if (x + dx >= side || y + dy >= side) continue
        const kmh = line % 120 === 60 ? 110 : line % 12 === 6 ? 75 : 40
        if (kmh === 40 && random() < 0.1) continue
        ends.push([order[y * side + x]!, order[(y + dy) * side + x + dx]!, kmh])
      }
    }
  }
  ends.sort((a, b) => a[0] - b[0])
  const count = ends.length
  const from = Uint32Array.from(ends, ([a]) => a)
  const to = Uint32Array.from(ends, ([, b]) => b)
  const at = (node: number): LngLat => [nodeLng[node]! * COORDINATE_UNIT, nodeLat[node]! * COORDINATE_UNIT]
  const metres = Float32Array.from(ends, ([a, b]) => 1.15 * distanceMetres(at(a), at(b)))
  const forward = Uint32Array.from(ends, ([, , kmh], e) => Math.max(1, Math.round((metres[e]! * 36) / kmh)))
  const backward = forward.map((cost, e) => (ends[e]![2] === 40 && random() < 0.05 ? NO_WAY : cost))
  const index = new Flatbush(count, 16, Float32Array)
  for (const [a, b] of ends) {
    const [[x1, y1], [x2, y2]] = [at(a), at(b)]
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2))
  }
  index.finish()
  const none = new Uint16Array(count)
  return {
    date: '2026-01-01',
    turnRestrictions: 0,
    edges: {
      nodeLng,
      nodeLat,
      from,
      to,
      metres,
      shapeFirst: new Uint32Array(count + 1),
      shapeLng: new Int32Array(0),
      shapeLat: new Int32Array(0),
    },
    car: { forward, backward },
    truck: { forward, backward },
    maxHeight: none,
    maxWidth: none,
    maxLength: none,
    maxWeight: none,
    isMotorway: Uint8Array.from(ends, ([, , kmh]) => (kmh === 110 ? 1 : 0)),
    index,
  }
}

function blockOrder(side: number): Uint32Array {
  const order = new Uint32Array(side * side)
  const block = 16
  let next = 0
  for (let by = 0; by < side; by += block) {
    for (let bx = 0; bx < side; bx += block) {
      for (let y = by; y < Math.min(side, by + block); y++) {
        for (let x = bx; x < Math.min(side, bx + block); x++) order[y * side + x] = next++
      }
    }
  }
  return order
}

/** `count` points strewn over a region of `side` junctions. */
export function strewn(side: number, count: number, seed: number): LngLat[] {
  const random = seeded(seed)
  const width = (side * SPACING_KM) / KM_LNG
  const height = (side * SPACING_KM) / KM_LAT
  return Array.from({ length: count }, () => [WEST + random() * width, SOUTH + random() * height])
}
