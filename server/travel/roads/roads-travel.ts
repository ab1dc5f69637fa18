import { DEFAULT_TRUCK, type TravelProfile, type TravelTimes, type TruckLimits } from '../../../shared/travel.ts'
import { createNetworkTravel, type NetworkProvider } from '../network/network-travel.ts'
import type { ProfileNetwork } from '../network/profile-network.ts'
import type { ReachStyle } from '../network/reach-grid.ts'
import { type Graph, graphOf, NO_WAY, type RoadEdges } from '../network/road-edges.ts'
import { createSearch, type Search } from '../network/search.ts'
import { snapWarnings } from '../network/snap-warnings.ts'
import { rememberSnaps } from '../network/snapped-point.ts'
import type { RoadsNetwork } from './roads-network.ts'
import { driveAlong, roadSnap } from './snap-to-road.ts'

/** From a road one goes on foot, a little way. */
const STYLE: ReachStyle = { cellMetres: 100, mostCells: 90_000, offRoadMetres: 350, offRoadKmh: 5 }

const ATTRIBUTION = '© les contributeurs d’OpenStreetMap (ODbL)'

const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4

/** Drive times on the real roads of an OpenStreetMap extract. */
export function createRoadsTravel(roads: RoadsNetwork): TravelTimes {
  const { date, index, turnRestrictions } = roads
  const turns = turnRestrictions === 0 ? '' : ` Ses ${turnRestrictions} interdictions de tourner ne sont pas suivies.`
  const networks = new Map<string, ProfileNetwork>()
  const provider: NetworkProvider = {
    capabilities: {
      provider: 'roads',
      kind: 'network',
      dataDate: date,
      profiles: ['car', 'truck'],
      bounds: [round(index.minX), round(index.minY), round(index.maxX), round(index.maxY)],
      maxPairs: null,
      maxIsochroneMinutes: null,
      attribution: ATTRIBUTION,
    },
    health: { provider: 'roads', ok: true, message: `Réseau routier OpenStreetMap du ${date} : prêt.${turns}` },
    style: STYLE,
    source: (profile, snappings) => ({
      provider: 'roads',
      kind: 'network',
      dataDate: date,
      profile,
      errorBand: null,
      warnings: snapWarnings(snappings),
      attribution: ATTRIBUTION,
    }),
    profileNetwork: (profile, truck = DEFAULT_TRUCK) => {
      const key = profile === 'car' ? 'car' : JSON.stringify(truck)
      const known = networks.get(key)
      if (known !== undefined) return known
      const made = profileNetwork(roads, profile, truck)
      networks.set(key, made)
      return made
    },
  }
  return createNetworkTravel(provider)
}

function profileNetwork(roads: RoadsNetwork, profile: TravelProfile, truck: TruckLimits): ProfileNetwork {
  const edges: RoadEdges = { ...roads.edges, ...(profile === 'car' ? roads.car : truckCosts(roads, truck)) }
  const graphs: Partial<Record<'from' | 'to', Graph>> = {}
  const searches: Partial<Record<'from' | 'to', Search>> = {}
  const graph = (direction: 'from' | 'to') => {
    graphs[direction] ??= graphOf(edges.nodeLng.length, edges, direction)
    return graphs[direction]
  }
  return {
    edges,
    leavable: roads.isMotorway.map((isMotorway) => 1 - isMotorway),
    graph,
    search: (direction) => {
      searches[direction] ??= createSearch(graph(direction))
      return searches[direction]
    },
    snap: rememberSnaps(roadSnap(edges, roads.index)),
    direct: (from, to) => driveAlong(edges, from, to),
  }
}

/** What one truck takes on each edge: NO_WAY where it does not fit, slower where its own speed is the limit. */
export function truckCosts(roads: RoadsNetwork, truck: TruckLimits): { forward: Uint32Array; backward: Uint32Array } {
  const fits = (signed: number, size: number) => signed === 0 || size * 10 <= signed
  const cost = (costs: Uint32Array) =>
    Uint32Array.from(costs, (deciseconds, e) => {
      const isAllowed =
        fits(roads.maxHeight[e]!, truck.heightMetres) &&
        fits(roads.maxWidth[e]!, truck.widthMetres) &&
        fits(roads.maxLength[e]!, truck.lengthMetres) &&
        fits(roads.maxWeight[e]!, truck.weightTonnes)
      if (deciseconds === NO_WAY || !isAllowed) return NO_WAY
      const kmh = roads.isMotorway[e] === 1 ? truck.motorwayKmh : truck.otherKmh
      return Math.max(deciseconds, Math.round((roads.edges.metres[e]! * 36) / kmh))
    })
  return { forward: cost(roads.truck.forward), backward: cost(roads.truck.backward) }
}
