import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'esbuild'
import { sql } from 'kysely'
import { personNamed } from '../../server/demo/people.ts'
import { type Database, openDatabase } from '../../server/store/database.ts'
import type { AppointmentId, ReferralId, SlotId } from '../../shared/ids.ts'
import { addMinutes, Instant } from '../../shared/time.ts'
import { takingProvider } from '../support/taking-provider.ts'
import { TEST_KEY } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { openClinic } from './clinic.ts'
import { findFree } from './find-free.ts'

const CLIENTS = 6
const ROOT = join(import.meta.dirname, '../..')
/** A Monday morning: everything written may leave the same day. */
const START = Instant.parse('2026-01-19T09:00:00.000Z')
/** A victim dies a moment after one of its first acknowledgements, drawn by lot. */
const MOST_ACKNOWLEDGED = 12
const LONGEST_MOMENT = 30

/** What the server acknowledged about one referral, and what it was last asked without an answer. */
export type Known = { held: { appointmentId: AppointmentId; slotId: SlotId | null } | null; isUncertain: boolean }

export type KillReport = {
  kills: number
  bookings: number
  cancellations: number
  cutOff: number
  messages: number
  taken: number
  lookedUp: number
  /** Acknowledged and not there, in words; empty when nothing was lost. */
  lost: string[]
  sentTwice: string[]
}

/**
 * Kills (−9) the whole application `kills` times at random moments, while clients book and cancel over HTTP and its jobs
 * send what they write, then lets it finish and compares what was acknowledged with the database and the provider.
 */
export async function killTrial({ kills, patients }: { kills: number; patients: number }): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'escale-kills-'))
  const provider = await takingProvider()
  const { location, referralIds, slotIds } = await fillDatabase(folder, patients)
  const victim = await bundleVictim()
  const known = new Map<ReferralId, Known>(referralIds.map((id) => [id, { held: null, isUncertain: false }]))
  const count = { bookings: 0, cancellations: 0, cutOff: 0 }
  let now = START
  const run = (mode: 'live' | 'finish') =>
    spawn(process.execPath, [victim, location, TEST_KEY.toString('base64'), provider.url, now, mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  for (let kill = 0; kill < kills; kill += 1) {
    const enough = count.bookings + count.cancellations + randomInt(MOST_ACKNOWLEDGED)
    await killAtRandom(run('live'), (url) =>
      bookAndCancel(url, known, slotIds, count, () => count.bookings + count.cancellations >= enough),
    )
    now = addMinutes(now, 3)
  }
  // Claims of the dead lapse after two minutes; what they left is looked up after five more.
  for (let round = 0; round < 4; round += 1) {
    now = addMinutes(now, 10)
    const code = await new Promise((done) => run('finish').once('exit', done))
    if (code !== 0) throw new Error(`the last rounds ended with code ${code}`)
  }
  const db = openAt(location)
  const found = await compare(db, known, provider.taken)
  await db.destroy()
  provider.close()
  rmSync(folder, { recursive: true, force: true })
  rmSync(dirname(victim), { recursive: true, force: true })
  return { kills, ...count, lookedUp: provider.lookedUp(), ...found }
}

/** The database of the trial, opened once more. */
export const openAt = (location: string): Database =>
  openDatabase(ENGINE === 'postgres' ? { engine: 'postgres', url: location } : { engine: 'sqlite', file: location })

/** The demo with more patients waiting, in a database that outlives a process. */
export async function fillDatabase(folder: string, patients: number) {
  const clinic = await openClinic()
  const { db } = clinic.ports
  const referralIds: ReferralId[] = []
  for (let sent = 0; sent < patients; sent += 1) referralIds.push(await clinic.refer(sent % 3 === 0 ? 'P1' : 'P2'))
  const slotIds = (await findFree(clinic, ['Mas', 'Ménigoute'])).map((slot) => slot.slotId)
  let location = join(folder, 'killed.db')
  if (ENGINE === 'postgres') {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
    const url = new URL(process.env.TEST_POSTGRES_URL!)
    url.pathname = `/${rows[0]!.name}`
    location = url.toString()
  } else await sql`vacuum into ${sql.lit(location)}`.execute(db)
  await db.destroy()
  return { location, referralIds, slotIds, stopId: clinic.stopAt('Mas').stopId }
}

/** The application in one file, so that each of its lives begins within a second; beside the packages it loads. */
export async function bundleVictim(script = 'tests/bench/booking-victim.ts'): Promise<string> {
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const outfile = join(mkdtempSync(join(cache, 'escale-kills-')), 'victim.mjs')
  await build({
    absWorkingDir: ROOT,
    entryPoints: [script],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'error',
  })
  return outfile
}

/** Lets `use` work on a victim until it has enough, then kills it a moment later, whatever is under way. */
async function killAtRandom(
  victim: ChildProcessByStdio<null, Readable, null>,
  use: (url: string) => { enough: Promise<void>; ended: Promise<unknown> },
): Promise<void> {
  const dead = new Promise((done) => victim.once('exit', done))
  const port = await new Promise<string>((ready, fail) => {
    victim.stdout.once('data', (text: Buffer) => ready(text.toString().trim()))
    victim.once('exit', (code) => fail(new Error(`the server ended by itself with code ${code}`)))
  })
  // What it logs from then on are errors.
  victim.stdout.pipe(process.stderr)
  const working = use(`http://127.0.0.1:${port}`)
  try {
    await working.enough
    await wait(randomInt(LONGEST_MOMENT))
  } finally {
    victim.kill('SIGKILL')
  }
  await Promise.all([dead, working.ended])
}

/** Clients that book and cancel, each for patients of their own, until the server is gone. */
function bookAndCancel(
  url: string,
  known: Map<ReferralId, Known>,
  slotIds: readonly SlotId[],
  count: { bookings: number; cancellations: number; cutOff: number },
  isEnough: () => boolean,
) {
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url, Cookie: cookie },
      body: JSON.stringify(body),
    })
  const referrals = [...known.keys()]

  /** Books for a patient without a place, cancels for one with; null when the server refused, which it may. */
  async function act(one: Known, referralId: ReferralId, cookie: string): Promise<void> {
    const { held } = one
    const slotId = slotIds[randomInt(slotIds.length)]!
    const answer = held
      ? await post(`/appointments/${held.appointmentId}/cancel`, { reason: 'patient_cancelled', revision: 1 }, cookie)
      : await post('/appointments', { referralId, slotId, agreed: false }, cookie)
    const body = (await answer.json()) as Partial<{ appointmentId: AppointmentId; code: string; details: unknown }>
    if (answer.status >= 500 || answer.status === 400) throw new Error(`the server answered ${answer.status}`)
    if (answer.ok) {
      one.held = held ? null : { appointmentId: body.appointmentId!, slotId }
      count[held ? 'cancellations' : 'bookings'] += 1
    } else if (body.code === 'appointment_ended') one.held = null
    else if (body.code === 'already_booked') {
      // What was cut off had been done, or an offer came meanwhile.
      const { appointmentId } = body.details as { appointmentId: AppointmentId }
      one.held = { appointmentId, slotId: null }
    }
  }

  async function client(number: number, cookie: string, done: () => void): Promise<void> {
    const own = referrals.filter((_, index) => index % CLIENTS === number)
    for (let turn = randomInt(own.length); ; turn += 1) {
      const referralId = own[turn % own.length]!
      const one = known.get(referralId)!
      if (one.isUncertain) count.cutOff += 1
      one.isUncertain = true
      await act(one, referralId, cookie)
      one.isUncertain = false
      if (isEnough()) done()
    }
  }

  let done = () => {}
  const enough = new Promise<void>((resolve) => {
    done = resolve
  })
  const isGone = (error: unknown) => error instanceof TypeError || error instanceof SyntaxError
  const ended = post('/session/demo', { personId: personNamed('Garance').id }).then(async (signedIn) => {
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0]
    if (!cookie) throw new Error('nobody could sign in')
    const clients = Array.from({ length: CLIENTS }, (_, number) => client(number, cookie, done))
    await Promise.all(
      clients.map((one) =>
        one.catch((error: unknown) => {
          if (!isGone(error)) throw error
        }),
      ),
    )
  })
  return { enough: Promise.race([enough, ended]), ended }
}

