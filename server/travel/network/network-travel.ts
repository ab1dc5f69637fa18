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
  type TravelRoute,
  type TravelSource,
  type TravelTimes,
  type TruckLimits,
} from '../../../shared/travel.ts'
import { areasWithin } from './contour.ts'
import { rememberBetween } from './known-drives.ts'
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
/** The drives within a tour or a season of tours, and some 4 MB of them; a plan of all France asks more, and once. */
const MOST_PAIRS_KNOWN = 2_500
const MOST_DRIVES = 40_000
/** Ways drawn on maps hold some hundreds of points each. */
const MOST_ROUTES = 400

type KnownDrive = { readonly seconds: number; readonly metres: number; readonly reason: number }
type Memory = ReturnType<typeof rememberBetween<KnownDrive>>

/** Answers the travel port from a network in memory. Long questions let other work through between two rows. */
export function createNetworkTravel(provider: NetworkProvider): TravelTimes {
  const drives: Memory = rememberBetween(MOST_DRIVES)
  const routes = rememberBetween<TravelRoute>(MOST_ROUTES)
  return {
    capabilities: () => provider.capabilities,
    health: async () => provider.health,
    matrix: (question) => answerMatrix(provider, question, drives),
    isochrones: (question) => answerIsochrones(provider, question),
    async route(question) {
      const { from, to } = question
      const network = provider.profileNetwork(question.profile, question.truck)
      const known = routes.find(network, from, to)
      if (known) return known
      const found = answerRoute(provider, question)
      routes.keep(network, from, to, found)
      return found
    },
  }
}

async function answerMatrix(
  provider: NetworkProvider,
  question: MatrixQuestion,
  memory: Memory,
): Promise<TravelMatrix> {
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
  const isRemembered = question.maxSeconds === undefined && matrix.seconds.length <= MOST_PAIRS_KNOWN
  const between = isRemembered ? { memory, network, question } : null
  const until = nodesToSettle(targets, network.edges.nodeLng.length)
  const search = network.search('from')
  let turn = performance.now()
  for (const [row, source] of sources.entries()) {
    if (performance.now() - turn > 15) {
      await nextTurn()
      turn = performance.now()
    }
    if (question.signal?.aborted) throw new Error('travel_cancelled')
    if (between && recallRow(matrix, row, between)) continue
    const found = typeof source === 'string' ? null : search.run(source.departures, maxDeciseconds, until)
    fillRow(matrix, row, { source, targets, found, network, maxDeciseconds })
    if (between) keepRow(matrix, row, between)
  }
  return matrix
}

type Between = { memory: Memory; network: ProfileNetwork; question: MatrixQuestion }

/** Fills a row with what was found before; false when one of its drives never was. */
function recallRow(matrix: TravelMatrix, row: number, { memory, network, question }: Between): boolean {
  const from = question.sources[row]!
  const known = question.targets.map((to) => memory.find(network, from, to))
  if (known.some((drive) => drive === undefined)) return false
  known.forEach((drive, column) => {
    const at = row * known.length + column
    matrix.seconds[at] = drive!.seconds
    matrix.metres[at] = drive!.metres
    matrix.reasons[at] = drive!.reason
  })
  return true
}

function keepRow(matrix: TravelMatrix, row: number, { memory, network, question }: Between): void {
  question.targets.forEach((to, column) => {
    const at = row * question.targets.length + column
    const [seconds, metres, reason] = [matrix.seconds[at]!, matrix.metres[at]!, matrix.reasons[at]!]
    memory.keep(network, question.sources[row]!, to, { seconds, metres, reason })
  })
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

function answerRoute(provider: NetworkProvider, { profile, truck, from, to }: RouteQuestion): TravelRoute {
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
