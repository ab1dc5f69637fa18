import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { personNamed } from '../../server/demo/people.ts'
import { bundleVictim, fillDatabase } from '../appointments/kill-trial.ts'
import { takingProvider } from '../support/taking-provider.ts'
import { TEST_KEY } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

// Fifty people at the desks of one server for half a minute: each looks at an agenda, at a patient's free places, and books
// or cancels, pausing a second or so between two acts. The server's jobs send meanwhile.

const USERS = 50
const SECONDS = 30
const PAUSE_MS = [400, 1600] as const

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

const took: Record<'reads' | 'bookings', number[]> = { reads: [], bookings: [] }
const answers = new Map<number, number>()

async function ask(kind: 'reads' | 'bookings', path: string, cookie: string, body?: unknown) {
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

async function user(number: number, cookie: string, until: number): Promise<void> {
  const own = referralIds.filter((_, index) => index % USERS === number)
  const held = new Map<string, string>()
  await wait(randomInt(1000))
  for (let turn = 0; Date.now() < until; turn += 1) {
    const referralId = own[turn % own.length]!
    await ask('reads', `/agenda/stops/${stopId}`, cookie)
    await wait(randomInt(...PAUSE_MS))
    await ask('reads', `/appointments/free?referralId=${referralId}&stopId=${stopId}`, cookie)
    await wait(randomInt(...PAUSE_MS))
    const appointmentId = held.get(referralId)
    if (appointmentId) {
      const wanted = { reason: 'patient_cancelled', revision: 1 }
      await ask('bookings', `/appointments/${appointmentId}/cancel`, cookie, wanted)
      held.delete(referralId)
    } else {
      const slotId = slotIds[randomInt(slotIds.length)]!
      const booked = await ask('bookings', '/appointments', cookie, { referralId, slotId, agreed: false })
      if (booked.json.appointmentId) held.set(referralId, booked.json.appointmentId)
    }
    await wait(randomInt(...PAUSE_MS))
  }
}

const cookie = await signIn()
const until = Date.now() + SECONDS * 1000
await Promise.all(Array.from({ length: USERS }, (_, number) => user(number, cookie, until)))
server.kill('SIGTERM')
provider.close()
rmSync(folder, { recursive: true, force: true })
rmSync(dirname(script), { recursive: true, force: true })

const quantile = (values: number[], share: number) =>
  Math.round(values.sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0)
console.log(`${ENGINE}, ${USERS} people, ${SECONDS} s, a pause of ${PAUSE_MS.join(' to ')} ms between two acts`)
for (const [kind, values] of Object.entries(took))
  console.log(
    `  ${kind}: ${values.length}, median ${quantile(values, 0.5)} ms, p95 ${quantile(values, 0.95)} ms, p99 ${quantile(values, 0.99)} ms`,
  )
console.log(`  answers by status: ${[...answers].map(([status, count]) => `${status} × ${count}`).join(', ')}`)
