import { graphOf, NO_WAY } from '../network/road-edges.ts'
import type { RawEdges } from './raw-edges.ts'

/**
 * Which edges belong to a part of the network large enough to be worth entering: both ends among at least `smallest`
 * nodes that can all reach one another by car. What is left out are car parks behind gates and the stubs an extract's
 * rim leaves; an island with roads of its own stays.
 */
export function wellConnected(edges: RawEdges, nodeCount: number, smallest: number): Uint8Array {
  const cost = (seconds: number) => (Number.isFinite(seconds) ? 1 : NO_WAY)
  const { first, arcs } = graphOf(nodeCount, {
    from: edges.from,
    to: edges.to,
    metres: edges.metres,
    forward: Uint32Array.from(edges.carForward, cost),
    backward: Uint32Array.from(edges.carBackward, cost),
  })
  const part = strongParts(nodeCount, first, arcs)
  const size = new Uint32Array(nodeCount)
  for (let node = 0; node < nodeCount; node++) size[part[node]!]!++
  return Uint8Array.from(edges.from, (from, e) => {
    const to = edges.to[e]!
    return part[from] === part[to] && size[part[from]!]! >= smallest ? 1 : 0
  })
}

/** The strongly connected part each node belongs to (Tarjan 1972, with its own stack). */
export function strongParts(nodeCount: number, first: Uint32Array, arcs: Uint32Array): Uint32Array {
  const order = new Uint32Array(nodeCount)
  const low = new Uint32Array(nodeCount)
  const part = new Uint32Array(nodeCount)
  const isOpen = new Uint8Array(nodeCount)
  const next = first.slice(0, nodeCount)
  const open: number[] = []
  const path: number[] = []
  let seen = 0
  let parts = 0
  for (let root = 0; root < nodeCount; root++) {
    if (order[root] !== 0) continue
    path.push(root)
    while (path.length > 0) {
      const node = path.at(-1)!
      if (order[node] === 0) {
        seen++
        order[node] = seen
        low[node] = seen
        open.push(node)
        isOpen[node] = 1
      }
      let deeper = -1
      while (next[node]! < first[node + 1]! && deeper < 0) {
        const head = arcs[2 * next[node]!]!
        next[node]!++
        if (order[head] === 0) deeper = head
        else if (isOpen[head] === 1) low[node] = Math.min(low[node]!, order[head]!)
      }
      if (deeper >= 0) {
        path.push(deeper)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!)
      if (low[node] !== order[node]) continue
      for (let member = -1; member !== node; ) {
        member = open.pop()!
        isOpen[member] = 0
        part[member] = parts
      }
      parts++
    }
  }
  return part
}
