import { beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { addDays } from '../../shared/days.ts'
import type { Problem } from '../../shared/problem.ts'
import type { StopSummary } from '../../shared/tour.ts'
import type { EditPrice } from '../../shared/tour-edit.ts'
import type { TourCheck, TourDetail } from '../../shared/tour-view.ts'
import { testApp } from '../support/test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>
type Send = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>

let app: App
let planner: Send
const centre: Record<string, string> = {}

async function sender(name: string): Promise<Send> {
  const raw = await app.rawAs(name)
  return async (method, path, body) => {
    const answer = await raw(`/api${path}`, {
      method,
      headers: { Origin: 'http://localhost' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }
}

async function draft(stops: object[], horizon = { fromDate: '2026-05-01', toDate: '2026-07-31' }) {
  return planner('POST', '/tours', { unitId: mobilderm.unitId, name: 'Tournée de printemps', ...horizon, stops })
}

async function opened(stops: object[]): Promise<TourDetail> {
  const { body } = await draft(stops)
  return (await planner('GET', `/tours/${(body as { tourId: string }).tourId}`)).body as TourDetail
}

beforeAll(async () => {
  app = await testApp({ seed: 'people' })
  planner = await sender('Perle')
  const places = (await planner('GET', '/tours/places')).body as { centres: { centreId: string; name: string }[] }
  for (const { name, centreId } of places.centres) centre[name] = centreId
})

const menigoute = () => ({ centreId: centre.Ménigoute, firstDay: '2026-05-19', lastDay: '2026-05-21' })
const ajain = () => ({ centreId: centre.Ajain, firstDay: '2026-06-02', lastDay: '2026-06-04' })

describe('a draft', () => {
  it('opens with sessions, roads, warnings, checklists and what stands against publishing it', async () => {
    const tour = await opened([ajain(), menigoute()])
    expect(tour.stops.map((stop) => stop.centreName)).toEqual(['Ménigoute', 'Ajain'])
    const [first, second] = tour.stops
    expect(first?.sessions[0]).toMatchObject({ date: '2026-05-19', start: 620 })
    expect(first?.road).toMatchObject({ fromDepot: true, fits: true, estimate: true })
    expect(second?.road).toMatchObject({ fromDepot: false, fromName: 'Ménigoute', fits: true })
    for (const stop of tour.stops) {
      expect(stop.road?.steps.at(-1)?.end.date).toBe(addDays(stop.firstDay, -1))
      expect(stop.road?.steps.filter((step) => step.kind === 'break')).toHaveLength(stop.road?.breaks ?? -1)
    }
    expect(second?.road?.km).toBeGreaterThan(100)
    expect(first?.places).toBeGreaterThan(40)
    expect(first?.readiness).toBe('amber')
    expect(tour.wayBack?.fromName).toBe('Ajain')
    expect(tour.obstacles.map((obstacle) => obstacle.code)).toEqual([
      'to_be_staffed',
      'host_not_confirmed',
      'to_be_staffed',
      'host_not_confirmed',
    ])
  })

  it.each([
    ['a horizon that ends before it starts', [], { fromDate: '2026-05-02', toDate: '2026-05-01' }, 'horizon_reversed'],
    [
      'an unknown centre',
      [{ centreId: crypto.randomUUID(), firstDay: '2026-05-19', lastDay: '2026-05-19' }],
      undefined,
      'unknown_centre',
    ],
    ['days in the wrong order', [{ firstDay: '2026-05-21', lastDay: '2026-05-19' }], undefined, 'stop_days_reversed'],
    ['a public holiday', [{ firstDay: '2026-05-25', lastDay: '2026-05-26' }], undefined, 'stop_closed_day'],
    ['a Sunday', [{ firstDay: '2026-05-31', lastDay: '2026-06-01' }], undefined, 'stop_closed_day'],
    [
      'a day outside the horizon',
      [{ firstDay: '2026-08-04', lastDay: '2026-08-05' }],
      undefined,
      'stop_outside_horizon',
    ],
  ])('is refused with %s, in words', async (_, stops, horizon, code) => {
    const { status, body } = await draft(
      stops.map((stop) => ({ centreId: centre.Ajain, ...stop })),
      horizon,
    )
    expect(status).toBe(422)
    expect(body).toMatchObject({ code })
    expect((body as Problem).message).not.toMatch(/\{\w+\}/)
  })

  it('is refused with two places at once, naming both', async () => {
    const { status, body } = await draft([menigoute(), { ...ajain(), firstDay: '2026-05-21', lastDay: '2026-05-22' }])
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'stops_overlap', details: { centre: 'Ajain', other: 'Ménigoute' } })
  })

  it('refuses an unknown unit', async () => {
    const body = { unitId: crypto.randomUUID(), name: 'x', fromDate: '2026-05-01', toDate: '2026-05-31', stops: [] }
    expect(await planner('POST', '/tours', body)).toMatchObject({ status: 422, body: { code: 'unknown_unit' } })
  })
})

describe('an edit by hand', () => {
  it('shows what it would break before writing anything', async () => {
    const tour = await opened([menigoute()])
    const edit = {
      ...frameOf(tour),
      stops: [
        { ...editOf(tour.stops[0]!), lastDay: '2026-05-20' },
        { centreId: centre.Corbeilles, firstDay: '2026-05-21', lastDay: '2026-05-22' },
      ],
    }
    const check = (await planner('POST', `/tours/${tour.tour.tourId}/check`, edit)).body as TourCheck
    expect(check.stops).toHaveLength(2)
    expect(check.obstacles.map((obstacle) => obstacle.code)).toContain('travel_does_not_fit')
    const after = (await planner('GET', `/tours/${tour.tour.tourId}`)).body as TourDetail
    expect(after.stops).toHaveLength(1)
    expect(after.tour.revision).toBe(tour.tour.revision)
  })

  it('tells what it is worth before writing anything, beside what it breaks', async () => {
    const tour = await opened([menigoute(), ajain()])
    const [first, second] = tour.stops.map(editOf)
    const path = `/tours/${tour.tour.tourId}/price`
    const priced = async (stops: object[]) => {
      const { status, body } = await planner('POST', path, { ...frameOf(tour), stops })
      expect(status).toBe(200)
      return body as EditPrice
    }
    const same = await priced([first!, second!])
    expect(same.after).toEqual(same.before)
    expect(same.before!.score).toBeGreaterThan(0)
    expect(same.before!.lostWithout).toHaveLength(2)
    const without = await priced([second!])
    expect(without.before).toEqual(same.before)
    expect(same.before!.score - without.after!.score).toBeCloseTo(same.before!.lostWithout[0]!, 6)
    const kilometres = (worth: EditPrice['after']) => worth!.terms.find(({ term }) => term === 'kilometres')!.amount
    expect(kilometres(without.after)).toBeLessThan(kilometres(same.after))
    const crowded = { centreId: centre.Reuilly, firstDay: '2026-06-05', lastDay: '2026-06-05' }
    expect(await priced([first!, second!, crowded])).toMatchObject({ after: null, why: 'one_stop_a_week' })
    const stranger = { ...crowded, centreId: crypto.randomUUID() }
    const refused = await planner('POST', path, { ...frameOf(tour), stops: [stranger] })
    expect(refused).toMatchObject({ status: 422, body: { code: 'unknown_centre' } })
    const after = (await planner('GET', `/tours/${tour.tour.tourId}`)).body as TourDetail
    expect(after.tour.revision).toBe(tour.tour.revision)
  })

  it('moves, adds and removes stops at once, and keeps what it did not touch', async () => {
    const tour = await opened([menigoute(), ajain()])
    const moved = { ...editOf(tour.stops[0]!), firstDay: '2026-05-26', lastDay: '2026-05-28', pinned: true }
    const edit = {
      ...frameOf(tour),
      stops: [moved, { centreId: centre.Reuilly, firstDay: '2026-06-16', lastDay: '2026-06-18' }],
    }
    const { status, body } = await planner('PUT', `/tours/${tour.tour.tourId}`, edit)
    expect(status).toBe(200)
    const stops = (body as TourDetail).stops
    expect(stops.map((stop) => [stop.centreName, stop.firstDay, stop.pinned])).toEqual([
      ['Ménigoute', '2026-05-26', true],
      ['Reuilly', '2026-06-16', false],
    ])
    expect(stops[0]?.stopId).toBe(tour.stops[0]?.stopId)
  })

  it('is refused when somebody changed the tour meanwhile', async () => {
    const tour = await opened([menigoute()])
    const edit = { ...frameOf(tour), stops: [] }
    expect((await planner('PUT', `/tours/${tour.tour.tourId}`, edit)).status).toBe(200)
    expect(await planner('PUT', `/tours/${tour.tour.tourId}`, edit)).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    })
  })

  it('is refused for a stop of another tour', async () => {
    const [one, other] = [await opened([menigoute()]), await opened([ajain()])]
    const edit = { ...frameOf(one), stops: [editOf(other.stops[0]!)] }
    expect(await planner('PUT', `/tours/${one.tour.tourId}`, edit)).toMatchObject({ body: { code: 'unknown_stop' } })
  })
})

