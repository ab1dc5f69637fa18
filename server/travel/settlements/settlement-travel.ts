import { distanceMetres, type LngLat } from '../../../shared/geo.ts'
import type { Commune } from '../../../shared/territory.ts'
import { DEFAULT_TRUCK, type TravelProfile, type TravelTimes, type TruckLimits } from '../../../shared/travel.ts'
import { createNetworkTravel, type NetworkProvider } from '../network/network-travel.ts'
import type { ProfileNetwork } from '../network/profile-network.ts'
import type { ReachStyle } from '../network/reach-grid.ts'
import { type Graph, graphOf, type RoadEdges } from '../network/road-edges.ts'
import { createSearch, type Search } from '../network/search.ts'
import { snapWarnings } from '../network/snap-warnings.ts'
import { type Drive, pointKey, rememberSnaps, type SnappedPoint, type Snapping } from '../network/snapped-point.ts'
import type { MapFacts } from './map-facts.ts'
import { buildSettlementNetwork, type SettlementNetwork } from './settlement-network.ts'

/** Metropolitan France and Corsica, with some sea and some neighbours. */
const BOUNDS: [number, number, number, number] = [-5.6, 41.2, 9.8, 51.3]

/** Between two villages there are lanes everywhere: one leaves the road at their speed, for a while. */
const STYLE: ReachStyle = { cellMetres: 250, mostCells: 60_000, offRoadMetres: 6000, offRoadKmh: 38 }

/** Outlines of departments are simplified: nearer than this to a settlement, a point outside them is still ashore. */
const SHORE_METRES = 4000

const ATTRIBUTION = 'Estimation Escale d’après les communes (INSEE, GeoNames)'

/**
 * Drive times estimated without road data: settlements linked to their neighbours, main and fast roads between them. The
 * network is built at the first question, which takes about a second, so that a server listens before.
 */
export function createSettlementTravel(communes: readonly Commune[], facts: MapFacts): TravelTimes {
  const { dataDate, errorBand } = facts.parameters
  const build = () => {
    const network = buildSettlementNetwork(communes, facts)
    const car = profileNetwork(network, 'car', network.carEdges, facts)
    const trucks = rememberTrucks((limits) => profileNetwork(network, 'truck', network.truckEdges(limits), facts))
    return { car, trucks }
  }
  let built: ReturnType<typeof build> | undefined
  const provider: NetworkProvider = {
    capabilities: {
      provider: 'settlements',
      kind: 'estimate',
      dataDate,
      profiles: ['car', 'truck'],
      bounds: BOUNDS,
      maxPairs: null,
      maxIsochroneMinutes: null,
      attribution: ATTRIBUTION,
    },
    health: { provider: 'settlements', ok: true, message: 'Réseau de communes embarqué : prêt.' },
    style: STYLE,
    source: (profile, snappings) => ({
      provider: 'settlements',
      kind: 'estimate',
      dataDate,
      profile,
      errorBand,
      warnings: snapWarnings(snappings),
      attribution: ATTRIBUTION,
    }),
    profileNetwork(profile, truck = DEFAULT_TRUCK) {
      built ??= build()
      return profile === 'car' ? built.car : built.trucks(truck)
    },
  }
  return createNetworkTravel(provider)
}

/** One network for each speed asked for; sizes, of which villages and their roads tell nothing, make no difference. */
function rememberTrucks(make: (limits: TruckLimits) => ProfileNetwork): (limits: TruckLimits) => ProfileNetwork {
  const made = new Map<string, ProfileNetwork>()
  return (limits) => {
    // Nothing above the usual speeds is faster here.
    const [onMotorway, elsewhere] = (['motorwayKmh', 'otherKmh'] as const).map((field) =>
      Math.min(limits[field], DEFAULT_TRUCK[field]),
    )
    const key = `${onMotorway} ${elsewhere}`
    const network = made.get(key) ?? make(limits)
    made.set(key, network)
    return network
  }
}

