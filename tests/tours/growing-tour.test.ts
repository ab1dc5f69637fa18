import { beforeAll, describe, expect, it } from 'vitest'
import type { DayCandidates, SpecialistRoster, StaffingGap } from '../../shared/roster.ts'
import type { TourCheck, TourDetail } from '../../shared/tour-view.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

type Send = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>

describe(`a published tour that grows, on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let planner: Send
  let tourId: string
  const centre: Record<string, string> = {}
  const as = async (name: string): Promise<Send> => {
    const raw = await app.rawAs(name)
    return async (method, path, body) => {
      const answer = await raw(`/api${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      return { status: answer.status, body: (await answer.json()) as never }
    }
  }
  const opened = async () => (await planner('GET', `/tours/${tourId}`)).body as TourDetail
  const stopAt = async (name: string) => (await opened()).stops.find((stop) => stop.centreName.includes(name))!
  const addition = async (changes: object = {}) => ({
    revision: (await opened()).tour.revision,
    centreId: centre.Ajain,
    firstDay: '2026-05-05',
    lastDay: '2026-05-06',
    ...changes,
  })

  beforeAll(async () => {
    app = await testApp({ seed: 'demo' })
    planner = await as('Perle')
    const { tours } = (await planner('GET', '/tours')).body as { tours: { tourId: string; state: string }[] }
    tourId = tours.find((tour) => tour.state === 'published')!.tourId
    const places = (await planner('GET', '/tours/places')).body as { centres: { centreId: string; name: string }[] }
    for (const { name, centreId } of places.centres) centre[name] = centreId
  })

  it('shows what an added stop would bring and leave to settle, without writing it', async () => {
    const check = (await planner('POST', `/tours/${tourId}/stops/check`, await addition())).body as TourCheck
    expect(check.stops).toMatchObject([{ centreName: 'Ajain', firstDay: '2026-05-05', host: 'awaiting' }])
    expect(check.stops[0]!.places).toBeGreaterThan(10)
    expect(check.obstacles.map(({ code }) => code)).toEqual(['to_be_staffed', 'host_not_confirmed'])
    expect((await opened()).stops).toHaveLength(3)
  })

  it('refuses an added stop on days already taken, past, or read from an older tour', async () => {
    const path = `/tours/${tourId}/stops`
    const refused = async (changes: object) => (await planner('POST', path, await addition(changes))).body
    expect(await refused({ firstDay: '2026-04-08', lastDay: '2026-04-08' })).toMatchObject({ code: 'stops_overlap' })
    expect(await refused({ firstDay: '2026-01-19', lastDay: '2026-01-20' })).toMatchObject({
      code: 'stop_begins_too_soon',
    })
    expect(await refused({ revision: 1 })).toMatchObject({ code: 'changed_meanwhile' })
  })

  it('holds the added stop back until it is staffed and agreed to, then publishes it in a version of its own', async () => {
    const { status } = await planner('POST', `/tours/${tourId}/stops`, await addition())
    expect(status).toBe(201)
    const added = await stopAt('Ajain')
    expect(added.state).toBe('planned')
    expect((await opened()).tour.toDate).toBe('2026-05-06')
    expect(
      (await planner('POST', `/tours/${tourId}/publish`, { revision: (await opened()).tour.revision })).status,
    ).toBe(409)
    const menigoute = await stopAt('Ménigoute')
    const { revision } = (await opened()).tour
    await planner('POST', `/stops/${menigoute.stopId}/move`, {
      revision,
      firstDay: '2026-02-24',
      lastDay: '2026-02-26',
    })
    expect((await stopAt('Ajain')).state, 'another change publishes nothing that passed no gate').toBe('planned')

    const gaps = ((await planner('GET', '/stops/gaps')).body as { gaps: StaffingGap[] }).gaps
    expect(gaps.filter((gap) => gap.stopId === added.stopId).map(({ date }) => date)).toEqual([
      '2026-05-05',
      '2026-05-06',
    ])
    const able = gaps[0]!.candidates.find(({ standing }) => standing === 'free')!
    for (const date of ['2026-05-05', '2026-05-06']) {
      const claim = { date, specialistId: able.specialistId }
      expect((await planner('POST', `/stops/${added.stopId}/days`, claim)).status).toBe(200)
    }
    const answer = { firstDay: '2026-05-05', lastDay: '2026-05-06', answer: 'accepted', reason: null, offered: [] }
    await planner('POST', `/hosts/stops/${added.stopId}/answer`, { ...answer, name: 'La coordination' })
    const published = await planner('POST', `/tours/${tourId}/publish`, {
      revision: (await opened()).tour.revision,
    })
    expect(published.status).toBe(200)
    expect((published.body as TourDetail).versions[0]).toMatchObject({
      version: 3,
      publishedBy: 'Perle Exemple',
      changes: expect.arrayContaining([expect.objectContaining({ kind: 'stop_added', centreName: 'Ajain' })]),
    })
    expect((await stopAt('Ajain')).state).toBe('published')
    const drop = await planner('DELETE', `/stops/${added.stopId}`, { revision: (await opened()).tour.revision })
    expect(drop.body).toMatchObject({ code: 'stop_not_droppable' })
  })

  it('takes back an added stop nobody was told of', async () => {
    const place = { centreId: centre.Reuilly, firstDay: '2026-05-12', lastDay: '2026-05-12' }
    const { stopId } = (await planner('POST', `/tours/${tourId}/stops`, await addition(place))).body as {
      stopId: string
    }
    const { revision } = (await opened()).tour
    expect((await planner('DELETE', `/stops/${stopId}`, { revision })).status).toBe(200)
    expect((await opened()).stops.map((stop) => stop.centreName)).not.toContain('Reuilly')
  })

  it('stretches a stop by a day once somebody takes it, and everybody keeps their date', async () => {
    const stop = await stopAt('Bellegarde')
    const { revision } = (await opened()).tour
    const longer = { revision, firstDay: '2026-04-07', lastDay: '2026-04-10' }
    const preview = await planner('POST', `/stops/${stop.stopId}/move/impact`, longer)
    const { toStaff } = preview.body as { toStaff: DayCandidates[] }
    expect(toStaff.map(({ date }) => date)).toEqual(['2026-04-07'])
    expect((await planner('POST', `/stops/${stop.stopId}/move`, longer)).body).toMatchObject({
      code: 'move_breaks_rules',
    })
    const taker = toStaff[0]!.candidates.find(({ standing }) => standing === 'free')!
    const specialists = [{ date: '2026-04-07', specialistId: taker.specialistId }]
    expect((await planner('POST', `/stops/${stop.stopId}/move`, { ...longer, specialists })).status).toBe(200)
    const after = await stopAt('Bellegarde')
    expect(after.staffing.map(({ date, specialists: present }) => [date, present[0]?.name])).toEqual([
      ['2026-04-07', taker.name],
      ...stop.staffing.map(({ date, specialists: present }) => [date, present[0]?.name]),
    ])
    expect(after.warnings.map(({ code }) => code)).toContain('host_to_ask')
  })
})

