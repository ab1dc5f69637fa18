import Flatbush from 'flatbush'
import type { LngLat } from '../../../shared/geo.ts'
import type { Commune } from '../../../shared/territory.ts'
import { DEFAULT_TRUCK, type TruckLimits } from '../../../shared/travel.ts'
import { COORDINATE_UNIT, type RoadEdges } from '../network/road-edges.ts'
import { barrierCrossing } from './barrier-lines.ts'
import { type FastLinks, fastLinks } from './fast-links.ts'
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
  readonly carEdges: RoadEdges
  /** A truck's edges, slower where its own speed is the limit; above the usual truck's speeds nothing is faster. */
  truckEdges(limits: Pick<TruckLimits, 'motorwayKmh' | 'otherKmh'>): RoadEdges
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
  const cost = Uint32Array.from(drives, ({ seconds }) => Math.round(seconds * 10))
  const local = {
    from: Uint32Array.from(links, ({ a }) => a),
    to: Uint32Array.from(links, ({ b }) => b),
    metres: Float32Array.from(drives, ({ metres }) => metres),
    forward: cost,
    backward: cost,
  }
  const shares = mainRoadShares(places, local, parameters)
  const fast = fastLinks(places, facts, parameters, nearest)
  const positions = [...places.map(({ lngLat }) => lngLat), ...fast.junctions]
  const from = joined(Uint32Array, local.from, fast.links, ({ a }) => a)
  const shared = {
    nodeLng: Int32Array.from(positions, ([lng]) => Math.round(lng / COORDINATE_UNIT)),
    nodeLat: Int32Array.from(positions, ([, lat]) => Math.round(lat / COORDINATE_UNIT)),
    from,
    to: joined(Uint32Array, local.to, fast.links, ({ b }) => b),
    metres: joined(Float32Array, local.metres, fast.links, ({ metres }) => metres),
    shapeFirst: new Uint32Array(from.length + 1),
    shapeLng: new Int32Array(0),
    shapeLat: new Int32Array(0),
  }
  const costs = (slower: { local: number; fast: number }) => {
    const onLocal = local.forward.map((cost, e) => Math.max(1, Math.round(cost * shares[e]! * slower.local)))
    return joined(Uint32Array, onLocal, fast.links, ({ seconds, isRamp }) =>
      Math.max(1, Math.round(10 * seconds * (isRamp ? slower.local : slower.fast))),
    )
  }
  const car = costs({ local: 1, fast: 1 })
  const truck = costs(parameters.truck)
  const truckEdges: RoadEdges = { ...shared, forward: truck, backward: truck }
  const slowed = (kmh: number, usual: number, cost: number, metres: number) =>
    kmh < usual ? Math.max(cost, Math.round((metres * 36) / kmh)) : cost
  const crosses = barrierCrossing(facts.barriers)
  return {
    places,
    surroundings,
    carEdges: { ...shared, forward: car, backward: car },
    truckEdges: ({ motorwayKmh, otherKmh }) => {
      if (motorwayKmh >= DEFAULT_TRUCK.motorwayKmh && otherKmh >= DEFAULT_TRUCK.otherKmh) return truckEdges
      const own = truck.map((cost, e) =>
        e < links.length
          ? slowed(otherKmh, DEFAULT_TRUCK.otherKmh, cost, shared.metres[e]!)
          : slowed(motorwayKmh, DEFAULT_TRUCK.motorwayKmh, cost, shared.metres[e]!),
      )
      return { ...shared, forward: own, backward: own }
    },
    leavable: new Uint8Array(from.length).fill(1, 0, links.length),
    parameters,
    nearest,
    crossesBarrier: (a, b) => crosses(a[0], a[1], b[0], b[1]),
  }
}

/** The figures of local links, then those of fast ones. */
function joined<A extends Uint32Array | Float32Array>(
  make: new (length: number) => A,
  local: A,
  fast: FastLinks['links'],
  figure: (link: FastLinks['links'][number]) => number,
): A {
  const whole = new make(local.length + fast.length)
  whole.set(local)
  fast.forEach((link, i) => {
    whole[local.length + i] = figure(link)
  })
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