describe('signing up', () => {
  it('is one act: the specialist is on the day, and the planner sees it', async () => {
    const tour = await proposed([menigoute()])
    const saturnin = await sender('Saturnin')
    const open = (await saturnin('GET', '/stops/open-days')).body as {
      days: { date: string; standing: string; kmFromBase: number }[]
    }
    expect(open.days.filter((day) => day.standing === 'free').length).toBeGreaterThanOrEqual(3)
    expect(open.days[0]?.kmFromBase).toBeGreaterThan(100)
    const stopId = tour.stops[0]!.stopId
    expect((await saturnin('POST', `/stops/${stopId}/days`, { date: '2026-05-19' })).status).toBe(200)
    const after = (await planner('GET', `/tours/${tour.tour.tourId}`)).body as TourDetail
    expect(after.stops[0]?.staffing[0]?.specialists.map((specialist) => specialist.name)).toEqual([
      'Dr Saturnin Exemple',
    ])
    expect((await saturnin('DELETE', `/stops/${stopId}/days`, { date: '2026-05-19' })).status).toBe(200)
    expect(await saturnin('DELETE', `/stops/${stopId}/days`, { date: '2026-05-19' })).toMatchObject({
      body: { code: 'not_signed_up' },
    })
  })

  it('says at once that the authorisation is missing, the day is full, or the person is elsewhere', async () => {
    const tour = await proposed([{ ...menigoute(), firstDay: '2026-06-23', lastDay: '2026-06-25' }])
    const twin = await proposed([{ centreId: centre.Bourdeilles, firstDay: '2026-06-23', lastDay: '2026-06-24' }])
    const [saturnin, ondine, achille] = [await sender('Saturnin'), await sender('Ondine'), await sender('Achille')]
    const days = `/stops/${tour.stops[0]!.stopId}/days`
    expect(await ondine('POST', days, { date: '2026-06-23' })).toMatchObject({
      status: 409,
      body: { code: 'authorisation_missing', details: { department: '79' } },
    })
    expect((await saturnin('POST', days, { date: '2026-06-23' })).status).toBe(200)
    expect(await achille('POST', days, { date: '2026-06-23' })).toMatchObject({
      status: 409,
      body: { code: 'day_full' },
    })
    expect(await saturnin('POST', `/stops/${twin.stops[0]!.stopId}/days`, { date: '2026-06-23' })).toMatchObject({
      status: 409,
      body: { code: 'already_elsewhere' },
    })
    expect(await saturnin('POST', days, { date: '2026-06-29' })).toMatchObject({ body: { code: 'day_not_open' } })
  })

  it('is closed while the tour is a draft', async () => {
    const tour = await opened([ajain()])
    const ondine = await sender('Ondine')
    expect(await ondine('POST', `/stops/${tour.stops[0]!.stopId}/days`, { date: '2026-06-02' })).toMatchObject({
      status: 409,
      body: { code: 'day_not_open' },
    })
  })
})

