import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { compareTravel, readReference } from '../../data/travel-reference.ts'
import { loadCommunes, type Territory } from '../../server/territory/communes.ts'
import { createCachedTravel } from '../../server/travel/cache/cached-travel.ts'
import { createFileCacheStore } from '../../server/travel/cache/travel-cache-store.ts'
import { catchmentOf, communesWorthAsking } from '../../server/travel/catchment.ts'
import { graphOf, type RoadEdges } from '../../server/travel/network/road-edges.ts'
import { createSearch } from '../../server/travel/network/search.ts'
import { importRoads } from '../../server/travel/roads/import-roads.ts'
import { readRoadsFile, writeRoadsFile } from '../../server/travel/roads/roads-file.ts'
import type { RoadsNetwork } from '../../server/travel/roads/roads-network.ts'
import { createRoadsTravel } from '../../server/travel/roads/roads-travel.ts'
import { loadMapFacts } from '../../server/travel/settlements/map-facts.ts'
import { createSettlementTravel } from '../../server/travel/settlements/settlement-travel.ts'
import type { LngLat } from '../../shared/geo.ts'
import { isRefusal } from '../../shared/problem.ts'
import type { TravelTimes } from '../../shared/travel.ts'
import { compareWithPgrouting } from './travel-pgrouting.ts'
import { syntheticRegion } from './travel-synthetic.ts'

// Drive times: how near the reference they are, how fast they come, beside a peer where one can be run.

const reference = join(import.meta.dirname, '../../../shared/reference')
const folder = mkdtempSync(join(tmpdir(), 'escale-bench-travel-'))
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const rows: { what: string; reach: string; measured: string; held: string }[] = []
const note = (what: string, reach: string, measured: string, isHeld: boolean | null) =>
  rows.push({ what, reach, measured, held: isHeld === null ? '' : isHeld ? 'yes' : 'NO' })

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

type Spent = { clock: number; processor: number }

/** Median milliseconds of an action by the clock and of this process's own work, which a busy machine stretches less. */
async function timed(times: number, action: (turn: number) => unknown): Promise<Spent> {
  const spent: Spent[] = []
  for (let turn = 0; turn < times; turn++) {
    const start = performance.now()
    const before = process.cpuUsage()
    await action(turn)
    const { user, system } = process.cpuUsage(before)
    spent.push({ clock: performance.now() - start, processor: (user + system) / 1000 })
  }
  return { clock: median(spent.map(({ clock }) => clock)), processor: median(spent.map(({ processor }) => processor)) }
}

const isBusy = loadavg()[0]! > availableParallelism() / 2
/** What counts: the clock on a quiet machine, the processor on a busy one. */
const counted = ({ clock, processor }: Spent) => (isBusy ? Math.min(clock, processor) : clock)
const told = ({ clock, processor }: Spent) => `${clock.toFixed(1)} ms, ${processor.toFixed(1)} ms of processor`

async function settlements() {
  const territory = loadCommunes()
  let travel: TravelTimes | undefined
  const built = await timed(1, () => {
    travel = createSettlementTravel(territory.communes, loadMapFacts())
  })
  note('settlement network, read and built, cold', '≤ 700 ms', told(built), counted(built) <= 700)
  await settlementAnswers(territory, travel!)
}

