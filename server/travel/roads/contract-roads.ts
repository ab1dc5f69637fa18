import { type EdgeColumn, edgeAt, gatherEdges, type RawEdge, type RawEdges } from './raw-edges.ts'

const SUMMED: readonly EdgeColumn[] = [
  'metres',
  'carForward',
  'carBackward',
  'truckForward',
  'truckBackward',
  'motorwayMetres',
]
const SMALLEST: readonly EdgeColumn[] = ['maxHeight', 'maxWidth', 'maxLength', 'maxWeight']

/**
 * Joins edges end to end where only two of them meet, so that a search visits junctions only. A one-way edge is never
 * joined to one open both ways, nor a motorway to another road.
 */
export function contractRoads(edges: RawEdges, nodeCount: number): RawEdges {
  const { first, ends } = incidence(edges, nodeCount)
  const done = new Uint8Array(edges.from.length)
  const joined = gatherEdges()
  const passes = (node: number) => {
    if (first[node + 1]! - first[node]! !== 2) return false
    const [a, b] = [ends[first[node]!]!, ends[first[node]! + 1]!]
    return a >> 1 !== b >> 1 && sameKind(edges, a >> 1, a & 1, b >> 1, b & 1)
  }
  const walk = (start: number) => {
    // An incidence is an edge number doubled, plus one when the node is the edge's end.
    let row = edgeAt(edges, start >> 1, (start & 1) === 1)
    done[start >> 1] = 1
    while (row.to !== row.from && passes(row.to)) {
      const next = [ends[first[row.to]!]!, ends[first[row.to]! + 1]!].find((incident) => done[incident >> 1] === 0)
      if (next === undefined) break
      done[next >> 1] = 1
      row = join(row, edgeAt(edges, next >> 1, (next & 1) === 1))
    }
    joined.add(row)
  }
  for (let node = 0; node < nodeCount; node++) {
    if (passes(node)) continue
    for (let i = first[node]!; i < first[node + 1]!; i++) if (done[ends[i]! >> 1] === 0) walk(ends[i]!)
  }
  // What is left are rings that meet nothing.
  for (let e = 0; e < done.length; e++) if (done[e] === 0) walk(e << 1)
  return joined.finish()
}

function incidence({ from, to }: RawEdges, nodeCount: number) {
  const first = new Uint32Array(nodeCount + 1)
  for (let e = 0; e < from.length; e++) {
    first[from[e]! + 1]!++
    first[to[e]! + 1]!++
  }
  for (let n = 0; n < nodeCount; n++) first[n + 1]! += first[n]!
  const free = first.slice(0, nodeCount)
  const ends = new Uint32Array(2 * from.length)
  for (let e = 0; e < from.length; e++) {
    ends[free[from[e]!]!++] = e << 1
    ends[free[to[e]!]!++] = (e << 1) | 1
  }
  return { first, ends }
}

/** Whether traffic flows on from one edge to the other as it would along a single one. */
function sameKind(edges: RawEdges, a: number, aEnds: number, b: number, bEnds: number): boolean {
  const open = (e: number, reversed: boolean) => [
    Number.isFinite(reversed ? edges.carBackward[e]! : edges.carForward[e]!),
    Number.isFinite(reversed ? edges.carForward[e]! : edges.carBackward[e]!),
    Number.isFinite(reversed ? edges.truckBackward[e]! : edges.truckForward[e]!),
    Number.isFinite(reversed ? edges.truckForward[e]! : edges.truckBackward[e]!),
  ]
  const into = open(a, aEnds === 0)
  const outOf = open(b, bEnds === 1)
  const isMotorway = (e: number) => edges.motorwayMetres[e]! > 0
  return isMotorway(a) === isMotorway(b) && into.every((way, i) => way === outOf[i])
}

function join(row: RawEdge, next: RawEdge): RawEdge {
  const joined = { ...row, to: next.to, shape: [...row.shape, row.to, ...next.shape] }
  for (const column of SUMMED) joined[column] = row[column] + next[column]
  for (const column of SMALLEST) {
    joined[column] =
      row[column] === 0 || next[column] === 0 ? row[column] + next[column] : Math.min(row[column], next[column])
  }
  return joined
}