/** What was acknowledged and is not so; what was written and neither left nor was set aside with a reason. */
export async function compare(db: Database, known: ReadonlyMap<ReferralId, Known>, taken: ReadonlyMap<string, number>) {
  const lost: string[] = []
  const appointments = new Map(
    (await db.selectFrom('appointment').select(['id', 'slot_id', 'state', 'live', 'referral_id']).execute()).map(
      (row) => [row.id, row],
    ),
  )
  const messages = await db
    .selectFrom('message')
    .select(['id', 'appointment_id', 'kind', 'state', 'skipped_reason'])
    .execute()
  const written = new Set(messages.map((message) => `${message.kind}:${message.appointment_id}`))
  for (const [referralId, { held, isUncertain }] of known) {
    if (!held?.slotId) continue
    const stored = appointments.get(held.appointmentId)
    if (!stored || stored.slot_id !== held.slotId || stored.referral_id !== referralId) lost.push('a booking')
    // One whose cancellation was under way may be ended; nothing else ends one.
    else if (stored.live !== 1 && !isUncertain) lost.push(`a booking, now ${stored.state}`)
    if (!written.has(`confirmation:${held.appointmentId}`)) lost.push('the message of a booking')
  }
  for (const { id, state } of appointments.values()) {
    if (known.has(appointments.get(id)!.referral_id) && state === 'offered' && !written.has(`offer:${id}`))
      lost.push('the message of an offer')
  }
  const sentTwice: string[] = []
  for (const message of messages) {
    const times = taken.get(message.id) ?? 0
    if (times > 1) sentTwice.push(`${message.kind}, ${times} times`)
    const isAccounted =
      (times === 1 && (message.state === 'accepted' || message.state === 'delivered')) ||
      (times === 0 && (message.state === 'queued' || (message.state === 'skipped' && message.skipped_reason !== null)))
    if (!isAccounted) lost.push(`a ${message.kind}: ${message.state}, taken ${times} times`)
  }
  return { messages: messages.length, taken: taken.size, lost, sentTwice }
}