describe('publishing', () => {
  it('is refused while days are to be staffed, naming them', async () => {
    const tour = await proposed([ajain()])
    const { status, body } = await publish(tour)
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 'tour_not_publishable', details: { count: 2 } })
    expect(JSON.stringify(body)).toContain('to_be_staffed')
  })

  it('is refused by a red point of the checklist, then goes through once it is settled, and keeps the version', async () => {
    const tour = await proposed([ajain()])
    const stopId = tour.stops[0]!.stopId
    await agreed(tour)
    const ondine = await sender('Ondine')
    for (const { date } of tour.stops[0]!.staffing) await ondine('POST', `/stops/${stopId}/days`, { date })
    const red = { item: 'pitch', state: 'red', owner: null, dueDate: null, note: 'Place du marché occupée' }
    expect((await planner('PUT', `/stops/${stopId}/readiness`, red)).status).toBe(200)
    expect(JSON.stringify((await publish(await reopened(tour))).body)).toContain('readiness_red')
    await planner('PUT', `/stops/${stopId}/readiness`, { ...red, state: 'green' })

    const { status, body } = await publish(await reopened(tour))
    expect(status).toBe(200)
    const published = body as TourDetail
    expect(published.tour).toMatchObject({ state: 'published', version: 1 })
    expect(published.stops[0]?.state).toBe('published')
    expect(published.versions).toMatchObject([
      { version: 1, publishedBy: 'Perle Exemple', changes: [{ kind: 'stop_added', centreName: 'Ajain' }] },
    ])
    const places = await app.ports.db
      .selectFrom('slot')
      .select('id')
      .where('stop_id', '=', stopId as never)
      .execute()
    expect(places.length).toBeGreaterThan(30)

    expect((await publish(published)).body).toMatchObject({ code: 'nothing_to_publish' })
    const edit = { ...frameOf(published), stops: [] }
    expect((await planner('PUT', `/tours/${tour.tour.tourId}`, edit)).body).toMatchObject({ code: 'tour_not_editable' })

    const programme = await planner('GET', `/tours/${tour.tour.tourId}/programme/23`)
    expect(programme.body).toMatchObject({ version: 1, department: '23', stops: [{ centreName: 'Ajain' }] })
    expect((await planner('GET', `/tours/${tour.tour.tourId}/programme/79`)).status).toBe(404)

    const gp = await sender('Olive')
    const seen = (await gp('GET', '/stops')).body as { stops: StopSummary[] }
    expect(seen.stops.map((stop) => stop.centreName)).toContain('Ajain')
  })

  it('names the specialist whose authorisation was withdrawn since', async () => {
    const tour = await proposed([{ centreId: centre.Reuilly, firstDay: '2026-07-07', lastDay: '2026-07-07' }])
    const stopId = tour.stops[0]!.stopId
    await agreed(tour)
    await (await sender('Ondine'))('POST', `/stops/${stopId}/days`, { date: '2026-07-07' })
    const { db } = app.ports
    await db
      .updateTable('specialist_authorisation')
      .set({ state: 'refused' })
      .where('department', '=', '36' as never)
      .execute()
    expect((await publish(await reopened(tour))).body).toMatchObject({
      details: {
        obstacles: [{ code: 'authorisation_missing', facts: { specialist: 'Dr Ondine Exemple', standing: 'refused' } }],
      },
    })
  })
})

