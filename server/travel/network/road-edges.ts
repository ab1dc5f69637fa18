/** One fixed-point unit of a stored coordinate: 10⁻⁷ degree, about a centimetre. */
export const COORDINATE_UNIT = 1e-7

/** A direction of an edge that may not be driven. */
export const NO_WAY = 0xffff_ffff

/**
 * A road network as undirected edges between nodes. Coordinates are integers of COORDINATE_UNIT degrees.
 * `forward` and `backward` are decisecond costs from `from` to `to` and back, NO_WAY when forbidden.
 * Edge e's inner shape points, in order from `from` to `to`, are `shapeFirst[e] … shapeFirst[e + 1]`.
 */
export type RoadEdges = {
  readonly nodeLng: Int32Array
  readonly nodeLat: Int32Array
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly metres: Float32Array
  readonly forward: Uint32Array
  readonly backward: Uint32Array
  readonly shapeFirst: Uint32Array
  readonly shapeLng: Int32Array
  readonly shapeLat: Int32Array
}

/**
 * The arcs leaving each node: those of node n are `first[n] … first[n + 1]`. Arc a goes to `arcs[2a]` in `arcs[2a + 1]`
 * deciseconds, along edge `edge[a]`.
 */
export type Graph = {
  readonly nodeCount: number
  readonly first: Uint32Array
  readonly arcs: Uint32Array
  readonly metres: Float32Array
  readonly edge: Uint32Array
  readonly longestArc: number
}

type Ends = Pick<RoadEdges, 'from' | 'to' | 'metres' | 'forward' | 'backward'>

/** Compact adjacency of the edges, as driven (`from`) or with every arc turned round (`to`: who can come here). */
export function graphOf(nodeCount: number, edges: Ends, direction: 'from' | 'to' = 'from'): Graph {
  const out = direction === 'from' ? edges.forward : edges.backward
  const back = direction === 'from' ? edges.backward : edges.forward
  const first = new Uint32Array(nodeCount + 1)
  const edgeCount = edges.from.length
  for (let e = 0; e < edgeCount; e++) {
    if (out[e] !== NO_WAY) first[edges.from[e]! + 1]!++
    if (back[e] !== NO_WAY) first[edges.to[e]! + 1]!++
  }
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!
  const arcCount = first[nodeCount]!
  const arcs = new Uint32Array(2 * arcCount)
  const metres = new Float32Array(arcCount)
  const edge = new Uint32Array(arcCount)
  const free = first.slice(0, nodeCount)
  let longestArc = 0
  const put = (tail: number, head: number, cost: number, e: number) => {
    const arc = free[tail]!
    free[tail] = arc + 1
    arcs[2 * arc] = head
    arcs[2 * arc + 1] = cost
    metres[arc] = edges.metres[e]!
    edge[arc] = e
    if (cost > longestArc) longestArc = cost
  }
  for (let e = 0; e < edgeCount; e++) {
    if (out[e] !== NO_WAY) put(edges.from[e]!, edges.to[e]!, out[e]!, e)
    if (back[e] !== NO_WAY) put(edges.to[e]!, edges.from[e]!, back[e]!, e)
  }
  return { nodeCount, first, arcs, metres, edge, longestArc }
}
