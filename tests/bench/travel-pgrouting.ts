import pg from 'pg'
import { graphOf, NO_WAY, type RoadEdges } from '../../server/travel/network/road-edges.ts'
import { createSearch } from '../../server/travel/network/search.ts'

/** Pairs per second of the peer and of our search on the same arcs, and the largest difference of their times. */
export type Compared = {
  readonly version: string
  readonly theirs: number
  readonly ours: number
  readonly apart: number
}

/**
 * Runs pgRouting's many-to-many Dijkstra beside our search, from `sources` to `targets` (junction numbers), on a
 * PostgreSQL server that has the extension; null when it has not. Costs are deciseconds on both sides.
 */
export async function compareWithPgrouting(
  url: string,
  edges: RoadEdges,
  sources: readonly number[],
  targets: readonly number[],
): Promise<Compared | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query("select 1 from pg_available_extensions where name = 'pgrouting'")
    if (found.rowCount === 0) return null
    await client.query('create extension if not exists pgrouting cascade')
    const { rows } = await client.query<{ version: string }>('select pgr_version() as version')
    await client.query(
      'create temporary table edge (id int primary key, source int, target int, cost float8, reverse_cost float8)',
    )
    const cost = (deciseconds: number) => (deciseconds === NO_WAY ? -1 : deciseconds)
    await client.query(
      'insert into edge select * from unnest($1::int[], $2::int[], $3::int[], $4::float8[], $5::float8[])',
      [
        Array.from(edges.from, (_, e) => e),
        Array.from(edges.from),
        Array.from(edges.to),
        Array.from(edges.forward, cost),
        Array.from(edges.backward, cost),
      ],
    )
    await client.query('analyze edge')
    const ask = () =>
      client.query<{ start_vid: string; end_vid: string; agg_cost: number }>({
        text: "select * from pgr_dijkstraCost('select id, source, target, cost, reverse_cost from edge', $1::int[], $2::int[])",
        values: [sources, targets],
      })
    await ask()
    const start = performance.now()
    const answer = await ask()
    const theirSeconds = (performance.now() - start) / 1000
    const times = new Map(answer.rows.map((row) => [`${row.start_vid} ${row.end_vid}`, row.agg_cost]))
    const { seconds: ourSeconds, apart } = searchAll(edges, sources, targets, times)
    const pairs = sources.length * targets.length
    return { version: rows[0]!.version, theirs: pairs / theirSeconds, ours: pairs / ourSeconds, apart }
  } finally {
    await client.end()
  }
}

function searchAll(
  edges: RoadEdges,
  sources: readonly number[],
  targets: readonly number[],
  times: ReadonlyMap<string, number>,
) {
  const search = createSearch(graphOf(edges.nodeLng.length, edges))
  const all = () =>
    sources.map((node) => {
      const { cost } = search.run([{ node, deciseconds: 0, metres: 0 }], 1_000_000, targets)
      return targets.map((target) => cost[target]!)
    })
  all()
  const start = performance.now()
  const ours = all()
  const seconds = (performance.now() - start) / 1000
  let apart = 0
  sources.forEach((source, s) => {
    targets.forEach((target, t) => {
      if (source !== target) apart = Math.max(apart, Math.abs(ours[s]![t]! - times.get(`${source} ${target}`)!))
    })
  })
  return { seconds, apart }
}