function profileNetwork(
  network: SettlementNetwork,
  profile: TravelProfile,
  edges: RoadEdges,
  facts: MapFacts,
): ProfileNetwork {
  // Every link is driven both ways at the same cost: one graph and one search serve both directions.
  let graph: Graph | undefined
  let search: Search | undefined
  const slower = profile === 'truck' ? network.parameters.truck.local : 1
  const graphHere = () => {
    graph ??= graphOf(edges.nodeLng.length, edges)
    return graph
  }
  return {
    edges,
    leavable: network.leavable,
    obstacles: { walls: facts.barriers.lines.map(({ line }) => line), land: facts.land },
    graph: graphHere,
    search: () => {
      search ??= createSearch(graphHere())
      return search
    },
    snap: rememberSnaps(settlementSnap(network, facts.land, slower)),
    direct: (from, to) => straightDrive(network, from, to, slower),
  }
}

/** Joins a point to the network as if it were one more settlement: to the neighbours nothing stands before. */
function settlementSnap(
  network: SettlementNetwork,
  land: MapFacts['land'],
  slower: number,
): (lngLat: LngLat) => Snapping {
  const { places, nearest, parameters, crossesBarrier } = network
  const placeAt = new Map(places.map(({ lngLat }, i) => [pointKey(lngLat), i]))
  return (lngLat) => {
    const [west, south, east, north] = BOUNDS
    if (lngLat[0] < west || lngLat[0] > east || lngLat[1] < south || lngLat[1] > north) return 'out_of_area'
    const exact = placeAt.get(pointKey(lngLat))
    if (exact !== undefined) {
      const here = [{ node: exact, deciseconds: Math.round(10 * slower * parameters.access.seconds), metres: 0 }]
      return { lngLat, snapMetres: 0, departures: here, arrivals: here, place: exact, fraction: null, shapeBefore: 0 }
    }
    const near = nearest(lngLat, 8, parameters.access.metres).filter(
      (place) => !crossesBarrier(lngLat, places[place]!.lngLat),
    )
    const [closest] = near
    if (closest === undefined) return 'not_snapped'
    const snapMetres = distanceMetres(lngLat, places[closest]!.lngLat)
    if (snapMetres > SHORE_METRES && !land.some((ring) => isInside(ring, lngLat))) return 'not_snapped'
    const mainland = places[closest]!.land
    const seeds = near
      .filter(
        (place) =>
          places[place]!.land === mainland && !near.some((other) => standsBetween(network, lngLat, other, place)),
      )
      .map((node) => {
        const drive = accessDrive(network, node, distanceMetres(lngLat, places[node]!.lngLat), slower)
        return { node, ...drive }
      })
    return { lngLat, snapMetres, departures: seeds, arrivals: seeds, place: closest, fraction: null, shapeBefore: 0 }
  }
}

function isInside(ring: readonly LngLat[], [x, y]: LngLat): boolean {
  let inside = false
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i]!
    const [x2, y2] = ring[i + 1]!
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  }
  return inside
}

function standsBetween({ places }: SettlementNetwork, point: LngLat, other: number, place: number): boolean {
  if (other === place) return false
  const [a, b, c] = [point, places[place]!.lngLat, places[other]!.lngLat]
  const squeeze = Math.cos((a[1] * Math.PI) / 180) ** 2
  return (a[0] - c[0]) * (b[0] - c[0]) * squeeze + (a[1] - c[1]) * (b[1] - c[1]) < 0
}

function accessDrive(
  { parameters, surroundings }: SettlementNetwork,
  place: number,
  metres: number,
  slower: number,
): Drive {
  const { pace, access, detour } = parameters
  const roughness = pace.relief * surroundings.relief[place]!
  const perKilometre = pace.local * access.pace * (1 + pace.density * surroundings.density[place]!) * (1 + roughness)
  return {
    deciseconds: Math.round(10 * slower * (access.seconds + (metres / 1000) * perKilometre)),
    metres: metres * detour.local,
  }
}

function straightDrive(network: SettlementNetwork, from: SnappedPoint, to: SnappedPoint, slower: number): Drive | null {
  const metres = distanceMetres(from.lngLat, to.lngLat)
  if (metres < 1) return { deciseconds: 0, metres: 0 }
  if (network.crossesBarrier(from.lngLat, to.lngLat)) return null
  return accessDrive(network, from.place, metres, slower)
}
