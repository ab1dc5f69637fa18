import Flatbush from 'flatbush'
import type { LngLat } from '../../../shared/geo.ts'
import type { Commune } from '../../../shared/territory.ts'
import type { TravelProfile } from '../../../shared/travel.ts'
import { COORDINATE_UNIT, type RoadEdges } from '../network/road-edges.ts'
import { barrierCrossing } from './barrier-lines.ts'
import { fastLinks } from './fast-links.ts'
import { mainRoadShares } from './main-roads.ts'
import type { MapFacts } from './map-facts.ts'
import {
  localDrive,
  localLinks,
  type Settlement,
  type Surroundings,
  settlementsOf,
  surroundingsOf,
} from './settlement-links.ts'

/** A network of settlements, their local and main roads, and the fast roads above them. */
export type SettlementNetwork = {
  readonly places: readonly Settlement[]
  readonly surroundings: Surroundings
  readonly edges: Readonly<Record<TravelProfile, RoadEdges>>
  /** 0 for fast roads: nobody stops between two junctions. */
  readonly leavable: Uint8Array
  readonly parameters: MapFacts['parameters']
  /** Numbers of at most `most` settlements within `metres` of a point, nearest first. */
  nearest(lngLat: LngLat, most: number, metres: number): number[]
  crossesBarrier(from: LngLat, to: LngLat): boolean
}

/** Builds the settlement network of a territory from who lives where and the facts of the map. */
export function buildSettlementNetwork(communes: readonly Commune[], facts: MapFacts): SettlementNetwork {
  const { parameters } = facts
  const places = settlementsOf(communes, facts)
  const links = localLinks(places, facts, parameters.longestLinkMetres)
  const surroundings = surroundingsOf(places, links)
  const nearest = nearestSettlements(places)
  const drives = links.map((link) => localDrive(link, places, surroundings, parameters))
  const local = {
    from: Uint32Array.from(links, ({ a }) => a),
    to: Uint32Array.from(links, ({ b }) => b),
    metres: Float32Array.from(drives, ({ metres }) => metres),
    forward: Uint32Array.from(drives, ({ seconds }) => Math.round(seconds * 10)),
    backward: Uint32Array.from(drives, ({ seconds }) => Math.round(seconds * 10)),
  }
  const shares = mainRoadShares(places, local, parameters)
  const fast = fastLinks(places, facts, parameters, nearest)
  const positions = [...places.map(({ lngLat }) => lngLat), ...fast.junctions]
  const from = concat(
    local.from,
    fast.links.map(({ a }) => a),
  )
  const to = concat(
    local.to,
    fast.links.map(({ b }) => b),
  )
  const shared = {
    nodeLng: Int32Array.from(positions, ([lng]) => Math.round(lng / COORDINATE_UNIT)),
    nodeLat: Int32Array.from(positions, ([, lat]) => Math.round(lat / COORDINATE_UNIT)),
    from,
    to,
    metres: Float32Array.from([...local.metres, ...fast.links.map(({ metres }) => metres)]),
    shapeFirst: new Uint32Array(from.length + 1),
    shapeLng: new Int32Array(0),
    shapeLat: new Int32Array(0),
  }
  const costs = (slower: { local: number; fast: number }) =>
    Uint32Array.from([
      ...Array.from(local.forward, (cost, e) => Math.max(1, Math.round(cost * shares[e]! * slower.local))),
      ...fast.links.map((link) =>
        Math.max(1, Math.round(10 * link.seconds * (link.isRamp ? slower.local : slower.fast))),
      ),
    ])
  const car = costs({ local: 1, fast: 1 })
  const truck = costs(parameters.truck)
  const crosses = barrierCrossing(facts.barriers)
  return {
    places,
    surroundings,
    edges: {
      car: { ...shared, forward: car, backward: car },
      truck: { ...shared, forward: truck, backward: truck },
    },
    leavable: Uint8Array.from([...links.map(() => 1), ...fast.links.map(() => 0)]),
    parameters,
    nearest,
    crossesBarrier: (a, b) => crosses(a[0], a[1], b[0], b[1]),
  }
}

function concat(first: Uint32Array, second: readonly number[]): Uint32Array {
  const whole = new Uint32Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

const METRES_PER_DEGREE = 111_195.08

/** An index of settlements on a plane where a unit is a degree of latitude at 46.5° north. */
function nearestSettlements(places: readonly Settlement[]): SettlementNetwork['nearest'] {
  if (places.length === 0) return () => []
  const squeeze = Math.cos((46.5 * Math.PI) / 180)
  const index = new Flatbush(places.length, 8)
  for (const { lngLat } of places) index.add(lngLat[0] * squeeze, lngLat[1])
  index.finish()
  return ([lng, lat], most, metres) => index.neighbors(lng * squeeze, lat, most, metres / METRES_PER_DEGREE)
}
