import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { seedPeopleAndPlaces } from '../../server/demo/seed.ts'
import { seedTours } from '../../server/demo/seed-tours.ts'
import type { Ports } from '../../server/ports.ts'
import { learnDriveTimes } from '../../server/referrals/learn-drive-times.ts'
import { recheckSafety } from '../../server/referrals/recheck-safety.ts'
import { sendReferral } from '../../server/referrals/send-referral.ts'
import { openDatabase, transaction } from '../../server/store/database.ts'
import { migrate } from '../../server/store/migrate.ts'
import { listHostCentres } from '../../server/territory/host-centre-store.ts'
import { addDays } from '../../shared/days.ts'
import { distanceMetres } from '../../shared/geo.ts'
import { isRefusal } from '../../shared/problem.ts'
import { ReferralInput } from '../../shared/referral.ts'
import { instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import { happen, leftUnspokenOf, leftWithNothing, person, snapshotOf, walks } from '../referrals/safety-walk.ts'
import { MAS, referralOf } from '../referrals/sample.ts'
import { testPorts } from '../support/test-app.ts'

// Sending a referral, safety rule included, beside 5 000 open referrals and 1 000 free places, on a database file with
// full synchronisation as in production; then random walks in search of an urgent patient left with nothing.

const REFERRALS = 5_000
const STOPS = 20
const PLACES_PER_STOP = 50
const SENDS = 101
const TODAY = '2026-01-19' as LocalDate

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? Number.NaN

async function fill(ports: Ports): Promise<void> {
  const { db, newId, vault, territory } = ports
  const centres = (await listHostCentres(db)).filter((centre) => centre.active)
  const now = instantAt(TODAY, 480 as MinuteOfDay, PARIS)
  const { id: unitId } = await db.selectFrom('unit').select('id').executeTakeFirstOrThrow()
  const { id: author } = await db.selectFrom('person').select('id').where('role', '=', 'gp').executeTakeFirstOrThrow()
  const tourId = newId()
  const insert = (table: string, row: object) =>
    db
      .insertInto(table as never)
      .values(row as never)
      .execute()
  await insert('tour', {
    id: tourId,
    unit_id: unitId,
    name: 'Banc',
    state: 'published',
    from_date: TODAY,
    to_date: addDays(TODAY, 90),
    version: 1,
    problem: null,
    plan: null,
    created_by: null,
    created_at: now,
    updated_at: now,
    revision: 1,
  })
  for (let stop = 0; stop < STOPS; stop++) {
    const stopId = newId()
    const first = addDays(TODAY, 2 + stop * 4)
    await insert('stop', {
      id: stopId,
      tour_id: tourId,
      unit_id: unitId,
      centre_id: centres[stop % centres.length]!.hostCentreId,
      position: stop,
      first_day: first,
      last_day: addDays(first, 2),
      state: 'published',
      pinned: 0,
    })
    for (let place = 0; place < PLACES_PER_STOP; place++) {
      const start = 540 + 20 * Math.floor(place / 3)
      await insert('slot', {
        id: newId(),
        stop_id: stopId,
        date: addDays(first, place % 3),
        start_minute: start,
        end_minute: start + 20,
        room: 1,
        kind: place % 8 === 0 ? 'procedure' : 'consultation',
        reserved: place % 3 === 0 ? 1 : 0,
        overbooked: 0,
        overbooked_by: null,
        sealed_overbooked_reason: null,
        withdrawn: 0,
      })
    }
  }
  const around = centres.map((centre) =>
    territory.communes.filter((commune) => distanceMetres(commune.lngLat, centre.lngLat) < 40_000).slice(0, 150),
  )
  await transaction(db, async (trx) => {
    for (let index = 0; index < REFERRALS; index++) {
      const centre = centres[index % centres.length]!
      const communes = around[index % centres.length]!
      const commune = communes[(index * 7) % communes.length]!
      const patientId = newId()
      const share = (index * 37) % 100
      const priorityClass = share < 8 ? 'P1' : share < 25 ? 'P2' : share < 70 ? 'P3' : 'P4'
      const days = { P1: 14, P2: 28, P3: 90, P4: null }[priorityClass]
      const sent = addDays(TODAY, -(index % 12))
      await trx
        .insertInto('patient')
        .values({
          id: patientId as never,
          centre_id: centre.hostCentreId,
          sealed_identity: vault.seal('{}'),
          identity_fingerprint: vault.fingerprint(`${index}`),
          sealed_phone: null,
          phone_fingerprint: null,
          phone_owner: 'patient',
          commune_insee: commune.insee,
          mobility: 'independent',
          sealed_interpreter: null,
          language: 'fr',
          sms_informed: 1,
          sms_stopped: 0,
          created_at: now,
          updated_at: now,
        })
        .execute()
      await trx
        .insertInto('referral')
        .values({
          id: newId() as never,
          centre_id: centre.hostCentreId,
          patient_id: patientId as never,
          author_id: author,
          specialty: 'dermatology',
          protocol_id: 'dermatology',
          protocol_version: '0.1',
          mode: 'declared',
          state: 'waiting',
          proposed_class: null,
          proposed_code: null,
          priority_class: priorityClass,
          call_today: 0,
          deadline: days === null ? null : addDays(sent, days),
          major_risk: 0,
          seven_point_score: index % 5,
          slot_kind: index % 9 === 0 ? 'procedure' : 'consultation',
          sealed_clinical: vault.seal('{}'),
          wishes: JSON.stringify({ maxDriveMinutes: 45 }),
          commune_insee: commune.insee,
          sent_at: instantAt(sent, 600 as MinuteOfDay, PARIS),
          idempotency_key: newId(),
          closed_reason: null,
          closed_at: null,
          revision: 1,
        })
        .execute()
    }
  })
  await learnDriveTimes(
    ports,
    centres.map((centre) => centre.hostCentreId),
  )
  await transaction(db, (trx) => recheckSafety(trx, { now, personId: null }))
}

async function measureSending(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'escale-bench-'))
  const db = openDatabase({ engine: 'sqlite', file: join(folder, 'bench.db') })
  try {
    await migrate(db)
    const ports: Ports = { ...(await testPorts()), db }
    await seedPeopleAndPlaces(ports)
    await fill(ports)
    const gp = person('Olive', [MAS])
    const times: number[] = []
    for (let send = 0; send < SENDS; send++) {
      const urgent = send % 2 === 0 ? 'P1' : 'P2'
      const input = ReferralInput.parse(referralOf({ priorityClass: urgent, duplicateSeen: true }))
      const from = performance.now()
      const sent = await sendReferral(ports, gp, input)
      times.push(performance.now() - from)
      if (isRefusal(sent)) throw new Error(`refused: ${sent.refusal}`)
    }
    const { alerts } = await db
      .selectFrom('alert')
      .where('resolved_at', 'is', null)
      .select((of) => of.fn.countAll<number>().as('alerts'))
      .executeTakeFirstOrThrow()
    console.log(
      `send a referral, safety rule included, beside ${REFERRALS} open referrals and ${STOPS * PLACES_PER_STOP} free places: ` +
        `median ${quantile(times, 0.5).toFixed(1)} ms, 95th percentile ${quantile(times, 0.95).toFixed(1)} ms ` +
        `(${SENDS} sends, ${alerts} standing alerts)`,
    )
  } finally {
    await db.destroy()
    rmSync(folder, { recursive: true })
  }
}