async function settlementAnswers(territory: Territory, travel: TravelTimes) {
  if (existsSync(reference)) {
    const { isere, isereHeld, within30, paris, pairs } = await compareTravel(
      travel,
      await readReference(join(reference, 'travel-times')),
    )
    const isereText = `${percent(isere.error)} of ${isere.pairs} pairs, ${isere.lost} lost; ${percent(isereHeld.error)} on communes held back from the fit`
    note('Isère under 60 min, mean absolute error', '≤ 12 %', isereText, isere.error <= 0.12)
    const { precision, recall } = within30
    const reachText = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`
    note('Isère within 30 min', 'both ≥ 0.85', reachText, Math.min(precision, recall) >= 0.85)
    note('communes to Paris', '≤ 5.5 %', `${percent(paris.error)} of ${paris.pairs}`, paris.error <= 0.055)
    note('known pairs', '≤ 8 %', percent(pairs.error), pairs.error <= 0.08)
  } else console.log('Skipped: accuracy, ../shared/reference is absent.')

  const targets = territory.communes.map(({ lngLat }) => lngLat)
  const centres = territory.communes.filter((_, i) => i % 700 === 0).map(({ lngLat }) => lngLat)
  const oneToAll = await timed(50, (turn) =>
    travel.matrix({ profile: 'car', sources: [centres[turn % centres.length]!], targets }),
  )
  note(`one centre → all ${targets.length} communes, median`, '≤ 25 ms', told(oneToAll), counted(oneToAll) <= 25)
  const remembered = createCachedTravel(travel, createFileCacheStore(join(folder, 'cache')))
  const again = () => remembered.matrix({ profile: 'car', sources: [centres[0]!], targets })
  await again()
  const read = await timed(3, again)
  const readText = `${told(read)}: ${(counted(read) / counted(oneToAll)).toFixed(0)} × computing it, which is why only a remote service is remembered`
  note('the same answer read back from the disk cache', '–', readText, null)
  const drawn = await timed(50, (turn) =>
    travel.isochrones({ profile: 'car', points: [centres[turn % centres.length]!], minutes: [15, 20, 25, 30, 45] }),
  )
  note('five isochrones of one centre on settlements, median', '–', told(drawn), null)

  const corbeilles = territory.byInsee('45103')!.lngLat
  const near = communesWorthAsking(corbeilles, territory.communes, 25)
  const matrix = await travel.matrix({
    profile: 'car',
    sources: [corbeilles],
    targets: near.map(({ lngLat }) => lngLat),
  })
  const band = catchmentOf(corbeilles, near, matrix, { minutes: [25] }).bands[0]!
  const found = `${band.communes - 1} others, ${band.population} people, ${percent(band.approximateShare)} approximate`
  note('Corbeilles within 25 min (founding documents)', '79 others, > 91 000', found, null)
}

async function andorra() {
  if (!existsSync(reference)) return console.log('Skipped: Andorra, ../shared/reference is absent.')
  const start = performance.now()
  const roads = importRoads(join(reference, 'osm/andorra.osm.pbf'))
  if (isRefusal(roads)) throw new Error(roads.refusal)
  const imported = performance.now() - start
  const file = join(folder, 'andorra.escale')
  writeRoadsFile(file, roads)
  const loaded = await timed(10, () => readRoadsFile(file))
  const { nodeLng, from } = roads.edges
  const importText = `${nodeLng.length} junctions, ${from.length} edges in ${imported.toFixed(0)} ms; loads in ${loaded.clock.toFixed(1)} ms`
  note('Andorra imported', '–', importText, null)

  const travel = createRoadsTravel(roads)
  const pairs = readFileSync(join(reference, 'osm/andorra-times-calibration.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const points: LngLat[] = []
  for (const [a, b, lngA, latA, lngB, latB] of pairs) {
    points[a!] = [lngA!, latA!]
    points[b!] = [lngB!, latB!]
  }
  const matrix = await travel.matrix({ profile: 'car', sources: points, targets: points })
  const ratios: number[] = []
  let lost = 0
  for (const [a, b, , , , , osrm, valhalla] of pairs) {
    const at = a! * points.length + b!
    const mean = (osrm! + valhalla!) / 2
    if (matrix.reasons[at] !== 0) lost++
    // Two of the points share a place: there is no ratio to nought.
    else if (mean > 0) ratios.push(matrix.seconds[at]! / mean)
  }
  const within = ratios.filter((ratio) => ratio >= 0.8 && ratio <= 1.2).length / ratios.length
  const middle = median(ratios)
  const accuracy = `median ${middle.toFixed(3)}, ${percent(within)} within ±20 %, ${lost} lost of ${pairs.length}`
  const isNear = middle >= 0.95 && middle <= 1.05 && within >= 0.9 && lost === 0
  note('Andorra, ratio to the mean of OSRM and Valhalla', '0.95–1.05, ≥ 90 %, 0 lost', accuracy, isNear)

  await timed(20, (turn) => travel.isochrones({ profile: 'car', points: [points[turn]!], minutes: [10, 15, 20, 30] }))
  const drawn = await timed(100, (turn) =>
    travel.isochrones({ profile: 'car', points: [points[turn % 50]!], minutes: [10, 15, 20, 30] }),
  )
  const drawnText = `${told(drawn)}, ${(11 / counted(drawn)).toFixed(1)}–${(19 / counted(drawn)).toFixed(1)} × Valhalla's 11–19 ms`
  note('isochrones 10/15/20/30 min on Andorra, one centre, median', '≤ 5 ms', drawnText, counted(drawn) <= 5)

  const targets = Array.from({ length: 500 }, (_, i): LngLat => {
    const [lng, lat] = points[i % 50]!
    return [lng + Math.floor(i / 50) * 0.0007, lat - Math.floor(i / 50) * 0.0005]
  })
  const first = await timed(1, () => travel.matrix({ profile: 'car', sources: points, targets }))
  const spent = await timed(20, () => travel.matrix({ profile: 'car', sources: points, targets }))
  const speed = 25_000 / (counted(spent) / 1000)
  const speedText = `${(speed / 1000).toFixed(0)} k pairs/s (${(25_000 / counted(first)).toFixed(0)} k the first time, snapping included), ${(speed / 492_000).toFixed(1)} × OSRM, ${(speed / 125_000).toFixed(1)} × Valhalla`
  note('matrix 50 × 500 on Andorra', '≥ 500 k pairs/s', speedText, speed >= 500_000)
  await besidePgrouting({ ...roads.edges, ...roads.car })
}

/** pgRouting in the same run, where TEST_POSTGRES_URL names a server that has it. */
async function besidePgrouting(edges: RoadEdges) {
  const url = process.env.TEST_POSTGRES_URL
  const junctions = edges.nodeLng.length
  const spread = (count: number) => Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) / count) * junctions))
  const compared = url === undefined ? null : await compareWithPgrouting(url, edges, spread(50), spread(500))
  if (compared === null) return console.log('Skipped: pgRouting, TEST_POSTGRES_URL names no server that has it.')
  const { version, theirs, ours, apart } = compared
  const thousands = (speed: number) => `${(speed / 1000).toFixed(0)} k pairs/s`
  const text = `${thousands(ours)} against ${thousands(theirs)} for pgRouting ${version}, ${(ours / theirs).toFixed(1)} ×; times at most ${apart} ds apart`
  note('50 × 500 junctions of Andorra beside pgRouting, same arcs', '–', text, null)
}

