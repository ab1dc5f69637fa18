import { beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import type { HostedStop, TourHosts } from '../../shared/host.ts'
import { instantAt, LocalDate, MinuteOfDay, PARIS } from '../../shared/time.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

type Send = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>

const yes = { answer: 'accepted', reason: null, offered: [], name: null }
const no = { answer: 'declined', reason: 'Le marché occupe la place', offered: [], name: null }

describe(`host centres on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let planner: Send
  let coordinator: Send
  let tour: TourDetail
  let page: (path: string, form?: Record<string, string>) => Promise<Response>

  async function sender(name: string): Promise<Send> {
    const raw = await app.rawAs(name)
    return async (method, path, body) => {
      const init = { method, headers: { Origin: 'http://localhost' } }
      const answer = await raw(`/api${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) })
      return { status: answer.status, body: (await answer.json()) as never }
    }
  }
  const opened = async () => (await planner('GET', `/tours/${tour.tour.tourId}`)).body as TourDetail
  const hosts = async () => (await planner('GET', `/hosts/tours/${tour.tour.tourId}`)).body as TourHosts
  const stopAt = (name: string) => tour.stops.find((stop) => stop.centreName.includes(name))!
  const days = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }) => ({ firstDay, lastDay })
  const codes = async () => (await opened()).obstacles.map(({ code, centreName }) => `${code} ${centreName}`)
  const linkTo = async (name: string) => {
    const { centreId } = stopAt(name)
    const { status, body } = await planner('POST', `/hosts/tours/${tour.tour.tourId}/centres/${centreId}/link`)
    expect(status).toBe(201)
    return new URL((body as { url: string }).url).pathname
  }

  beforeAll(async () => {
    app = await testApp({ seed: 'people' })
    planner = await sender('Perle')
    coordinator = await sender('Garance')
    page = async (path, form) =>
      app.app.request(
        path,
        form
          ? {
              method: 'POST',
              body: new URLSearchParams(form).toString(),
              headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
            }
          : {},
      )
    const { centres } = (await planner('GET', '/tours/places')).body as {
      centres: { centreId: string; name: string }[]
    }
    const at = (name: string) => centres.find((centre) => centre.name.includes(name))!.centreId
    const stops = [
      { centreId: at('Mas'), firstDay: '2026-05-19', lastDay: '2026-05-21' },
      { centreId: at('Ajain'), firstDay: '2026-06-02', lastDay: '2026-06-04' },
    ]
    const horizon = { fromDate: '2026-05-01', toDate: '2026-07-31' }
    const draft = { unitId: mobilderm.unitId, name: 'Printemps', ...horizon, stops }
    const { tourId } = (await planner('POST', '/tours', draft)).body as { tourId: string }
    tour = (await planner('GET', `/tours/${tourId}`)).body as TourDetail
  })

  it('are not asked while the tour is a draft', async () => {
    const answer = { ...yes, ...days(stopAt('Mas')) }
    expect(await coordinator('POST', `/hosts/stops/${stopAt('Mas').stopId}/answer`, answer)).toMatchObject({
      status: 409,
      body: { code: 'host_answer_closed' },
    })
    expect(((await coordinator('GET', '/hosts/stops')).body as { stops: HostedStop[] }).stops).toEqual([])
    await planner('POST', `/tours/${tour.tour.tourId}/state`, { state: 'proposed', revision: tour.tour.revision })
  })

  it('hold publication back by name until they agree, from the coordinator’s own page', async () => {
    expect(await codes()).toContain("host_not_confirmed Le Mas-d'Agenais")
    const { stops } = (await coordinator('GET', '/hosts/stops')).body as { stops: HostedStop[] }
    expect(stops).toMatchObject([{ centreName: "Le Mas-d'Agenais", standing: 'awaiting', firstDay: '2026-05-19' }])
    const path = `/hosts/stops/${stops[0]!.stopId}/answer`
    expect(await coordinator('POST', path, { ...no, reason: '', ...days(stops[0]!) })).toMatchObject({
      status: 422,
      body: { code: 'host_reason_missing' },
    })
    expect((await coordinator('POST', path, { ...yes, ...days(stops[0]!), name: 'Quelqu’un' })).status).toBe(200)
    expect(await codes()).not.toContain("host_not_confirmed Le Mas-d'Agenais")
    const [mas] = (await hosts()).centres
    expect(mas?.stops[0]).toMatchObject({
      standing: 'accepted',
      answers: [{ means: 'page', answeredBy: 'Garance Exemple', recordedBy: null }],
    })
    expect((await opened()).tour.hosts).toEqual({ asked: 2, accepted: 1, declined: 0 })
  })

  it('answer for their own stops only, and about the days they read', async () => {
    const ajain = stopAt('Ajain')
    const answer = { ...yes, ...days(ajain) }
    expect((await coordinator('POST', `/hosts/stops/${ajain.stopId}/answer`, answer)).status).toBe(404)
    const stale = { ...yes, firstDay: '2026-05-18', lastDay: '2026-05-20' }
    expect(await coordinator('POST', `/hosts/stops/${stopAt('Mas').stopId}/answer`, stale)).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    })
  })

  it('refuse from a secret link, with a reason and other days, and may change their mind', async () => {
    const path = await linkTo('Ajain')
    const first = await page(path)
    const text = await first.text()
    expect(first.status).toBe(200)
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(text).toContain('Du mardi 2 juin au jeudi 4 juin 2026')
    expect(text).not.toContain("Mas-d'Agenais")
    expect(text).not.toMatch(/<script|dermat/i)
    const { stopId } = stopAt('Ajain')
    const asking = await (await page(`${path}?etape=${stopId}&reponse=no`)).text()
    expect(asking).toContain('name="reason"')
    const form = { stopId, ...days(stopAt('Ajain')), answer: 'declined', name: 'Anne <b>Dupré</b>' }
    const missing = await page(path, { ...form, reason: '' })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('Anne &lt;b&gt;Dupré&lt;/b&gt;')
    const wrong = await page(path, { ...form, reason: 'Fermés', from1: '2026-06-18', to1: '2026-06-16' })
    expect(wrong.status).toBe(422)
    const refused = await page(path, { ...form, reason: 'Fermés', from1: '2026-06-16', to1: '2026-06-18' })
    expect(refused.status).toBe(303)
    expect(await codes()).toContain('host_not_confirmed Ajain')
    const ajain = (await hosts()).centres.find((centre) => centre.centreName === 'Ajain')!
    expect(ajain.stops[0]?.answers[0]).toMatchObject({
      means: 'link',
      reason: 'Fermés',
      offered: [{ firstDay: '2026-06-16', lastDay: '2026-06-18' }],
    })
    expect((await page(path, { ...form, answer: 'accepted' })).status).toBe(303)
    expect((await hosts()).centres.find((centre) => centre.centreName === 'Ajain')?.stops[0]).toMatchObject({
      standing: 'accepted',
      answers: [{ answer: 'accepted' }, { answer: 'declined' }],
    })
  })

  it('cannot be answered for by a link that is unknown, revoked, replaced or another centre’s', async () => {
    const tourPath = `/hosts/tours/${tour.tour.tourId}/centres/${stopAt('Ajain').centreId}/link`
    expect((await page('/h/aaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
    const replaced = await linkTo('Ajain')
    const path = await linkTo('Ajain')
    expect((await page(replaced)).status).toBe(404)
    const ofMas = { stopId: stopAt('Mas').stopId, ...days(stopAt('Mas')), answer: 'declined', name: 'X', reason: 'y' }
    expect((await page(path, ofMas)).status).toBe(404)
    expect((await planner('DELETE', tourPath)).status).toBe(200)
    expect((await page(path)).status).toBe(404)
    expect((await planner('DELETE', tourPath)).status).toBe(404)
    const stored = JSON.stringify(await app.ports.db.selectFrom('host_link').selectAll().execute())
    expect(stored).not.toContain(path.slice(3))
  })

  it('are confirmed by telephone under the name of whoever spoke, and asked again when the days change', async () => {
    const mas = stopAt('Mas')
    const path = `/hosts/stops/${mas.stopId}/answer`
    expect(await planner('POST', path, { ...yes, ...days(mas) })).toMatchObject({
      status: 422,
      body: { code: 'host_name_missing' },
    })
    await planner('POST', path, { ...yes, ...days(mas), name: 'Mme Exemple, accueil', reason: 'Au téléphone' })
    expect((await hosts()).centres[0]?.stops[0]?.answers[0]).toMatchObject({
      means: 'telephone',
      answeredBy: 'Mme Exemple, accueil',
      recordedBy: 'Perle Exemple',
    })
    const now = await opened()
    const stops = now.stops.map(({ stopId, centreId, firstDay, lastDay, pinned }) =>
      stopId === mas.stopId
        ? { stopId, centreId, firstDay: '2026-05-26', lastDay: '2026-05-28', pinned }
        : { stopId, centreId, firstDay, lastDay, pinned },
    )
    const { revision, name, fromDate, toDate } = now.tour
    await planner('PUT', `/tours/${now.tour.tourId}`, { revision, name, fromDate, toDate, stops })
    expect((await hosts()).centres[0]?.stops[0]?.standing).toBe('outdated')
    expect((await opened()).obstacles).toContainEqual(
      expect.objectContaining({ code: 'host_not_confirmed', facts: { standing: 'outdated' } }),
    )
  })

  it('are only warned about once the society decides that agreement may come later', async () => {
    await planner('PUT', '/hosts/rules', { requireConfirmation: false })
    expect(await codes()).not.toContain("host_not_confirmed Le Mas-d'Agenais")
    const warned = (await opened()).stops.filter((stop) => stop.warnings.some(({ code }) => code === 'host_to_ask'))
    expect(warned.map((stop) => stop.centreName)).toEqual(["Le Mas-d'Agenais"])
    expect(await hosts()).toMatchObject({ required: false, changedBy: 'Perle Exemple' })
    await planner('PUT', '/hosts/rules', { requireConfirmation: true })
    expect(await codes()).toContain("host_not_confirmed Le Mas-d'Agenais")
  })

  it('are no longer asked once the stop is over, nor by a link once its days are', async () => {
    const path = await linkTo('Ajain')
    const { expiresAt } = (await hosts()).centres.find((centre) => centre.centreName === 'Ajain')!.link!
    expect((await page(path)).status).toBe(200)
    app.ports.clock.moveTo(expiresAt)
    const expired = await page(path)
    expect(expired.status).toBe(410)
    expect(await expired.text()).toContain('Demandez un nouveau lien')
    const answer = { ...yes, firstDay: '2026-05-26', lastDay: '2026-05-28' }
    app.ports.clock.moveTo(instantAt(LocalDate.parse('2026-05-29'), MinuteOfDay.parse(540), PARIS))
    expect(await coordinator('POST', `/hosts/stops/${stopAt('Mas').stopId}/answer`, answer)).toMatchObject({
      body: { code: 'host_answer_closed' },
    })
  })
})
