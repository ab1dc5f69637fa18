import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { personNamed } from '../../server/demo/people.ts'
import { bundleVictim, fillDatabase } from '../appointments/kill-trial.ts'
import { takingProvider } from '../support/taking-provider.ts'
import { TEST_KEY } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

// Fifty people at the desks of one server, half a minute at each pace: each looks at an agenda, at a patient's free places,
// and books or cancels, pausing between two acts. The server's jobs send meanwhile. Read the load of the machine beside the
// figures: the people and the server share its processors, and what else runs there counts in every one of them.

const USERS = 50
const SECONDS = 30
/** What a server does the first time, it compiles: left out of the figures. */
const WARMING_SECONDS = 8
/** Milliseconds between two acts: those of people who read what they see, which is what the aim means, and hurried ones. */
const PACES = { 'at the desks': [1000, 3000], hurried: [400, 1600] } as const
type Pace = readonly [number, number]

const folder = mkdtempSync(join(tmpdir(), 'escale-bench-'))
const provider = await takingProvider()
const { location, referralIds, slotIds, stopId } = await fillDatabase(folder, 150)
const script = await bundleVictim()
const server = spawn(
  process.execPath,
  [script, location, TEST_KEY.toString('base64'), provider.url, '2026-01-19T09:00:00.000Z', 'serve'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const port = await new Promise<string>((ready) => server.stdout.once('data', (text: Buffer) => ready(`${text}`.trim())))
const url = `http://127.0.0.1:${port}`

type Round = { took: Record<'reads' | 'bookings', number[]>; answers: Map<number, number> }

async function ask({ took, answers }: Round, kind: 'reads' | 'bookings', path: string, body?: unknown) {
  const from = performance.now()
  const headers = { 'Content-Type': 'application/json', Origin: url, Cookie: cookie }
  const answer = await fetch(`${url}/api${path}`, {
    headers,
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  const json = (await answer.json()) as { appointmentId?: string }
  took[kind].push(performance.now() - from)
  answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1)
  return { ok: answer.ok, json }
}

async function signIn(): Promise<string> {
  const signedIn = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ personId: personNamed('Garance').id }),
  })
  await signedIn.arrayBuffer()
  return signedIn.headers.get('set-cookie')!.split(';')[0]!
}

async function user(number: number, pace: Pace, round: Round, until: number): Promise<void> {
  const own = referralIds.filter((_, index) => index % USERS === number)
  await wait(randomInt(pace[1]))
  for (let turn = 0; Date.now() < until; turn += 1) {
    const referralId = own[turn % own.length]!
    await ask(round, 'reads', `/agenda/stops/${stopId}`)
    await wait(randomInt(...pace))
    await ask(round, 'reads', `/appointments/free?referralId=${referralId}&stopId=${stopId}`)
    await wait(randomInt(...pace))
    const appointmentId = held.get(referralId)
    if (appointmentId) {
      const wanted = { reason: 'patient_cancelled', revision: 1 }
      await ask(round, 'bookings', `/appointments/${appointmentId}/cancel`, wanted)
      held.delete(referralId)
    } else {
      const slotId = slotIds[randomInt(slotIds.length)]!
      const booked = await ask(round, 'bookings', '/appointments', { referralId, slotId, agreed: false })
      if (booked.json.appointmentId) held.set(referralId, booked.json.appointmentId)
    }
    await wait(randomInt(...pace))
  }
}

/** Seconds of processor time the server has used, on Linux alone; undefined elsewhere. */
function processorSeconds(): number | undefined {
  const stat = `/proc/${server.pid}/stat`
  if (!existsSync(stat)) return undefined
  // After the name in brackets: user and system time are the 12th and 13th fields, in hundredths.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function play(pace: Pace, seconds: number): Promise<Round> {
  const round: Round = { took: { reads: [], bookings: [] }, answers: new Map() }
  const until = Date.now() + seconds * 1000
  await Promise.all(Array.from({ length: USERS }, (_, number) => user(number, pace, round, until)))
  return round
}

const quantile = (values: number[], share: number) =>
  Math.round(values.sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0)

const held = new Map<string, string>()
const cookie = await signIn()
await play(PACES['at the desks'], WARMING_SECONDS)
console.log(`${ENGINE}, ${USERS} people, ${SECONDS} s at each pace after ${WARMING_SECONDS} s unmeasured`)
for (const [name, pace] of Object.entries(PACES)) {
  const [before, from] = [processorSeconds(), performance.now()]
  const { took, answers } = await play(pace, SECONDS)
  const count = took.reads.length + took.bookings.length
  const perSecond = Math.round((count * 1000) / (performance.now() - from))
  const load = loadavg().map((value) => value.toFixed(1))
  console.log(
    `  ${name}, a pause of ${pace.join(' to ')} ms: ${perSecond} requests a second, load ${load.join(' ')} on ${cpus().length} processors`,
  )
  for (const [kind, values] of Object.entries(took)) {
    const [median, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(values, share))
    console.log(`    ${kind}: ${values.length}, median ${median} ms, p95 ${p95} ms, p99 ${p99} ms`)
  }
  console.log(`    answers by status: ${[...answers].map(([status, times]) => `${status} × ${times}`).join(', ')}`)
  if (before !== undefined)
    console.log(`    server: ${(((processorSeconds()! - before) * 1000) / count).toFixed(1)} ms of processor a request`)
}
server.kill('SIGTERM')
provider.close()
rmSync(folder, { recursive: true, force: true })
rmSync(dirname(script), { recursive: true, force: true })
