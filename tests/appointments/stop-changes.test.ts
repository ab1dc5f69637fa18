import { beforeEach, describe, expect, it } from 'vitest'
import { releaseStop } from '../../server/appointments/release-stop.ts'
import { stopImpact } from '../../server/appointments/stop-impact.ts'
import { syncSlots } from '../../server/appointments/sync-slots.ts'
import { transaction } from '../../server/store/database.ts'
import { listStops } from '../../server/tours/list-stops.ts'
import type { StopId } from '../../shared/ids.ts'
import { LocalDate, MinuteOfDay } from '../../shared/time.ts'
import { type Clinic, openClinic, refusalOf } from './clinic.ts'
import { findFree } from './find-free.ts'

let clinic: Clinic
let garance: Awaited<ReturnType<Clinic['as']>>
let stopId: StopId

beforeEach(async () => {
  clinic = await openClinic()
  garance = await clinic.as('Garance')
  stopId = clinic.stopAt('Mas').stopId
})

const moment = () => ({ now: clinic.ports.clock.now(), personId: null })
const sync = () => transaction(clinic.ports.db, (trx) => syncSlots(trx, clinic.ports, stopId, moment()))
const everyone = () => ({ centreIds: [clinic.stopAt('Mas').centreId] })
const liveCount = async (id: StopId) =>
  (
    await clinic.ports.db
      .selectFrom('appointment')
      .select('id')
      .where('stop_id', '=', id)
      .where('live', '=', 1)
      .execute()
  ).length

/** A second stop at the same centre, a week later, with the same sessions and people. */
async function addLaterStop(): Promise<StopId> {
  const { db, newId } = clinic.ports
  const later = newId() as StopId
  const stop = await db.selectFrom('stop').selectAll().where('id', '=', stopId).executeTakeFirstOrThrow()
  const days = { first_day: LocalDate.parse('2026-02-11'), last_day: LocalDate.parse('2026-02-11') }
  await db
    .insertInto('stop')
    .values({ ...stop, id: later, position: 9, ...days })
    .execute()
  const session = {
    stop_id: later,
    date: days.first_day,
    start_minute: MinuteOfDay.parse(540),
    end_minute: MinuteOfDay.parse(720),
  }
  await db
    .insertInto('session')
    .values({ id: newId() as never, ...session })
    .execute()
  const day = await db.selectFrom('specialist_day').selectAll().where('stop_id', '=', stopId).executeTakeFirstOrThrow()
  await db
    .insertInto('specialist_day')
    .values({ ...day, id: newId(), stop_id: later, date: days.first_day })
    .execute()
  await transaction(db, (trx) => syncSlots(trx, clinic.ports, later, moment()))
  return later
}

describe('sessions that change', () => {
  it('change nothing when they are the same', async () => {
    await clinic.allocate(garance)
    expect(await sync()).toEqual({ added: 0, removed: 0, lost: [] })
  })

  it('keep every patient: listed to move when their day goes, back in place when it returns', async () => {
    await clinic.allocate(garance)
    const before = await liveCount(stopId)
    const { db } = clinic.ports
    const gone = await db
      .selectFrom('session')
      .selectAll()
      .where('stop_id', '=', stopId)
      .where('date', '=', LocalDate.parse('2026-02-04'))
      .execute()
    await db
      .deleteFrom('session')
      .where(
        'id',
        'in',
        gone.map((session) => session.id),
      )
      .execute()
    const changes = await sync()
    expect(changes.lost.length).toBeGreaterThan(3)
    expect(await liveCount(stopId)).toBe(before)
    const agenda = await clinic.agendaOf(garance)
    expect(agenda.filter((slot) => slot.withdrawn)).toHaveLength(changes.lost.length)
    expect(agenda.filter((slot) => slot.withdrawn).every((slot) => slot.appointment !== null)).toBe(true)
    const { stops } = await (await garance.api.agenda.stops.$get()).json()
    expect(stops.find(({ stop }) => stop.stopId === stopId)?.counts.toMove).toBe(changes.lost.length)

    await db.insertInto('session').values(gone).execute()
    expect((await sync()).lost).toEqual([])
    expect((await clinic.agendaOf(garance)).some((slot) => slot.withdrawn)).toBe(false)
    expect(await liveCount(stopId)).toBe(before)
  })

  it('give the lost places’ patients another place of the stop in one action, each told once', async () => {
    await clinic.allocate(garance)
    const { db } = clinic.ports
    const before = await liveCount(stopId)
    await db
      .deleteFrom('session')
      .where('stop_id', '=', stopId)
      .where('date', '=', LocalDate.parse('2026-02-04'))
      .execute()
    const { lost } = await sync()
    const param = { stopId }
    const { lines } = await (await garance.api.agenda.stops[':stopId'].impact.$get({ param })).json()
    expect(lines).toHaveLength(lost.length)
    const answer = await garance.api.agenda.stops[':stopId']['lost-places'].$post({ param })
    const done = await answer.json()
    expect(done.moved + done.withoutPlace).toBe(lost.length)
    const agenda = await clinic.agendaOf(garance)
    expect(agenda.some((slot) => slot.withdrawn)).toBe(false)
    expect(await liveCount(stopId)).toBe(before - done.withoutPlace)
    const told = await db.selectFrom('message').select('appointment_id').where('kind', '=', 'moved').execute()
    expect(new Set(told.map((row) => row.appointment_id)).size).toBe(told.length)
  })

  it('take no place on a day without a specialist', async () => {
    await clinic.ports.db.deleteFrom('specialist_day').where('stop_id', '=', stopId).execute()
    const { removed } = await sync()
    expect(removed).toBeGreaterThan(30)
    expect(await findFree(clinic, ['Mas'])).toEqual([])
  })
})

