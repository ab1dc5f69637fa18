import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { seededRandom } from '../../server/planning/random.ts'
import { openDatabase } from '../../server/store/database.ts'
import { ENGINE } from '../support/test-database.ts'
import { buildLoadWorld, SIZE } from './load-world.ts'

// Fifty people before one built server whose store holds 100 000 referrals and two years of appointments: twenty GPs at
// their queue, twenty coordinators at their agenda, ten planners at the map, a pause of one to three seconds between two
// requests. With `TEST_ENGINE=postgres TEST_POSTGRES_URL=…` on PostgreSQL. `LOAD_WORLD=folder` keeps the world there for
// the next run, `LOAD_NODE_OPTIONS` is said to the server's Node (`--cpu-prof --cpu-prof-dir=folder` profiles it). Run
// `npm run build` first. Read the load of the machine beside the figures.

const PEOPLE = { queue: 20, agenda: 20, map: 10 } as const
const PAUSE_MILLISECONDS = [1000, 3000] as const
const SECONDS = Number(process.env.LOAD_SECONDS ?? 60)
/** What a server does the first time, it compiles, and fills the caches of its database: left out of the figures. */
const WARMING_SECONDS = 20
/** The clock of processes counts in hundredths of a second: what is quick is asked many times. */
const TIMES_ALONE = 20
const AIM = { p99: 100, megabytes: 400 }

type Crowd = Awaited<ReturnType<typeof buildLoadWorld>>
type World = { readonly env: Record<string, string>; readonly crowd: Crowd }
type Asking = (what: string, path: string, header?: Record<string, string>) => Promise<unknown>

const random = seededRandom(50)
const kept = process.env.LOAD_WORLD
const folder = kept ?? mkdtempSync(join(tmpdir(), 'escale-load-'))
const { env, crowd } = await openWorld()
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const started = performance.now()
const options = process.env.LOAD_NODE_OPTIONS?.split(' ') ?? []
const server = spawn(process.execPath, [...options, 'dist/server/main.js'], {
  env: { ...process.env, ...env, PORT: String(port), LOG_LEVEL: 'error', RATE_LIMIT_PER_MINUTE: '1000000' },
  stdio: ['ignore', 'inherit', 'inherit'],
})
const took = new Map<string, number[]>()
/** Milliseconds of the server's processor a request, each kind asked many times by one person alone. */
const costs = new Map<string, number>()
/** What went wrong, and how often: a figure is worth nothing beside it. */
const faults = new Map<string, number>()
let isMeasuring = false
let isAlone = false
try {
  await untilUp()
  console.log(
    `${ENGINE}, ${SIZE.referrals} referrals, ${SIZE.centres} centres, ${SIZE.units} units; up after ${seconds(started)} s`,
  )
  const people = await signInEverybody()
  await askAlone()
  let isOver = false
  const crowded = Promise.all(people.map((person) => person(() => isOver)))
  await wait(WARMING_SECONDS * 1000)
  const [before, from] = [processorSeconds(), performance.now()]
  isMeasuring = true
  await wait(SECONDS * 1000)
  isMeasuring = false
  const [after, milliseconds] = [processorSeconds(), performance.now() - from]
  isOver = true
  await crowded
  report(after - before, milliseconds)
} finally {
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  if (!kept) rmSync(folder, { recursive: true, force: true })
}

/** The world kept from a run before, or a new one. */
async function openWorld(): Promise<World> {
  const note = join(folder, `world-${ENGINE}.json`)
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as World
  mkdirSync(folder, { recursive: true })
  const from = performance.now()
  const env: Record<string, string> = {
    ESCALE_DATA: folder,
    ...(ENGINE === 'postgres' ? { DATABASE_URL: await newDatabase() } : {}),
  }
  const world = { env, crowd: await buildLoadWorld(env) }
  writeFileSync(note, JSON.stringify(world))
  console.log(`the world was written in ${seconds(from)} s`)
  return world
}

