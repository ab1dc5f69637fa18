import { growing } from './growing.ts'
import { readOsm } from './osm-pbf.ts'
import { nodeEffect, type Road, roadOf } from './osm-road.ts'

/** Ways one may drive: `refs` of way w are `wayFirst[w] … wayFirst[w + 1]`, ids of OpenStreetMap nodes. */
export type DrivableWays = {
  readonly date: string | null
  readonly roads: readonly Road[]
  readonly wayRoad: Uint32Array
  readonly wayFirst: Uint32Array
  readonly refs: Float64Array
  /** Turns the extract forbids or makes compulsory; they are counted, not followed. */
  readonly turnRestrictions: number
}

export type Progress = (stage: string, share: number) => void

/** First reading of an extract: the roads a car or a truck may drive. */
export function collectRoads(path: string, progress: Progress): DrivableWays {
  const roads: Road[] = []
  const numberOf = new Map<string, number>()
  const wayRoad = growing((length) => new Uint32Array(length))
  const wayFirst = growing((length) => new Uint32Array(length))
  const refs = growing((length) => new Float64Array(length))
  let turnRestrictions = 0
  const { date } = readOsm(path, {
    way: (tags, readRefs) => {
      const road = roadOf(tags)
      if (road === null) return
      const nodes = readRefs()
      if (nodes.length < 2) return
      const key = JSON.stringify(road)
      let number = numberOf.get(key)
      if (number === undefined) {
        number = roads.length
        roads.push(road)
        numberOf.set(key, number)
      }
      wayRoad.push(number)
      wayFirst.push(refs.length)
      for (const node of nodes) refs.push(node)
    },
    relation: (tags) => {
      if (tags.type === 'restriction') turnRestrictions += 1
    },
    progress: (read, all) => progress('roads', read / all),
  })
  wayFirst.push(refs.length)
  return { date, roads, wayRoad: wayRoad.values(), wayFirst: wayFirst.values(), refs: refs.values(), turnRestrictions }
}

export const EFFECTS = { none: 0, slow: 1, signals: 2, blocked: 3 } as const

/** The nodes ways are made of, renumbered from 0. A node the extract lacks has `lat` MISSING. */
export type RoadNodes = {
  readonly lng: Int32Array
  readonly lat: Int32Array
  readonly effect: Uint8Array
  /** For each entry of `refs`, the node's number. */
  readonly numbers: Uint32Array
}

export const MISSING = -0x8000_0000

/** Second reading of an extract: where the roads' nodes stand, and what they do to traffic. */
export function locateNodes(path: string, refs: Float64Array, progress: Progress): RoadNodes {
  const ids = distinct(refs)
  const lng = new Int32Array(ids.length)
  const lat = new Int32Array(ids.length).fill(MISSING)
  const effect = new Uint8Array(ids.length)
  let cursor = 0
  readOsm(path, {
    node: (id, nodeLng, nodeLat, tags) => {
      // Extracts list nodes by id, as a rule: walking along beats searching.
      if (cursor > 0 && id < ids[cursor - 1]!) cursor = lowerBound(ids, id)
      while (cursor < ids.length && ids[cursor]! < id) cursor++
      if (ids[cursor] !== id) return
      lng[cursor] = nodeLng
      lat[cursor] = nodeLat
      if (tags !== null) effect[cursor] = EFFECTS[nodeEffect(tags) ?? 'none']
    },
    progress: (read, all) => progress('nodes', read / all),
  })
  return { lng, lat, effect, numbers: Uint32Array.from(refs, (id) => lowerBound(ids, id)) }
}

function distinct(refs: Float64Array): Float64Array {
  const sorted = refs.slice().sort()
  let count = 0
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!
  }
  return sorted.slice(0, count)
}

function lowerBound(ids: Float64Array, id: number): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle]! < id) low = middle + 1
    else high = middle
  }
  return low
}
