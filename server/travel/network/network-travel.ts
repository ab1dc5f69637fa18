import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type Isochrone,
  type IsochroneQuestion,
  type MatrixQuestion,
  type NoTravelReason,
  type RouteQuestion,
  reasonNumber,
  type TravelCapabilities,
  type TravelHealth,
  type TravelMatrix,
  type TravelProfile,
  type TravelSource,
  type TravelTimes,
  type TruckLimits,
} from '../../../shared/travel.ts'
import { areasWithin } from './contour.ts'
import type { ProfileNetwork } from './profile-network.ts'
import { type ReachStyle, reachGrid } from './reach-grid.ts'
import { type Path, pathTo } from './route-path.ts'
import { type Found, UNREACHED } from './search.ts'
import type { SnappedPoint, Snapping } from './snapped-point.ts'

/** A provider that answers from a network held in memory. */
export type NetworkProvider = {
  readonly capabilities: TravelCapabilities
  readonly health: TravelHealth
  readonly style: ReachStyle
  source(profile: TravelProfile, snappings: readonly Snapping[]): TravelSource
  profileNetwork(profile: TravelProfile, truck: TruckLimits | undefined): ProfileNetwork
}

const NO_BOUND = 0xffff_fffe

/** Answers the travel port from a network in memory. Long questions let other work through between two rows. */
export function createNetworkTravel(provider: NetworkProvider): TravelTimes {
  return {
    capabilities: () => provider.capabilities,
    health: async () => provider.health,
    matrix: (question) => answerMatrix(provider, question),
    isochrones: (question) => answerIsochrones(provider, question),
    route: async (question) => answerRoute(provider, question),
  }
}

async function answerMatrix(provider: NetworkProvider, question: MatrixQuestion): Promise<TravelMatrix> {
  const network = provider.profileNetwork(question.profile, question.truck)
  const sources = question.sources.map(network.snap)
  const targets = question.targets === question.sources ? sources : question.targets.map(network.snap)
  const maxDeciseconds = question.maxSeconds === undefined ? NO_BOUND : Math.round(question.maxSeconds * 10)
  const matrix: TravelMatrix = {
    source: provider.source(question.profile, targets === sources ? sources : sources.concat(targets)),
    sourceCount: sources.length,
    targetCount: targets.length,
    seconds: new Float32Array(sources.length * targets.length).fill(Number.NaN),
    metres: new Float32Array(sources.length * targets.length).fill(Number.NaN),
    reasons: new Uint8Array(sources.length * targets.length),
    sourceSnapMetres: snapMetres(sources),
    targetSnapMetres: snapMetres(targets),
  }
  const until = nodesToSettle(targets, network.edges.nodeLng.length)
  const search = network.search('from')
  let turn = performance.now()
  for (const [row, source] of sources.entries()) {
    if (performance.now() - turn > 15) {
      await nextTurn()
      turn = performance.now()
    }
    if (question.signal?.aborted) throw new Error('travel_cancelled')
    const found = typeof source === 'string' ? null : search.run(source.departures, maxDeciseconds, until)
    fillRow(matrix, row, { source, targets, found, network, maxDeciseconds })
  }
  return matrix
}

type Row = {
  source: Snapping
  targets: readonly Snapping[]
  found: Found | null
  network: ProfileNetwork
  maxDeciseconds: number
}

function fillRow(matrix: TravelMatrix, row: number, { source, targets, found, network, maxDeciseconds }: Row) {
  const notFound = reasonNumber(maxDeciseconds === NO_BOUND ? 'no_route' : 'over_limit')
  let at = row * targets.length
  for (const target of targets) {
    const reason = typeof source === 'string' ? source : typeof target === 'string' ? target : null
    if (reason !== null) matrix.reasons[at] = reasonNumber(reason)
    else {
      const here = target as SnappedPoint
      let best = UNREACHED
      let metres = 0
      for (const { node, deciseconds, metres: driven } of here.arrivals) {
        const cost = found!.cost[node]!
        if (cost !== UNREACHED && cost + deciseconds < best) {
          best = cost + deciseconds
          metres = found!.metres[node]! + driven
        }
      }
      if (here.place === (source as SnappedPoint).place) {
        const drive = network.direct(source as SnappedPoint, here)
        if (drive !== null && drive.deciseconds < best) {
          best = drive.deciseconds
          metres = drive.metres
        }
      }
      if (best > maxDeciseconds) matrix.reasons[at] = notFound
      else {
        matrix.seconds[at] = best / 10
        matrix.metres[at] = metres
      }
    }
    at++
  }
}

