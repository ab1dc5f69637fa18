import type { Graph } from './road-edges.ts'

/** The cost of a node the search has not reached. */
export const UNREACHED = 0xffff_ffff

/** Where a search starts: nodes, with the deciseconds and metres already driven to stand there. */
export type Seed = { readonly node: number; readonly deciseconds: number; readonly metres: number }

/**
 * What a search found, valid until the next run of the same search: deciseconds and metres by node (UNREACHED where
 * none), and the `settledCount` nodes whose cost is final, nearest first.
 */
export type Found = {
  readonly cost: Uint32Array
  readonly metres: Float32Array
  readonly settled: Uint32Array
  readonly settledCount: number
}

export type Search = { run(seeds: readonly Seed[], maxDeciseconds: number, until?: ArrayLike<number>): Found }

const NONE = -1

/**
 * A reusable one-to-many search (Dijkstra 1959) over a graph. Costs are whole deciseconds, so the queue is a ring of
 * buckets one decisecond wide (Dial 1969), each a doubly linked list through the nodes: exact, and no heap.
 * A run stops past `maxDeciseconds`, or once every node of `until` is settled.
 */
export function createSearch(graph: Graph): Search {
  const { nodeCount, first, arcs, metres: arcMetres } = graph
  const cost = new Uint32Array(nodeCount).fill(UNREACHED)
  const metres = new Float32Array(nodeCount)
  const next = new Int32Array(nodeCount)
  const previous = new Int32Array(nodeCount)
  const settled = new Uint32Array(nodeCount)
  const wanted = new Uint8Array(nodeCount)
  const touched = new Uint32Array(nodeCount)
  let touchedCount = 0
  let heads = ring(graph.longestArc)

  function forget() {
    for (let i = 0; i < touchedCount; i++) cost[touched[i]!] = UNREACHED
    touchedCount = 0
  }

  function enqueue(node: number, key: number, mask: number) {
    const bucket = key & mask
    const head = heads[bucket]!
    next[node] = head
    previous[node] = NONE
    if (head !== NONE) previous[head] = node
    heads[bucket] = node
  }

  function dequeue(node: number, key: number, mask: number) {
    const after = next[node]!
    const before = previous[node]!
    if (before === NONE) heads[key & mask] = after
    else next[before] = after
    if (after !== NONE) previous[after] = before
  }

  function improve(node: number, key: number, driven: number, mask: number) {
    const known = cost[node]!
    if (known === UNREACHED) touched[touchedCount++] = node
    else dequeue(node, known, mask)
    cost[node] = key
    metres[node] = driven
    enqueue(node, key, mask)
  }

  function run(seeds: readonly Seed[], maxDeciseconds: number, until?: ArrayLike<number>): Found {
    forget()
    let settledCount = 0
    let key = UNREACHED
    let farthestSeed = 0
    for (const seed of seeds) {
      key = Math.min(key, seed.deciseconds)
      farthestSeed = Math.max(farthestSeed, seed.deciseconds)
    }
    const spread = Math.max(graph.longestArc, farthestSeed - key)
    if (seeds.length > 0 && spread >= heads.length) heads = ring(spread)
    const mask = heads.length - 1
    let queued = 0
    for (const seed of seeds) {
      if (seed.deciseconds > maxDeciseconds || seed.deciseconds >= cost[seed.node]!) continue
      if (cost[seed.node] === UNREACHED) queued++
      improve(seed.node, seed.deciseconds, seed.metres, mask)
    }
    let missing = until === undefined ? NONE : mark(until, wanted)

    while (queued > 0 && key <= maxDeciseconds && missing !== 0) {
      let node = heads[key & mask]!
      if (node === NONE) {
        key++
        continue
      }
      while (node !== NONE) {
        dequeue(node, key, mask)
        queued--
        settled[settledCount++] = node
        if (wanted[node] === 1) {
          wanted[node] = 0
          missing--
        }
        const driven = metres[node]!
        const end = first[node + 1]!
        for (let arc = first[node]!; arc < end; arc++) {
          const head = arcs[2 * arc]!
          const reached = key + arcs[2 * arc + 1]!
          const known = cost[head]!
          if (reached < known && reached <= maxDeciseconds) {
            if (known === UNREACHED) queued++
            improve(head, reached, driven + arcMetres[arc]!, mask)
          }
        }
        node = heads[key & mask]!
      }
    }
    // Nodes still queued have a cost that may not be final: they are not part of the answer.
    if (queued > 0) dropQueued(settledCount, mask)
    if (until !== undefined && missing > 0) for (let i = 0; i < until.length; i++) wanted[until[i]!] = 0
    return { cost, metres, settled, settledCount }
  }

  function dropQueued(settledCount: number, mask: number) {
    for (let i = 0; i < settledCount; i++) wanted[settled[i]!] = 1
    for (let i = 0; i < touchedCount; i++) {
      const node = touched[i]!
      if (wanted[node] === 1) continue
      heads[cost[node]! & mask] = NONE
      cost[node] = UNREACHED
    }
    for (let i = 0; i < settledCount; i++) wanted[settled[i]!] = 0
  }

  return { run }
}

function ring(span: number): Int32Array {
  let size = 1024
  while (size <= span) size *= 2
  return new Int32Array(size).fill(NONE)
}

function mark(nodes: ArrayLike<number>, wanted: Uint8Array): number {
  let count = 0
  for (let i = 0; i < nodes.length; i++) {
    if (wanted[nodes[i]!] === 0) {
      wanted[nodes[i]!] = 1
      count++
    }
  }
  return count
}