describe(`volunteers on ${ENGINE}`, () => {
  it('wait for a full day, are told so, and come first once it is free', async () => {
    const app = await testApp({ seed: 'demo' })
    const as = async (name: string): Promise<Send> => {
      const raw = await app.rawAs(name)
      return async (method, path, body) => {
        const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
        const answer = await raw(`/api${path}`, init)
        return { status: answer.status, body: (await answer.json()) as never }
      }
    }
    const [achille, saturnin, planner] = [await as('Achille'), await as('Saturnin'), await as('Perle')]
    const daysOf = async (who: Send) => ((await who('GET', '/stops/open-days')).body as SpecialistRoster).days
    const full = (await daysOf(achille)).find((day) => day.standing === 'full' && day.colleagues.length > 0)!
    expect(full.volunteered).toBe(false)
    const path = `/stops/${full.stop.stopId}/volunteers`
    expect((await achille('POST', path, { date: full.date })).status).toBe(200)
    expect((await achille('POST', path, { date: full.date })).status, 'twice is once').toBe(200)
    const seen = (await daysOf(achille)).find((day) => day.date === full.date)!
    expect(seen).toMatchObject({ volunteered: true, otherVolunteers: 0 })
    const free = (await daysOf(achille)).find((day) => day.standing === 'free')!
    expect((await achille('POST', `/stops/${free.stop.stopId}/volunteers`, { date: free.date })).body).toMatchObject({
      code: 'nothing_to_wait_for',
    })

    const holder = full.colleagues[0]!.includes('Saturnin') ? saturnin : await as('Ondine')
    await holder('DELETE', `/stops/${full.stop.stopId}/days`, { date: full.date })
    const { days } = (await planner('GET', `/stops/${full.stop.stopId}/candidates`)).body as { days: DayCandidates[] }
    const first = days.find((day) => day.date === full.date)!.candidates[0]!
    expect(first).toMatchObject({ name: 'Dr Achille Exemple', volunteered: true })
    if (first.standing === 'free') {
      await achille('POST', `/stops/${full.stop.stopId}/days`, { date: full.date })
      expect((await achille('DELETE', path, { date: full.date })).body, 'no longer waiting').toMatchObject({
        code: 'not_signed_up',
      })
    }
    const lacking = (await daysOf(achille)).find((day) => day.standing === 'authorisation_missing')
    if (lacking) expect(lacking.requestBy! < lacking.date).toBe(true)
  })
})
