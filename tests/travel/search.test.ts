import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphOf, NO_WAY } from '../../server/travel/network/road-edges.ts'
import { createSearch, UNREACHED } from '../../server/travel/network/search.ts'

type Arc = { from: number; to: number; cost: number }

/** Bellman–Ford: slow, and too simple to be wrong. */
function naiveCosts(nodeCount: number, arcs: readonly Arc[], seeds: ReadonlyMap<number, number>): number[] {
  const cost = Array.from({ length: nodeCount }, (_, node) => seeds.get(node) ?? Number.POSITIVE_INFINITY)
  for (let round = 0; round < nodeCount; round++) {
    for (const arc of arcs) cost[arc.to] = Math.min(cost[arc.to]!, cost[arc.from]! + arc.cost)
  }
  return cost
}

const network = fc.integer({ min: 1, max: 40 }).chain((nodeCount) => {
  const node = fc.nat(nodeCount - 1)
  const cost = fc.oneof(fc.nat(30), fc.nat(5000), fc.constant(NO_WAY))
  return fc.record({
    nodeCount: fc.constant(nodeCount),
    edges: fc.array(fc.record({ from: node, to: node, forward: cost, backward: cost }), { maxLength: 120 }),
    seeds: fc.array(fc.record({ node, deciseconds: fc.nat(4000) }), { minLength: 1, maxLength: 3 }),
    bound: fc.oneof(fc.nat(8000), fc.constant(NO_WAY - 1)),
    until: fc.array(node, { maxLength: 5 }),
  })
})

function columns(edges: readonly { from: number; to: number; forward: number; backward: number }[]) {
  return {
    from: Uint32Array.from(edges, (e) => e.from),
    to: Uint32Array.from(edges, (e) => e.to),
    forward: Uint32Array.from(edges, (e) => e.forward),
    backward: Uint32Array.from(edges, (e) => e.backward),
    metres: Float32Array.from(edges, (_, i) => i + 1),
  }
}

function arcsOf(edges: readonly { from: number; to: number; forward: number; backward: number }[]): Arc[] {
  return edges.flatMap(({ from, to, forward, backward }) => [
    ...(forward === NO_WAY ? [] : [{ from, to, cost: forward }]),
    ...(backward === NO_WAY ? [] : [{ from: to, to: from, cost: backward }]),
  ])
}

function cheapestSeeds(seeds: readonly { node: number; deciseconds: number }[]): Map<number, number> {
  const cheapest = new Map<number, number>()
  for (const { node, deciseconds } of seeds) {
    cheapest.set(node, Math.min(deciseconds, cheapest.get(node) ?? Number.POSITIVE_INFINITY))
  }
  return cheapest
}

describe('the one-to-many search', () => {
  it('finds the same costs as a naive search on any network, bounded or not, run after run', () => {
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 1 }), fc.nat(3), ([given], runs) => {
        const { nodeCount, edges, seeds, bound } = given!
        const search = createSearch(graphOf(nodeCount, columns(edges)))
        for (let run = 0; run <= runs; run++) {
          const turned = seeds.map((seed) => ({ ...seed, node: (seed.node + run) % nodeCount, metres: 0 }))
          const found = search.run(turned, bound)
          const expected = naiveCosts(nodeCount, arcsOf(edges), cheapestSeeds(turned))
          const got = Array.from(found.cost, (cost) => (cost === UNREACHED ? Number.POSITIVE_INFINITY : cost))
          expect(got).toEqual(expected.map((cost) => (cost <= bound ? cost : Number.POSITIVE_INFINITY)))
          expect(found.settledCount).toBe(got.filter(Number.isFinite).length)
        }
      }),
      { seed: 3, numRuns: 400 },
    )
  })

  it('has the final cost of every wanted node when it stops early, and no cost that is not final', () => {
    fc.assert(
      fc.property(network, ({ nodeCount, edges, seeds, until }) => {
        const search = createSearch(graphOf(nodeCount, columns(edges)))
        const started = seeds.map((seed) => ({ ...seed, metres: 0 }))
        const expected = naiveCosts(nodeCount, arcsOf(edges), cheapestSeeds(seeds))
        search.run(started, NO_WAY - 1, until)
        const { cost } = search.run(started, NO_WAY - 1, until)
        for (const node of until) expect(cost[node]! === UNREACHED ? Infinity : cost[node]).toBe(expected[node])
        cost.forEach((found, node) => {
          if (found !== UNREACHED) expect(found).toBe(expected[node])
        })
      }),
      { seed: 4, numRuns: 400 },
    )
  })

  it('turns every arc round when asked who can come here', () => {
    const edges = columns([
      { from: 0, to: 1, forward: 10, backward: NO_WAY },
      { from: 1, to: 2, forward: 20, backward: 5 },
    ])
    const costs = (direction: 'from' | 'to', node: number) =>
      Array.from(createSearch(graphOf(3, edges, direction)).run([{ node, deciseconds: 0, metres: 0 }], 1000).cost)
    expect(costs('from', 0)).toEqual([0, 10, 30])
    expect(costs('to', 2)).toEqual([30, 20, 0])
    expect(costs('to', 0)).toEqual([0, UNREACHED, UNREACHED])
  })
})
