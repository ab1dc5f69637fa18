import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { personNamed } from '../../server/demo/people.ts'
import type { AppointmentId, ReferralId, SlotId } from '../../shared/ids.ts'
import { type Instant, toInstant } from '../../shared/time.ts'
import { bundleVictim, compare, fillDatabase, type Known, openAt } from '../appointments/kill-trial.ts'
import { freePort } from '../support/free-port.ts'
import { takingProvider } from '../support/taking-provider.ts'
import { TEST_KEY } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

/** A Monday morning: everything written may leave the same day. */
const START = '2026-01-19T09:00:00.000Z'
const SPEED = 10

export type DurabilityReport = {
  readonly kills: number
  readonly bookings: number
  readonly cancellations: number
  /** Requests that no process answered at first, and were made again. */
  readonly askedAgain: number
  /** Answers of 500 and above, which a killed neighbour must not cause. */
  readonly failures: number
  readonly restartMilliseconds: readonly number[]
  readonly messages: number
  readonly lost: readonly string[]
  readonly sentTwice: readonly string[]
  readonly doubleBookings: number
  readonly isFileSound: boolean
}

export type Trial = {
  readonly processes: number
  readonly clients: number
  readonly patients: number
  /** How many processes are killed (−9), one at a time, and how long clients work before each. */
  readonly kills: number
  readonly between: () => number
  /** How a process is ended: at once, or asked to stop. */
  readonly signal: 'SIGKILL' | 'SIGTERM'
}

/**
 * Clients book and cancel through several processes on one database while one of them is ended every now and then and
 * started again; then everything acknowledged is compared with the database and the provider.
 */