describe('cancelling a stop', () => {
  it('says first who is concerned, whose deadline is kept, and where each could go', async () => {
    await clinic.allocate(garance)
    const later = await addLaterStop()
    const lines = await stopImpact(clinic.ports.db, clinic.ports, stopId, 'whole_stop', everyone(), moment())
    expect(lines).toHaveLength(await liveCount(stopId))
    const placed = lines.filter((line) => line.instead !== null)
    expect(placed.length).toBeGreaterThan(0)
    for (const line of placed) {
      expect(line.instead!.stopId).toBe(later)
      if (line.deadline) expect(line.deadlineKept).toBe(line.instead!.date <= line.deadline)
    }
    // One long place a session: among those who need a short one, nobody is left out for somebody less urgent.
    const short = await clinic.ports.db
      .selectFrom('referral')
      .select('id')
      .where('slot_kind', '=', 'consultation')
      .execute()
    const ids = new Set(short.map((row) => row.id))
    const urgencies = (some: typeof lines) =>
      some.filter((one) => ids.has(one.referralId)).map((one) => one.priorityClass)
    const left = urgencies(lines.filter((line) => line.instead === null))
    expect(left.length).toBeGreaterThan(0)
    expect(left.every((one) => urgencies(placed).every((other) => other <= one))).toBe(true)
  })

  it('moves or tells each patient exactly once, and leaves nobody without an owner', async () => {
    await clinic.allocate(garance)
    const later = await addLaterStop()
    const concerned = await liveCount(stopId)
    await clinic.ports.db.updateTable('stop').set({ state: 'cancelled' }).where('id', '=', stopId).execute()
    const released = await transaction(clinic.ports.db, (trx) => releaseStop(trx, clinic.ports, stopId, moment()))
    expect(released.moved + released.withoutPlace).toBe(concerned)
    expect(await liveCount(stopId)).toBe(0)
    expect(await liveCount(later)).toBe(released.moved)
    expect((await clinic.agendaOf(garance)).length).toBe(0)
    const again = await transaction(clinic.ports.db, (trx) => releaseStop(trx, clinic.ports, stopId, moment()))
    expect(again).toEqual({ moved: 0, withoutPlace: 0, pastDeadline: 0 })

    const told = await clinic.ports.db
      .selectFrom('message')
      .select(['appointment_id', 'kind'])
      .where('kind', 'in', ['moved', 'cancellation', 'late_cancellation'])
      .execute()
    expect(new Set(told.map((row) => row.appointment_id)).size).toBe(told.length)
    const waiting = await clinic.ports.db
      .selectFrom('waiting_list_entry')
      .select('state')
      .where('state', '=', 'waiting')
      .execute()
    expect(waiting.length).toBe(released.withoutPlace)
  })

  it('sends nobody to a day they cannot come, whatever else is free', async () => {
    await addLaterStop()
    const away = await clinic.refer('P1', { wishes: { excludedDates: [LocalDate.parse('2026-02-11')] } })
    const there = await clinic.refer('P3')
    const free = await findFree(clinic, ['Mas'])
    for (const [index, referralId] of [away, there].entries()) {
      await garance.api.appointments.$post({ json: { referralId, slotId: free[index]!.slotId } })
    }
    const lines = await stopImpact(clinic.ports.db, clinic.ports, stopId, 'whole_stop', everyone(), moment())
    expect(lines.map((line) => [line.referralId, line.instead?.date ?? null])).toEqual([
      [away, null],
      [there, '2026-02-11'],
    ])
  })

  it('moved to days a patient cannot come, tells them once, puts them back on the list and alerts for a P1', async () => {
    const days = ['2026-02-11', '2026-02-12', '2026-02-13'].map((day) => LocalDate.parse(day))
    const away = await clinic.refer('P1', { wishes: { excludedDates: days } })
    const other = await clinic.refer('P1')
    const free = await findFree(clinic, ['Mas'])
    for (const [index, referralId] of [away, other].entries()) {
      await garance.api.appointments.$post({ json: { referralId, slotId: free[index]!.slotId } })
    }
    const perle = await clinic.as('Perle')
    const route = perle.api.stops[':stopId']
    const detail = await (await route.$get({ param: { stopId } })).json()
    const json = { revision: detail.tour.revision, firstDay: days[0]!, lastDay: days[2]!, specialists: [] }
    const impact = await (await route.move.impact.$post({ param: { stopId }, json })).json()
    expect(impact).toMatchObject({ concerned: { P1: 2 }, withoutPlace: 1 })
    expect((await route.move.$post({ param: { stopId }, json })).status).toBe(200)
    expect((await route.move.$post({ param: { stopId }, json })).status).toBe(409)

    const { db } = clinic.ports
    const told = await db
      .selectFrom('message')
      .select(['referral_id', 'kind'])
      .where('kind', '!=', 'confirmation')
      .execute()
    expect(told).toEqual(
      expect.arrayContaining([
        { referral_id: away, kind: 'cancellation' },
        { referral_id: other, kind: 'moved' },
      ]),
    )
    expect(told).toHaveLength(2)
    const waiting = await db
      .selectFrom('waiting_list_entry')
      .select('referral_id')
      .where('state', '=', 'waiting')
      .execute()
    expect(waiting).toEqual([{ referral_id: away }])
    const alerts = await db.selectFrom('alert').select('referral_id').where('referral_id', '=', away).execute()
    expect(alerts).toHaveLength(1)
  })

  it('shows a planner counts and no patient', async () => {
    await clinic.allocate(garance)
    const perle = await clinic.as('Perle')
    const impact = await (
      await perle.api.agenda.stops[':stopId']['cancellation-impact'].$get({ param: { stopId } })
    ).json()
    const total = Object.values(impact.concerned).reduce((sum, count) => sum + count, 0)
    expect(total).toBe(await liveCount(stopId))
    expect(impact.elsewhereInTime + impact.elsewhereLate + impact.withoutPlace).toBe(total)
    const { counts } = await (await perle.api.agenda.counts.$get()).json()
    const published = await listStops(clinic.ports.db, { states: ['published'] })
    expect(counts.map((one) => one.stopId).sort()).toEqual(published.map((stop) => stop.stopId).sort())
    const names = (await clinic.agendaOf(garance)).flatMap((slot) => slot.appointment?.patientName.split(' ') ?? [])
    const seen = JSON.stringify([impact, counts])
    expect(names.filter((name) => seen.includes(name))).toEqual([])
  })
})