type Found = {
  milliseconds: number
  cpuMilliseconds: number
  searchCpuMilliseconds: number
  loadMilliseconds: number
  reached: number
  megabytes: number
}

function region(script: string, ...given: (string | number)[]): Promise<Found & { nodes: number; edges: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...given.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    child.on('close', (status) => (status === 0 ? resolve(JSON.parse(text)) : reject(new Error(`status ${status}`))))
  })
}

async function regions() {
  const script = join(folder, 'region.mjs')
  buildSync({
    entryPoints: [join(import.meta.dirname, 'travel-region.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: script,
    logLevel: 'error',
  })
  const communes = 34_746
  const searches = async (file: string, side: number, centres: number, minutes: number, threads: number) => {
    const found = await region(script, 'search', file, side, centres, communes, minutes, threads)
    return {
      seconds: found.milliseconds / 1000,
      cpuSeconds: found.cpuMilliseconds / 1000,
      searchCpu: found.searchCpuMilliseconds,
      load: found.loadMilliseconds,
      megabytes: found.megabytes,
      reached: found.reached / centres / communes,
    }
  }
  const file = join(folder, 'region.escale')
  const { nodes, edges } = await region(script, 'build', file, 707)
  const whole = await searches(file, 707, 800, 90, 2)
  const seconds = isBusy ? Math.min(whole.seconds, whole.cpuSeconds / 2) : whole.seconds
  const text = `${whole.seconds.toFixed(1)} s on two threads (${whole.cpuSeconds.toFixed(1)} s of processor), ${whole.megabytes.toFixed(0)} MB; ${nodes} junctions, ${edges} edges read in ${whole.load.toFixed(0)} ms; ${percent(whole.reached)} of communes reached; ${(900 / seconds).toFixed(0)} × Valhalla's 15 min`
  const isHeld = seconds <= 30 && whole.megabytes <= 500
  note('800 centres → communes within 90 min, 500 000 junctions', '≤ 30 s, ≤ 500 MB', text, isHeld)
  console.log('\nCost by bound, 500 000 junctions, 20 centres, one thread, snapping done, ms of processor:')
  for (const minutes of [15, 30, 60, 90, 180]) {
    const { searchCpu, reached } = await searches(file, 707, 20, minutes, 1)
    console.log(`  ${minutes} min: ${(searchCpu / 20).toFixed(1)} ms a centre, ${percent(reached)} of communes`)
  }
  console.log('Cost by size, 90 min, 20 centres, one thread, snapping done, ms of processor:')
  for (const side of [177, 354, 707]) {
    const smaller = join(folder, `region-${side}.escale`)
    const built = await region(script, 'build', smaller, side)
    const { searchCpu } = await searches(smaller, side, 20, 90, 1)
    console.log(`  ${built.nodes} junctions: ${(searchCpu / 20).toFixed(1)} ms a centre`)
  }
}

/** SciPy's compiled Dijkstra on the same arcs with the same bound, in the same run, where Python has it. */
async function peer() {
  const roads: RoadsNetwork = syntheticRegion(354)
  const nodeCount = roads.edges.nodeLng.length
  const graph = graphOf(nodeCount, { ...roads.edges, ...roads.car })
  const files = { first: graph.first, arcs: graph.arcs }
  for (const [name, array] of Object.entries(files)) writeFileSync(join(folder, `${name}.bin`), array)
  const sources = Array.from({ length: 10 }, (_, i) => Math.floor(((i + 0.5) / 10) * nodeCount))
  const search = createSearch(graph)
  const bound = 54_000
  let settled = 0
  for (const node of sources) search.run([{ node, deciseconds: 0, metres: 0 }], bound)
  const spent = await timed(1, () => {
    for (const node of sources) settled += search.run([{ node, deciseconds: 0, metres: 0 }], bound).settledCount
  })
  const ours = counted(spent) / sources.length
  const script = `
import numpy as np, time
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
first = np.fromfile('first.bin', np.uint32); arcs = np.fromfile('arcs.bin', np.uint32).reshape(-1, 2)
n = len(first) - 1
graph = csr_matrix((arcs[:, 1].astype(float), arcs[:, 0].astype(np.int32), first.astype(np.int32)), (n, n))
start = time.${isBusy ? 'process_time' : 'perf_counter'}()
found = dijkstra(graph, indices=${JSON.stringify(sources)}, limit=${bound})
print((time.${isBusy ? 'process_time' : 'perf_counter'}() - start) * 1000 / ${sources.length}, int(np.isfinite(found).sum()))
`
  const python = spawnSync('python3', ['-c', script], { cwd: folder, encoding: 'utf8' })
  if (python.status !== 0) return console.log("Skipped: SciPy's search, it is not installed here.")
  const [theirs, reached] = python.stdout.trim().split(' ').map(Number)
  const agree = reached === settled ? 'same nodes' : `${reached} nodes against ${settled}`
  const text = `${ours.toFixed(1)} ms against ${theirs!.toFixed(1)} ms a centre, ${(theirs! / ours).toFixed(1)} ×, ${agree}`
  note(`search beside SciPy's Dijkstra, ${nodeCount} junctions, 90 min`, '–', text, null)
}

try {
  const load = () => loadavg()[0]!.toFixed(1)
  console.log(`Load average at the start: ${load()}${isBusy ? ': the machine is busy, processor time counts' : ''}`)
  await settlements()
  await andorra()
  await peer()
  await regions()
  console.log(`\nLoad average at the end: ${load()}\n`)
  for (const { what, reach, measured, held } of rows)
    console.log(`${what}\n    reach ${reach} · ${measured}${held && ` · held: ${held}`}`)
} finally {
  rmSync(folder, { recursive: true })
}
