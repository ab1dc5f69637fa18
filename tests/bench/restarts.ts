import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { personNamed } from '../../server/demo/people.ts'
import { isFileSound } from '../../server/store/check-file.ts'
import { openDatabase } from '../../server/store/database.ts'
import { freePort } from '../support/free-port.ts'
import { ENGINE } from '../support/test-database.ts'
import { startProxy } from './restarts-proxy.ts'
import { startWriters } from './restarts-writers.ts'

// How the BUILT server stops and starts again while fifty people write: told to stop (SIGTERM), killed (−9) on a folder of
// data, and, with `TEST_ENGINE=postgres TEST_POSTGRES_URL=…`, two processes restarted one after another behind a small
// proxy. `LOAD_WORLD=folder` names a world written by `npm run bench -- load`, `RESTART_KILLS` how often it is killed, and
// `RESTART_ONLY=kills` leaves out the rest. Run `npm run build` first.

const CLIENTS = 50
const SECONDS = Number(process.env.RESTART_SECONDS ?? 5)
const DRAIN_SECONDS = 3
const KILLS = Number(process.env.RESTART_KILLS ?? 10)
const gp = personNamed('Anis').id

const folder = mkdtempSync(join(tmpdir(), 'escale-restarts-'))
const line = (text: string) =>
  console.log(`${ENGINE}: ${text}; load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors`)
let isSound = true
try {
  const env = { ESCALE_DATA: folder, ...(ENGINE === 'postgres' ? { DATABASE_URL: await newDatabase() } : {}) }
  if (process.env.RESTART_ONLY !== 'kills') {
    await stopWhileWriting(env)
    if (ENGINE === 'postgres') await rollOver(env)
  }
  await killAndStart(worldOf(process.env.LOAD_WORLD) ?? env)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (!isSound) process.exitCode = 1

type Served = { readonly process_: ChildProcess; readonly url: string; readonly milliseconds: number }

/** The built server, once it is ready. */
async function serve(env: Record<string, string>): Promise<Served> {
  const port = await freePort()
  const from = performance.now()
  const settings = { PORT: String(port), LOG_LEVEL: 'fatal', RATE_LIMIT_PER_MINUTE: '1000000' }
  const process_ = spawn(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, ...settings, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  const isReady = () =>
    fetch(`${url}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    )
  while (!(await isReady())) {
    if (process_.exitCode !== null) throw new Error('the server did not start: run `npm run build` first')
    await wait(10)
  }
  return { process_, url, milliseconds: performance.now() - from }
}

/** Told to stop, the server answers what it was asked, and ends by itself: how long that takes, and what was broken off. */
async function stopWhileWriting(env: Record<string, string>): Promise<void> {
  const server = await serve(env)
  const writers = await startWriters(server.url, gp, CLIENTS)
  await wait(SECONDS * 1000)
  const from = performance.now()
  server.process_.kill('SIGTERM')
  const [code] = (await once(server.process_, 'exit')) as [number | null]
  const milliseconds = Math.round(performance.now() - from)
  await writers.stop()
  const again = await serve(env)
  const lost = await writers.compare(again.url)
  again.process_.kill('SIGTERM')
  await once(again.process_, 'exit')
  const { acknowledged, brokenOff, refused } = writers
  isSound &&= code === 0 && brokenOff() + refused() + lost === 0
  line(
    `told to stop under ${CLIENTS} clients after ${acknowledged()} acknowledged writes: ended with ${code} in ${milliseconds} ms, ${brokenOff()} requests broken off, ${refused()} answered by an error, ${lost} writes lost`,
  )
}

/** Two processes behind a proxy that asks which is ready, each stopped and started again under way. */
async function rollOver(env: Record<string, string>): Promise<void> {
  const draining = { ...env, DRAIN_SECONDS: String(DRAIN_SECONDS) }
  const servers = [await serve(draining), await serve(draining)]
  const proxy = await startProxy(() => servers.map(({ url }) => url))
  const writers = await startWriters(proxy.url, gp, CLIENTS)
  for (const place of [0, 1, 0, 1]) {
    await wait(SECONDS * 1000)
    servers[place]!.process_.kill('SIGTERM')
    await once(servers[place]!.process_, 'exit')
    servers[place] = await serve(draining)
  }
  await wait(SECONDS * 1000)
  await writers.stop()
  const lost = await writers.compare(proxy.url)
  proxy.stop()
  for (const { process_ } of servers) process_.kill('SIGTERM')
  await Promise.all(servers.map(({ process_ }) => process_.exitCode ?? once(process_, 'exit')))
  const { acknowledged, brokenOff, refused } = writers
  isSound &&= brokenOff() + refused() + lost === 0
  line(
    `two processes, four restarts one after another under ${CLIENTS} clients: ${acknowledged()} acknowledged writes, ${brokenOff()} requests broken off, ${refused()} answered by an error, ${lost} writes lost`,
  )
}

/**
 * Killed while it writes, as often as asked: from the launch to the first answer that the server is ready, how many writes it
 * had acknowledged that are not there any more, and at the end whether the file is sound.
 */
async function killAndStart(env: Record<string, string>): Promise<void> {
  const took: number[] = []
  let [acknowledged, lost] = [0, 0]
  let server = await serve(env)
  for (let time = 0; time < KILLS; time += 1) {
    const writers = await startWriters(server.url, gp, CLIENTS)
    await wait(500 + Math.random() * 1000)
    server.process_.kill('SIGKILL')
    await once(server.process_, 'exit')
    await writers.stop()
    server = await serve(env)
    took.push(Math.round(server.milliseconds))
    acknowledged += writers.acknowledged()
    lost += await writers.compare(server.url)
  }
  server.process_.kill('SIGTERM')
  await once(server.process_, 'exit')
  const isFileSound = await checkFile(env)
  isSound &&= lost === 0 && isFileSound
  const sorted = took.sort((one, other) => one - other)
  line(
    `killed ${KILLS} times under ${CLIENTS} clients after ${acknowledged} acknowledged writes: ${lost} lost${ENGINE === 'sqlite' ? `, file ${isFileSound ? 'sound' : 'DAMAGED'}` : ''}, ready again in ${sorted[Math.floor((KILLS - 1) / 2)]} ms at the median, ${sorted.at(-1)} ms at most`,
  )
}

/** Reads the whole of an embedded store again; PostgreSQL looks after its own. */
async function checkFile({ DATABASE_URL, ESCALE_DATA }: Record<string, string>): Promise<boolean> {
  if (DATABASE_URL) return true
  const db = openDatabase({ engine: 'sqlite', file: join(ESCALE_DATA!, 'demo.db') })
  const isSound = await isFileSound(db)
  await db.destroy()
  return isSound
}

function worldOf(world: string | undefined): Record<string, string> | undefined {
  const note = world && join(world, `world-${ENGINE}.json`)
  if (!note || !existsSync(note)) return undefined
  return (JSON.parse(readFileSync(note, 'utf8')) as { env: Record<string, string> }).env
}

async function newDatabase(): Promise<string> {
  const address = new URL(process.env.TEST_POSTGRES_URL ?? '')
  const name = `restarts${randomUUID().replaceAll('-', '')}`
  const administration = openDatabase({ engine: 'postgres', url: address.toString() })
  await sql.raw(`create database ${name}`).execute(administration)
  await administration.destroy()
  address.pathname = `/${name}`
  return address.toString()
}