describe('who may read an agenda', () => {
  it('is its own desk; the planner, the specialist and strangers may not', async () => {
    for (const [name, status] of [
      ['Perle', 403],
      ['Saturnin', 403],
      ['Jonquille', 404],
      [undefined, 401],
    ] as const) {
      const client = await clinic.as(name)
      const answer = await client.api.agenda.stops[':stopId'].$get({ param: { stopId } })
      expect([name, answer.status]).toEqual([name, status])
    }
  })

  it('reads no clinical word, and its reading is logged', async () => {
    await clinic.allocate(garance)
    const text = JSON.stringify(await clinic.agendaOf(garance))
    expect(text).not.toMatch(/melanoma|lesion|suspicion|score|risk|answers/i)
    const log = await clinic.ports.db.selectFrom('access_log').select(['resource', 'action']).execute()
    expect(log).toContainEqual({ resource: 'agenda', action: 'read' })
  })

  it('downloads a day for a spreadsheet, without a formula in it', async () => {
    await clinic.allocate(garance)
    const raw = await clinic.rawAs('Garance')
    const answer = await raw(`/api/agenda/stops/${stopId}/days/2026-02-04`)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const lines = (await answer.text()).split('\r\n').filter(Boolean)
    expect(lines[0]).toContain('"heure";"salle";"patient"')
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines.slice(1)) expect(line).toMatch(/^"\d\d:\d\d";"1";"[^"=+@-]/)
    const foreign = await (await clinic.rawAs('Jonquille'))(`/api/agenda/stops/${stopId}/days/2026-02-04`)
    expect(await refusalOf(foreign)).toMatchObject({ status: 404 })
  })
})
