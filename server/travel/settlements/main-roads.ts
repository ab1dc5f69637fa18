import { graphOf, type RoadEdges } from '../network/road-edges.ts'
import { createSearch } from '../network/search.ts'
import type { SettlementParameters } from './parameters.ts'
import { gabrielLinks, type Settlement } from './settlement-links.ts'

type Ends = Pick<RoadEdges, 'from' | 'to' | 'metres' | 'forward' | 'backward'>

/** Towns farther apart than this have other towns between them, or no road. */
const LONGEST_METRES = 120_000
const LONGEST_SECONDS = 4 * 3600

/**
 * For each link, the share of the local pace its road is driven at: main roads join neighbouring towns by the best way
 * from village to village, so they follow valleys and pass the same bridges.
 */
export function mainRoadShares(
  places: readonly Settlement[],
  edges: Ends,
  { mainRoads }: Pick<SettlementParameters, 'mainRoads'>,
): Float64Array {
  const shares = new Float64Array(edges.from.length).fill(1)
  for (const level of mainRoads) {
    const numbers = places.flatMap((place, i) => (place.people >= level.people ? [i] : []))
    // Whole seconds are fine enough to choose a way by, and make the search ten times shorter in time steps.
    const costs = Uint32Array.from(edges.forward, (cost, e) => Math.max(1, Math.round((cost * shares[e]!) / 10)))
    const graph = graphOf(places.length, { ...edges, forward: costs, backward: costs })
    const search = createSearch(graph)
    const neighbours = new Map<number, number[]>()
    for (const { a, b, metres } of gabrielLinks(numbers.map((i) => places[i]!))) {
      if (metres > LONGEST_METRES) continue
      const from = numbers[a]!
      neighbours.set(from, [...(neighbours.get(from) ?? []), numbers[b]!])
    }
    const chosen = new Uint8Array(shares.length)
    for (const [from, towns] of neighbours) {
      const { cost } = search.run([{ node: from, deciseconds: 0, metres: 0 }], LONGEST_SECONDS, towns)
      for (const town of towns) {
        for (let node = town; node !== from && cost[node] !== 0xffff_ffff; ) {
          let arc = graph.first[node]!
          while (cost[graph.arcs[2 * arc]!]! + graph.arcs[2 * arc + 1]! !== cost[node]) arc++
          chosen[graph.edge[arc]!] = 1
          node = graph.arcs[2 * arc]!
        }
      }
    }
    for (let e = 0; e < shares.length; e++) if (chosen[e] === 1) shares[e] = Math.min(shares[e]!, level.pace)
  }
  return shares
}