describe('the checklist of a stop', () => {
  it('is the coordinator’s too, at their own centres only', async () => {
    const tour = await opened([
      { centreId: centre["Le Mas-d'Agenais"], firstDay: '2026-06-09', lastDay: '2026-06-10' },
      ajain(),
    ])
    const stopIds = [...tour.stops].sort((a, b) => (a.centreName < b.centreName ? -1 : 1)).map((stop) => stop.stopId)
    const [atAjain, atLeMas] = stopIds
    const garance = await sender('Garance')
    const edit = { item: 'water', state: 'green', owner: 'Garance Exemple', dueDate: null, note: null }
    expect((await garance('GET', `/stops/${atLeMas}/readiness`)).status).toBe(200)
    const { body } = await garance('PUT', `/stops/${atLeMas}/readiness`, edit)
    expect(body).toMatchObject({
      checklist: expect.arrayContaining([expect.objectContaining({ item: 'water', state: 'green' })]),
    })
    expect((await garance('GET', `/stops/${atAjain}/readiness`)).status).toBe(404)
    expect((await garance('PUT', `/stops/${atAjain}/readiness`, edit)).status).toBe(404)
    expect(await planner('PUT', `/stops/${atAjain}/readiness`, { ...edit, item: 'piano' })).toMatchObject({
      status: 422,
      body: { code: 'unknown_checklist_item' },
    })
  })
})

describe('who may call', () => {
  it.each(['Olive', 'Garance', 'Saturnin', 'Camélia'])('the planner’s tours answer 403 to %s', async (name) => {
    const send = await sender(name)
    for (const path of ['/tours', '/tours/places', `/stops/${crypto.randomUUID()}`]) {
      expect((await send('GET', path)).status).toBe(403)
    }
  })

  it('answers 404 for what does not exist', async () => {
    expect((await planner('GET', `/tours/${crypto.randomUUID()}`)).status).toBe(404)
    expect((await planner('GET', `/stops/${crypto.randomUUID()}`)).status).toBe(404)
    expect((await planner('GET', `/proposals/${crypto.randomUUID()}`)).status).toBe(404)
  })
})

function frameOf({ tour }: TourDetail) {
  return { revision: tour.revision, name: tour.name, fromDate: tour.fromDate, toDate: tour.toDate }
}

function editOf({ stopId, centreId, firstDay, lastDay, pinned }: TourDetail['stops'][number]) {
  return { stopId, centreId, firstDay, lastDay, pinned }
}

/** Every centre of the tour agrees to its days, on the telephone. */
async function agreed({ stops }: TourDetail): Promise<void> {
  for (const { stopId, firstDay, lastDay } of stops) {
    const answer = { firstDay, lastDay, answer: 'accepted', reason: null, offered: [], name: 'La coordinatrice' }
    expect((await planner('POST', `/hosts/stops/${stopId}/answer`, answer)).status).toBe(200)
  }
}

async function reopened({ tour }: TourDetail): Promise<TourDetail> {
  return (await planner('GET', `/tours/${tour.tourId}`)).body as TourDetail
}

async function proposed(stops: object[]): Promise<TourDetail> {
  const tour = await opened(stops)
  const { body } = await planner('POST', `/tours/${tour.tour.tourId}/state`, {
    state: 'proposed',
    revision: tour.tour.revision,
  })
  return body as TourDetail
}

async function publish({ tour }: TourDetail) {
  return planner('POST', `/tours/${tour.tourId}/publish`, { revision: tour.revision })
}