async function newDatabase(): Promise<string> {
  const address = new URL(process.env.TEST_POSTGRES_URL ?? '')
  const name = `load${randomUUID().replaceAll('-', '')}`
  const administration = openDatabase({ engine: 'postgres', url: address.toString() })
  await sql.raw(`create database ${name}`).execute(administration)
  await administration.destroy()
  address.pathname = `/${name}`
  return address.toString()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const holder = createServer().listen(0, '127.0.0.1', () => {
      const address = holder.address()
      holder.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function untilUp(): Promise<void> {
  for (;;) {
    if (
      await fetch(`${url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    if (server.exitCode !== null) throw new Error('the server did not start: run `npm run build` first')
    await wait(50)
  }
}

async function signIn(personId: string): Promise<string> {
  const answer = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ personId }),
  })
  await answer.arrayBuffer()
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

/** A day of each kind of person, alone: what a request costs is known even where others load the machine. */
async function askAlone(): Promise<void> {
  isAlone = true
  for (const [personId, day] of [
    [crowd.gps[0]!, followQueue],
    [crowd.coordinators[0]!, keepAgenda],
    [crowd.planners[0]!, watchMap],
  ] as const) {
    const cookie = await signIn(personId)
    await day((what, path, header) => askAs(cookie, what, path, header))()
  }
  isAlone = false
}

/** One after another, as a morning does. Each person is a function that works until told that it is over. */
async function signInEverybody() {
  const people: ((isOver: () => boolean) => Promise<void>)[] = []
  const join = async (personId: string, day: (ask: Asking) => () => Promise<void>) => {
    const cookie = await signIn(personId)
    const act = day((what, path, header) => askAs(cookie, what, path, header))
    people.push(async (isOver) => {
      await pause()
      while (!isOver()) {
        await act().catch((error: unknown) => {
          const what = error instanceof Error ? error.message : 'unknown'
          faults.set(what, (faults.get(what) ?? 0) + 1)
        })
      }
    })
  }
  for (let at = 0; at < PEOPLE.queue; at += 1) await join(crowd.gps[at % crowd.gps.length]!, followQueue)
  for (let at = 0; at < PEOPLE.agenda; at += 1)
    await join(crowd.coordinators[at % crowd.coordinators.length]!, keepAgenda)
  for (let at = 0; at < PEOPLE.map; at += 1) await join(crowd.planners[at % crowd.planners.length]!, watchMap)
  return people
}

async function askAs(
  cookie: string,
  what: string,
  path: string,
  header: Record<string, string> = {},
): Promise<unknown> {
  if (isAlone && !costs.has(what)) {
    costs.set(what, 0)
    const before = processorSeconds()
    for (let time = 0; time < TIMES_ALONE; time += 1) await askAs(cookie, what, path, header)
    costs.set(what, ((processorSeconds() - before) * 1000) / TIMES_ALONE)
  }
  const from = performance.now()
  const request = () => fetch(`${url}/api${path}`, { headers: { Cookie: cookie, ...header } })
  // A connection kept open that the server closes at the same instant is opened again, as browsers do.
  const answer = await request().catch(request)
  const text = await answer.text()
  if (isMeasuring) took.set(what, [...(took.get(what) ?? []), performance.now() - from])
  if (!answer.ok && answer.status !== 304) throw new Error(`${what} was answered ${answer.status}`)
  if (!isAlone) await pause()
  return text === '' ? null : JSON.parse(text)
}

function pause(): Promise<void> {
  return wait(PAUSE_MILLISECONDS[0] + random() * (PAUSE_MILLISECONDS[1] - PAUSE_MILLISECONDS[0]))
}

function oneOf<T>(values: readonly T[]): T | undefined {
  return values[Math.floor(random() * values.length)]
}

/** A GP opens the page, reads the queue and one referral, and is told meanwhile that nothing changed. */
function followQueue(ask: Asking) {
  return async () => {
    const { person } = (await ask('session', '/session')) as { person: { centreIds: string[] } }
    const centreId = person.centreIds[0]!
    await ask('queue: work list', '/referrals/worklist')
    const queue = (await ask('queue: lines', `/referrals/queue?centreId=${centreId}`)) as { referralId: string }[]
    const line = oneOf(queue)
    if (line) await ask('queue: one referral', `/referrals/${line.referralId}`)
    for (let look = 0; look < 4; look += 1)
      await ask('queue: has it changed', `/referrals/queue/version?centreId=${centreId}`)
    await ask('queue: changes', `/referrals/queue/changes?centreId=${centreId}`)
  }
}

/** A coordinator opens the list of stops and two of their agendas, and looks for a place. */
function keepAgenda(ask: Asking) {
  let own: readonly { referralId: string }[] | undefined
  return async () => {
    if (!own) {
      const { person } = (await ask('session', '/session')) as { person: { centreIds: string[] } }
      own = (await ask('queue: lines', `/referrals/queue?centreId=${person.centreIds[0]}`)) as { referralId: string }[]
    }
    const { stops } = (await ask('agenda: stops', '/agenda/stops')) as { stops: { stop: { stopId: string } }[] }
    for (let look = 0; look < 2; look += 1) {
      const chosen = oneOf(stops)
      if (!chosen) continue
      await ask('agenda: one stop', `/agenda/stops/${chosen.stop.stopId}`)
      const patient = oneOf(own)?.referralId
      await ask('agenda: free places', `/appointments/free?referralId=${patient}&stopId=${chosen.stop.stopId}`)
    }
    await ask('agenda: calls', '/messages/calls')
  }
}

/** A planner opens the map of tours, one tour, one stop with who is within reach, and the counts beside it. */
function watchMap(ask: Asking) {
  return async () => {
    const { tours } = (await ask('map: tours', '/tours')) as { tours: { tourId: string }[] }
    await ask('map: places', '/tours/places')
    await ask('map: underserved areas', '/needs/underserved')
    const tour = oneOf(tours)!
    const opened = (await ask('map: one tour', `/tours/${tour.tourId}`)) as { stops: { stopId: string }[] }
    await ask('map: roads of a tour', `/tours/${tour.tourId}/roads`)
    const stop = oneOf(opened.stops)
    if (stop) {
      await ask('map: one stop', `/stops/${stop.stopId}`)
      await ask('map: who is within reach', `/stops/${stop.stopId}/isochrones`)
    }
    await ask('map: demand', '/referrals/demand')
    await ask('map: places held', '/agenda/counts')
    await ask('map: breaches', '/referrals/breaches')
  }
}

/** Seconds of processor time the server has used since it began; Linux alone says. */
function processorSeconds(): number {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Resident memory now, and at its highest, in megabytes. */
function residentMegabytes(): { now: number; highest: number } {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
  const of = (name: string) => Math.round((Number(status.match(new RegExp(`${name}:\\s+(\\d+) kB`))?.[1]) * 1024) / 1e6)
  return { now: of('VmRSS'), highest: of('VmHWM') }
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1)
}

function report(processor: number, milliseconds: number): void {
  const all = [...took.values()].flat()
  const load = loadavg().map((value) => value.toFixed(1))
  console.log(
    `${PEOPLE.queue + PEOPLE.agenda + PEOPLE.map} people for ${SECONDS} s after ${WARMING_SECONDS} s unmeasured, a pause of ${PAUSE_MILLISECONDS.join(' to ')} ms: ${((all.length * 1000) / milliseconds).toFixed(1)} requests a second, ${((processor * 1000) / all.length).toFixed(1)} ms of the server's processor a request, jobs included; load ${load.join(' ')} on ${cpus().length} processors`,
  )
  const cost = (what: string) =>
    costs.has(what) ? `  ${costs.get(what)!.toFixed(1).padStart(6)} ms of processor alone` : ''
  const line = (what: string, values: number[]) => {
    const sorted = values.sort((one, other) => one - other)
    const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0)
    console.log(
      `  ${what.padEnd(26)} ${String(values.length).padStart(5)} ×  p50 ${String(at(0.5)).padStart(5)} ms  p99 ${String(at(0.99)).padStart(5)} ms${cost(what)}${at(0.99) > AIM.p99 ? '  over the aim' : ''}`,
    )
  }
  for (const what of [...new Set([...costs.keys(), ...took.keys()])].sort()) line(what, took.get(what) ?? [])
  for (const room of ['queue', 'agenda', 'map'])
    line(
      `${room}, all`,
      [...took].filter(([what]) => what.startsWith(room)).flatMap(([, values]) => values),
    )
  const { now, highest } = residentMegabytes()
  console.log(
    `  resident memory ${now} MB, ${highest} MB at its highest${highest > AIM.megabytes ? ', over the aim' : ''}`,
  )
  for (const [what, times] of faults) console.log(`  ${what}, ${times} times`)
  if (faults.size > 0) process.exitCode = 1
}