async function walk(sequences: number): Promise<void> {
  const ports = await testPorts()
  await seedPeopleAndPlaces(ports)
  await seedTours(ports)
  const world = await snapshotOf(ports)
  let walked = 0
  let steps = 0
  let effective = 0
  const from = performance.now()
  await fc.assert(
    fc.asyncProperty(walks(24), async ({ start, happenings }) => {
      const here = await world.open(start)
      for (const happening of happenings) {
        effective += Number(await happen(here, happening))
        steps += 1
        const left = [...(await leftWithNothing(here)), ...(await leftUnspokenOf(here))]
        if (left.length > 0) throw new Error(`left with nothing after ${happening.act}: ${left.join(', ')}`)
      }
      if (++walked % 1000 === 0) console.log(`${walked} walks, ${steps} steps…`)
    }),
    { numRuns: sequences, endOnFailure: true },
  )
  await world.close()
  const seconds = (performance.now() - from) / 1000
  console.log(
    `${sequences} random walks, ${steps} steps of which ${effective} changed something: no urgent patient left with nothing ` +
      `(${seconds.toFixed(0)} s)`,
  )
}

await measureSending()
// Ten thousand take half an hour: SAFETY_WALKS=10000 npm run bench -- referrals
await walk(Number(process.env.SAFETY_WALKS ?? 100))
