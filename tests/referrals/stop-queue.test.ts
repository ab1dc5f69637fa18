import { beforeAll, describe, expect, test } from 'vitest'
import { latenessOf } from '../../server/referrals/count-breaches.ts'
import { addDays } from '../../shared/days.ts'
import { type BreachCount, StopQueue } from '../../shared/queue.ts'
import { testApp } from '../support/test-app.ts'
import { type Caller, must, problem, read, send } from './asking.ts'
import { MAS, MENIGOUTE, referralOf } from './sample.ts'

describe('the queue of a stop', () => {
  let demo: Awaited<ReturnType<typeof testApp>>
  let olive: Caller
  let stopId: string
  const path = (extra = '') => `/api/referrals/queue/stops/${stopId}${extra}`
  beforeAll(async () => {
    demo = await testApp({ seed: 'demo' })
    olive = await demo.rawAs('Olive')
    const stops = await read<{ stopId: string; centreId: string }[]>(olive, `/api/referrals/stops?centreId=${MAS}`)
    stopId = stops.find((stop) => stop.centreId === MAS)!.stopId
    // More patients than the stop has places.
    for (let patient = 0; patient < 60; patient++) {
      const input = referralOf({ priorityClass: patient % 6 === 0 ? 'P2' : 'P3', duplicateSeen: true })
      await send(olive, input)
    }
  }, 120_000)

  test('says who would have a place, the last one who does, and by which rule the others do not', async () => {
    const queue = StopQueue.parse(await read(olive, path()))
    expect(queue.lines.map((line) => line.rank)).toEqual(queue.lines.map((_, index) => index + 1))
    expect(queue.lines.map((line) => line.priorityClass)).toEqual(
      queue.lines.map((line) => line.priorityClass).toSorted(),
    )
    const placed = queue.lines.filter((line) => line.place.outcome !== 'none')
    expect(placed.length).toBeGreaterThan(0)
    expect(placed.length).toBeLessThan(queue.lines.length)
    expect(queue.lastWithPlace).toBe(placed.at(-1)!.rank)
    expect(placed.length).toBeLessThanOrEqual(queue.places)
    expect(queue.lines.some((line) => line.place.outcome === 'none' && line.place.why === 'taken_by_earlier')).toBe(
      true,
    )
  })

  test('shows the reserve for P1–P2 and the day it opens to all', async () => {
    const queue = StopQueue.parse(await read(olive, path()))
    expect(queue).toMatchObject({ isReleased: false, releasedOn: addDays(queue.firstDay, -7), extraPlaces: null })
    expect(queue.reserved).toBeGreaterThan(0)
  })

  test('names whom one more session would seat, by the same rules, and writes nothing', async () => {
    const before = StopQueue.parse(await read(olive, path()))
    const rows = () => demo.ports.db.selectFrom('slot').selectAll().execute()
    const slots = (await rows()).length
    const query = `?date=${before.lastDay}&start=540&end=720`
    const imagined = StopQueue.parse(await read(olive, path(query)))
    const gained = imagined.lines.filter((line) => line.extra !== null)
    expect(imagined.extraPlaces).toBeGreaterThan(0)
    expect(gained.length).toBeGreaterThan(0)
    expect(gained.length).toBeLessThanOrEqual(imagined.extraPlaces!)
    expect(gained.every((line) => line.place.outcome === 'none')).toBe(true)
    // Those without a place before the last one gained are without it still by a rule of their own.
    expect((await rows()).length).toBe(slots)
    expect(StopQueue.parse(await read(olive, path()))).toEqual(before)
  })

  test('refuses a session outside the stop or without a length, in words', async () => {
    const outside = await olive(path('?date=2026-03-01&start=540&end=720'))
    expect(await problem(outside)).toMatchObject({ status: 422, code: 'session_outside_stop', field: 'date' })
    for (const wrong of ['?date=2026-02-05&start=720&end=540', '?date=demain&start=1&end=2', '?date=2026-02-05']) {
      expect(await problem(await olive(path(wrong)))).toMatchObject({ status: 400 })
    }
  })

  test('is a class and a rank for another centre’s patient, and nothing for a desk nobody of which waits there', async () => {
    const basile = await demo.rawAs('Basile')
    const far = referralOf(
      { centreId: MENIGOUTE, wishes: { maxDriveMinutes: 120 }, priorityClass: 'P3' },
      { communeInsee: '47001' as never, familyName: 'Lointain' },
    )
    await send(basile, far)
    const seen = StopQueue.parse(await read(olive, path()))
    expect(JSON.stringify(seen)).not.toMatch(/lointain/i)
    const others = seen.lines.filter((line) => !line.patient)
    expect(others).toHaveLength(1)
    expect(Object.keys(others[0]!).sort()).toEqual(['extra', 'place', 'priorityClass', 'rank', 'reason'])
    const theirs = StopQueue.parse(await read(basile, path()))
    expect(theirs.lines.filter((line) => line.patient).map((line) => line.patient!.patientName)).toEqual([
      expect.stringContaining('LOINTAIN'),
    ])
    expect((await (await demo.rawAs('Prune'))(path())).status).toBe(404)
  })
})

test('a planner reads breaches as counts by centre, class and lateness, and no name', async () => {
  const demo = await testApp({ seed: 'demo' })
  const basile = await demo.rawAs('Basile')
  const perle = await demo.rawAs('Perle')
  const of = async () =>
    (await read<BreachCount[]>(perle, '/api/referrals/breaches')).find(
      (row) => row.centreId === MENIGOUTE && row.specialty === 'dermatology' && row.priorityClass === 'P1',
    )
  const before = (await of())?.breaches ?? 0
  const sent = await send(
    basile,
    referralOf({ centreId: MENIGOUTE, priorityClass: 'P1' }, { communeInsee: '79176' as never }),
  )
  const row = (await of())!
  expect(row.breaches).toBe(before + 1)
  // A breach of another specialty, at the same centre and of the same class, is a line of its own.
  const { db } = demo.ports
  const as = (specialty: string) =>
    db
      .updateTable('referral')
      .set({ specialty })
      .where('id', '=', sent.referralId as never)
  await as('ophthalmology').execute()
  expect((await of())?.breaches ?? 0).toBe(before)
  expect(
    (await read<BreachCount[]>(perle, '/api/referrals/breaches')).filter((one) => one.specialty === 'ophthalmology'),
  ).toMatchObject([{ centreId: MENIGOUTE, priorityClass: 'P1', breaches: 1 }])
  await as('dermatology').execute()
  expect(Object.values(row.byLateness).reduce((sum, count) => sum + count, 0)).toBe(row.breaches)
  expect(JSON.stringify(await read(perle, '/api/referrals/breaches'))).not.toMatch(/Fictif|Essai|deadline|commune/)
  await must(basile, `/api/referrals/${sent.referralId}/close`, { revision: sent.revision, reason: 'withdrawn' })
  expect((await of())?.breaches ?? 0).toBe(before)
})

test.each([
  [8, 'over_7_left'],
  [7, 'within_7'],
  [0, 'within_7'],
  [-1, 'late_1_7'],
  [-7, 'late_1_7'],
  [-8, 'late_8_14'],
  [-14, 'late_8_14'],
  [-15, 'late_over_14'],
])('%i days left is the step %s', (days, step) => {
  expect(latenessOf(days)).toBe(step)
})
