import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { roadsIn, writeRoadsFile } from '../../server/travel/roads/roads-file.ts'
import { createRoadsTravel } from '../../server/travel/roads/roads-travel.ts'
import { isRefusal } from '../../shared/problem.ts'
import { strewn, syntheticRegion } from './travel-synthetic.ts'

// Bundled and run as a process of its own, so that its memory is its own. `build FILE SIDE` makes a region;
// `search FILE SIDE CENTRES COMMUNES MINUTES THREADS` measures times from its centres. Each prints a line of JSON.

const CENTRES_AT_ONCE = 10

function build(file: string, side: number) {
  const start = performance.now()
  const roads = syntheticRegion(side)
  writeRoadsFile(file, roads)
  const { nodeLng, from } = roads.edges
  return { nodes: nodeLng.length, edges: from.length, milliseconds: performance.now() - start }
}

type Share = {
  bytes: SharedArrayBuffer
  side: number
  first: number
  count: number
  of: number
  communes: number
  minutes: number
}

/** Times from a share of the centres to every commune within the bound, on this thread's own search of the shared network. */
async function searchShare({ bytes, side, first, count, of, communes, minutes }: Share) {
  const loading = performance.now()
  const roads = roadsIn(Buffer.from(bytes))
  if (isRefusal(roads)) throw new Error(roads.refusal)
  const travel = createRoadsTravel(roads)
  const loadMilliseconds = performance.now() - loading
  const targets = strewn(side, communes, 11)
  const centres = strewn(side, of, 13).slice(first, first + count)
  // The first question joins every commune to its road; those that follow remember.
  const snapping = performance.now()
  await travel.matrix({ profile: 'car', sources: centres.slice(0, 1), targets, maxSeconds: 1 })
  const snapMilliseconds = performance.now() - snapping
  const start = performance.now()
  const before = process.cpuUsage()
  let reached = 0
  for (let i = 0; i < centres.length; i += CENTRES_AT_ONCE) {
    const sources = centres.slice(i, i + CENTRES_AT_ONCE)
    const { reasons } = await travel.matrix({ profile: 'car', sources, targets, maxSeconds: minutes * 60 })
    for (const reason of reasons) if (reason === 0) reached++
  }
  const { user, system } = process.cpuUsage(before)
  const cpuMilliseconds = (user + system) / 1000
  return { milliseconds: performance.now() - start, cpuMilliseconds, snapMilliseconds, loadMilliseconds, reached }
}

async function search(file: string, side: number, of: number, communes: number, minutes: number, threads: number) {
  const bytes = new SharedArrayBuffer(statSync(file).size)
  const opened = openSync(file, 'r')
  for (let at = 0; at < bytes.byteLength; ) at += readSync(opened, new Uint8Array(bytes), at, bytes.byteLength - at, at)
  closeSync(opened)
  const each = Math.ceil(of / threads)
  const found = await Promise.all(
    Array.from({ length: threads }, (_, i) => {
      const share: Share = { bytes, side, first: i * each, count: Math.min(each, of - i * each), of, communes, minutes }
      return new Promise<Awaited<ReturnType<typeof searchShare>>>((resolve, reject) => {
        new Worker(new URL(import.meta.url), { workerData: share }).on('message', resolve).on('error', reject)
      })
    }),
  )
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  return {
    milliseconds: Math.max(...found.map((share) => share.milliseconds + share.snapMilliseconds)),
    /** Of the searches alone, all threads together; meaningful with one thread. */
    searchCpuMilliseconds: Math.max(...found.map((share) => share.cpuMilliseconds)),
    loadMilliseconds: Math.max(...found.map((share) => share.loadMilliseconds)),
    reached: found.reduce((sum, share) => sum + share.reached, 0),
    cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000,
    megabytes: maxRSS / 1024,
  }
}

if (isMainThread) {
  const [action, file, ...rest] = process.argv.slice(2)
  const [side, of, communes, minutes, threads] = rest.map(Number) as [number, number, number, number, number]
  const answer = action === 'build' ? build(file!, side) : await search(file!, side, of, communes, minutes, threads)
  console.log(JSON.stringify(answer))
} else parentPort!.postMessage(await searchShare(workerData as Share))