export async function durabilityTrial(trial: Trial): Promise<DurabilityReport> {
  const folder = mkdtempSync(join(tmpdir(), 'escale-durability-'))
  const provider = await takingProvider()
  const { location, referralIds, slotIds } = await fillDatabase(folder, trial.patients)
  const script = await bundleVictim('tests/bench/durability-victim.ts')
  const started = Date.now()
  const ports = await Promise.all(Array.from({ length: trial.processes }, freePort))
  const start = async (port: number) => {
    const from = performance.now()
    const key = TEST_KEY.toString('base64')
    const process_ = spawn(
      process.execPath,
      [script, location, key, provider.url, String(port), START, String(started), String(SPEED)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await new Promise<void>((ready, fail) => {
      process_.stdout.once('data', () => ready())
      process_.once('exit', (code) => fail(new Error(`a process ended by itself with code ${code}`)))
    })
    return { process_, milliseconds: performance.now() - from }
  }
  const running: ChildProcess[] = []
  for (const port of ports) running.push((await start(port)).process_)

  const known = new Map<ReferralId, Known>(referralIds.map((id) => [id, { held: null, isUncertain: false }]))
  const crowd = startCrowd({
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    known,
    slotIds,
    clients: trial.clients,
  })
  const restartMilliseconds: number[] = []
  for (let kill = 0; kill < trial.kills; kill += 1) {
    await Promise.race([wait(trial.between()), crowd.failed])
    const place = kill % running.length
    await end(running[place]!, trial.signal)
    const again = await start(ports[place]!)
    running[place] = again.process_
    restartMilliseconds.push(again.milliseconds)
  }
  await Promise.race([wait(trial.between()), crowd.failed])
  const count = await crowd.stop()
  const db = openAt(location)
  await untilSettled(db, () => toInstant(Date.parse(START) + (Date.now() - started) * SPEED))
  for (const process_ of running) await end(process_, 'SIGTERM')
  const found = await compare(db, known, provider.taken)
  const doubles = await sql<{ slot_id: string }>`
    select slot_id from appointment where live = 1 group by slot_id having count(*) > 1`.execute(db)
  const check = ENGINE === 'sqlite' ? await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db) : null
  await db.destroy()
  provider.close()
  rmSync(folder, { recursive: true, force: true })
  rmSync(dirname(script), { recursive: true, force: true })
  const { messages, lost, sentTwice } = found
  const isFileSound = check === null || check.rows[0]?.integrity_check === 'ok'
  return {
    kills: trial.kills,
    ...count,
    restartMilliseconds,
    messages,
    lost,
    sentTwice,
    doubleBookings: doubles.rows.length,
    isFileSound,
  }
}

async function end(process_: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  process_.removeAllListeners('exit')
  const gone = new Promise((done) => process_.once('exit', done))
  process_.kill(signal)
  await gone
}

/** Waits until no message due on the fast clock is on its way any more, those the dead were sending included. */
async function untilSettled(db: ReturnType<typeof openAt>, now: () => Instant): Promise<void> {
  for (let tries = 0; tries < 360; tries += 1) {
    const left = await db
      .selectFrom('message')
      .select('id')
      .where((message) =>
        message.or([
          message('state', 'in', ['sending', 'unknown']),
          message.and([message('state', '=', 'queued'), message('due_at', '<=', now())]),
        ]),
      )
      .execute()
    if (left.length === 0) return
    await wait(500)
  }
  throw new Error('messages were still on their way after three minutes')
}

type Crowd = {
  readonly urls: readonly string[]
  readonly known: Map<ReferralId, Known>
  readonly slotIds: readonly SlotId[]
  readonly clients: number
}

/** Clients that book for patients of their own and cancel, going to the next process when one does not answer. */
function startCrowd({ urls, known, slotIds, clients }: Crowd) {
  const count = { bookings: 0, cancellations: 0, askedAgain: 0, failures: 0 }
  let isOver = false
  let cookie = ''
  const referrals = [...known.keys()]

  async function post(path: string, body: unknown, turn: number): Promise<Response> {
    for (let tries = turn; ; tries += 1) {
      const url = urls[tries % urls.length]!
      try {
        const answer = await fetch(`${url}/api${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Origin: url, Cookie: cookie },
          body: JSON.stringify(body),
        })
        // The body is read here, so that a process killed while it answers counts as one that did not.
        return new Response(await answer.arrayBuffer(), { status: answer.status, headers: answer.headers })
      } catch {
        count.askedAgain += 1
        await wait(20)
      }
    }
  }

  async function client(number: number): Promise<void> {
    const own = referrals.filter((_, index) => index % clients === number)
    for (let turn = number; !isOver; turn += 1) {
      const one = known.get(own[turn % own.length]!)!
      const before = count.askedAgain
      one.isUncertain = true
      const isSettled = await act(one, own[turn % own.length]!, turn)
      one.isUncertain = !isSettled || count.askedAgain !== before
    }
  }

  async function act(one: Known, referralId: ReferralId, turn: number): Promise<boolean> {
    const { held } = one
    const slotId = slotIds[randomInt(slotIds.length)]!
    const answer = held
      ? await post(`/appointments/${held.appointmentId}/cancel`, { reason: 'patient_cancelled', revision: 1 }, turn)
      : await post('/appointments', { referralId, slotId, agreed: false }, turn)
    const body = (await answer.json()) as Partial<{ appointmentId: AppointmentId; code: string; details: unknown }>
    if (answer.status >= 500) {
      count.failures += 1
      return false
    }
    if (answer.ok) {
      one.held = held ? null : { appointmentId: body.appointmentId!, slotId }
      count[held ? 'cancellations' : 'bookings'] += 1
    } else if (body.code === 'appointment_ended') one.held = null
    else if (body.code === 'already_booked') {
      one.held = { appointmentId: (body.details as { appointmentId: AppointmentId }).appointmentId, slotId: null }
    }
    return true
  }

  const working = (async () => {
    const signedIn = await post('/session/demo', { personId: personNamed('Garance').id }, 0)
    cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    if (!cookie) throw new Error(`nobody could sign in: ${signedIn.status}`)
    await Promise.all(Array.from({ length: Math.min(clients, referrals.length) }, (_, number) => client(number)))
  })()
  return {
    failed: working.then(() => new Promise<never>(() => undefined)),
    async stop() {
      isOver = true
      await working
      return count
    },
  }
}