/** Nodes the targets hang on; with many targets stopping early gains nothing, and none are named. */
function nodesToSettle(targets: readonly Snapping[], nodeCount: number): Uint32Array | undefined {
  if (targets.length > nodeCount / 8) return undefined
  const nodes = new Set<number>()
  for (const target of targets) if (typeof target !== 'string') for (const seed of target.arrivals) nodes.add(seed.node)
  return Uint32Array.from(nodes)
}

function snapMetres(snappings: readonly Snapping[]): Float32Array {
  const metres = new Float32Array(snappings.length)
  snappings.forEach((snapping, i) => {
    metres[i] = typeof snapping === 'string' ? Number.NaN : snapping.snapMetres
  })
  return metres
}

async function answerIsochrones(provider: NetworkProvider, question: IsochroneQuestion) {
  const { profile, truck, points, minutes, direction = 'from' } = question
  const network = provider.profileNetwork(profile, truck)
  const snappings = points.map(network.snap)
  const isochrones: Isochrone[] = []
  for (const [point, snapping] of snappings.entries()) {
    if (question.signal?.aborted) throw new Error('travel_cancelled')
    isochrones.push(...isochronesOf(network, point, snapping, { minutes, direction, style: provider.style }))
    if (point + 1 < snappings.length) await nextTurn()
  }
  return {
    source: provider.source(profile, snappings),
    isochrones,
    snapMetres: snappings.map((snapping) => (typeof snapping === 'string' ? null : snapping.snapMetres)),
  }
}

function isochronesOf(
  network: ProfileNetwork,
  point: number,
  snapping: Snapping,
  { minutes, direction, style }: { minutes: readonly number[]; direction: 'from' | 'to'; style: ReachStyle },
): Isochrone[] {
  if (typeof snapping === 'string') {
    return minutes.map((band) => ({ point, minutes: band, geometry: null, reason: snapping as NoTravelReason }))
  }
  const farthest = Math.max(...minutes) * 600
  const seeds = direction === 'from' ? snapping.departures : snapping.arrivals
  const found = network.search(direction).run(seeds, farthest)
  const { edges, leavable, obstacles } = network
  const drawn = { edges, graph: network.graph(direction), leavable, obstacles }
  const grid = reachGrid(drawn, found, snapping, farthest, style)
  const areas = areasWithin(
    grid,
    minutes.map((band) => band * 600),
  )
  return minutes.map((band, i) => ({ point, minutes: band, geometry: areas[i]! }))
}

function answerRoute(provider: NetworkProvider, { profile, truck, from, to }: RouteQuestion) {
  const network = provider.profileNetwork(profile, truck)
  const start = network.snap(from)
  const end = network.snap(to)
  const source = provider.source(profile, [start, end])
  if (typeof start === 'string') return { source, reason: start }
  if (typeof end === 'string') return { source, reason: end }
  const found = network.search('from').run(
    start.departures,
    NO_BOUND,
    end.arrivals.map(({ node }) => node),
  )
  const path: Path | null = pathTo(network, found, start, end)
  if (path === null) return { source, reason: 'no_route' as const }
  return {
    source,
    seconds: path.deciseconds / 10,
    metres: path.metres,
    geometry: { type: 'LineString' as const, coordinates: path.line },
    snapMetres: [start.snapMetres, end.snapMetres] as [number, number],
  }
}
