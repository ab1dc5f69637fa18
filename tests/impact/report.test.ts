import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mobilderm } from '../../server/demo/mobilderm.ts'
import { impactJobs } from '../../server/impact/jobs.ts'
import { tourJobs } from '../../server/tours/jobs.ts'
import type { DepartmentCode } from '../../shared/geo.ts'
import type { ImpactReport } from '../../shared/impact.ts'
import { instantAt, type LocalDate, type MinuteOfDay, PARIS } from '../../shared/time.ts'
import type { TourDetail } from '../../shared/tour-view.ts'
import { type Clinic, openClinic } from '../appointments/clinic.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`the report of a season on ${ENGINE}`, () => {
  let demo: Clinic
  let tourId = ''
  const read = async (query: string) => {
    const answer = await (await demo.rawAs('Perle'))(`/api/impact${query}`)
    return { status: answer.status, body: (await answer.json()) as ImpactReport }
  }
  beforeAll(async () => {
    demo = await openClinic()
    const before = await read('')
    expect(before.body.progress).toMatchObject({ stops: 5, begun: 0, done: 0 })
    expect(before.body.total.medianDelayDays).toBeNull()
    const stop = demo.stopAt('Mas')
    tourId = stop.tourId
    const referralId = await demo.refer('P1')
    const desk = await demo.rawAs('Garance')
    const ask = async (who: typeof desk, path: string, body?: object) => {
      const answer = await who(path, body ? { method: 'POST', body: JSON.stringify(body) } : {})
      expect(answer.status, path).toBeLessThan(300)
      return answer.json()
    }
    const { slots } = await ask(desk, `/api/appointments/free?referralId=${referralId}&stopId=${stop.stopId}`)
    const { slotId } = slots.find((slot: { date: string }) => slot.date === stop.firstDay)
    const { appointmentId } = await ask(desk, '/api/appointments', { referralId, slotId })
    demo.ports.clock.moveTo(instantAt(stop.firstDay, 1080 as MinuteOfDay, PARIS))
    const outcome = { appointmentId, outcome: 'benign', report: 'Rien à faire.' }
    await ask(await demo.rawAs('Saturnin'), '/api/referrals/outcomes', outcome)
  })
  afterAll(() => demo.ports.planner.close())

  it('counts what happened, by class, department and centre, and adds up', async () => {
    const { body } = await read('')
    expect(body.scope).toMatchObject({ from: '2026-01-01', to: '2026-12-31', tourId: null })
    expect(body.progress).toMatchObject({ stops: 5, begun: 1 })
    expect(body.total.classes[0]).toMatchObject({ priorityClass: 'P1', seen: 1 })
    expect(body.total.medianDelayDays).toBe(16)
    const sum = (lines: { measures: ImpactReport['total'] }[], read: (measures: ImpactReport['total']) => number) =>
      lines.reduce((total, line) => total + read(line.measures), 0)
    for (const lines of [body.departments, body.centres]) {
      expect(sum(lines, (each) => each.places)).toBe(body.total.places)
      expect(sum(lines, (each) => each.classes.reduce((all, line) => all + line.referred, 0))).toBe(
        body.total.classes.reduce((all, line) => all + line.referred, 0),
      )
    }
    const lot = body.departments.find((line) => line.department === '47')!
    expect(lot).toMatchObject({ specialistsPer100000: 1.2 })
    expect(lot.seenPer100000).toBeCloseTo(100_000 / lot.population, 6)
    expect(body.reach.people).toBeGreaterThan(10_000)
    expect(body.reach.newPeople).toBe(body.reach.people)
    expect(body.road.km).toBeGreaterThan(50)
    expect(body.equity.index).toBeLessThan(0)
  })

  it('tells no outcome before its tour is settled, so that no day’s reading can be subtracted from another', async () => {
    const { outcomes } = (await read('')).body
    expect(outcomes).toMatchObject({ settled: 0, total: 0, settleDays: 14 })
    expect(outcomes.pending).toEqual({ tours: 2, nextOn: '2026-03-27' })
    expect(outcomes.rows.every((row) => row.count === 0)).toBe(true)
    const part = (await read('?from=2026-02-01&to=2026-02-10')).body.outcomes
    expect(part.withheld).toBe('not_whole_months')
    expect((await read('?from=2026-02-01&to=2026-02-28')).body.outcomes.withheld).toBe('cuts_a_tour')
    expect((await read(`?tourId=${tourId}`)).body.outcomes.withheld).toBeNull()
  })

  it('reads one tour, one unit, one specialty, and nothing of another', async () => {
    const tour = (await read(`?tourId=${tourId}`)).body
    expect(tour.scope).toMatchObject({ tourName: 'Tournée pilote – Nouvelle-Aquitaine', from: '2026-02-01' })
    expect(tour.total.classes[0]?.seen).toBe(1)
    expect((await read(`?unitId=${mobilderm.unitId}`)).body.progress.stops).toBe(3)
    const other = (await read('?specialty=cardiology')).body
    expect([other.progress.stops, other.total.classes[0]?.referred]).toEqual([0, 0])
  })

  it('refuses a period that ends before it begins and a tour that does not exist', async () => {
    expect((await read('?from=2026-03-01&to=2026-02-01')).status).toBe(422)
    expect((await read(`?tourId=${crypto.randomUUID()}`)).status).toBe(404)
  })

  it('exports every figure with its definition and date, and no formula', async () => {
    await demo.ports.db
      .updateTable('host_centre')
      .set({ name: '=HYPERLINK("http://example.org")' })
      .where('department', '=', '79' as DepartmentCode)
      .execute()
    const answer = await (await demo.rawAs('Perle'))('/api/impact/bilan.csv')
    expect(answer.headers.get('content-disposition')).toContain('bilan-2026-01-01-2026-12-31.csv')
    const text = await answer.text()
    expect(text).not.toMatch(/Essai|Iris|Rien à faire|063998/)
    const rows = parse(text, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[]
    const seen = rows.find((row) => row.Mesure === 'Patients vus' && row.Niveau === 'ensemble' && row.Priorité === 'P1')
    expect(seen).toMatchObject({ Valeur: '1', Unité: 'nombre', Au: '2026-02-04' })
    expect(rows.filter((row) => row.Centre?.startsWith('='))).toEqual([])
    expect(rows.some((row) => row.Centre?.startsWith("'="))).toBe(true)
  })

  it('lets an operator be more careful with small cells, never less than five', async () => {
    const put = async (threshold: number) =>
      (await demo.rawAs('Camélia'))('/api/impact/small-cells', { method: 'PUT', body: JSON.stringify({ threshold }) })
    expect((await put(4)).status).toBe(400)
    expect((await put(11)).status).toBe(200)
    expect((await read('')).body.outcomes.threshold).toBe(11)
  })

  it('counts the days of a stop cancelled in its course on which patients were seen, and nothing of those after', async () => {
    const before = (await read('')).body
    const { tour } = (await (await (await demo.rawAs('Perle'))(`/api/tours/${tourId}`)).json()) as TourDetail
    const cancelled = await (await demo.rawAs('Perle'))(`/api/stops/${demo.stopAt('Mas').stopId}/cancel`, {
      method: 'POST',
      body: JSON.stringify({ revision: tour.revision }),
    })
    expect(cancelled.status).toBe(200)
    const { body } = await read('')
    expect(body.progress).toMatchObject({ stops: 5, begun: 1, done: 1, cancelled: 0, cutShort: 1 })
    expect(body.total.classes[0]).toMatchObject({ seen: 1 })
    expect(body.total.medianDelayDays).toBe(16)
    expect(body.total.days).toBe(before.total.days - 2)
    expect(body.road.km).toBe(before.road.km)
    expect(body.reach).toEqual(before.reach)
    expect(body.road.consultationMinutes).toBeLessThan(before.road.consultationMinutes)
    const mas = body.centres.find((line) => line.centreName.includes('Mas'))!
    expect(mas.measures).toMatchObject({ stops: 1, days: 1 })
    expect(mas.measures.classes[0]?.seen).toBe(1)
  })

  it('counts the outcomes of a tour once, two weeks after its last day, whatever is corrected afterwards', async () => {
    const at = (date: string) => instantAt(date as LocalDate, 480 as MinuteOfDay, PARIS)
    demo.ports.clock.moveTo(at('2026-04-23'))
    await tourJobs.run(demo.ports)
    await impactJobs.run(demo.ports)
    const query = `?tourId=${tourId}`
    expect((await read(query)).body.outcomes).toMatchObject({ settled: 0, pending: { tours: 1, nextOn: '2026-04-24' } })
    expect(await impactJobs.nextAt(demo.ports)).toBe(instantAt('2026-04-24' as LocalDate, 0 as MinuteOfDay, PARIS))
    demo.ports.clock.moveTo(at('2026-04-24'))
    await impactJobs.run(demo.ports)
    expect(await impactJobs.nextAt(demo.ports)).toBeNull()
    const settled = (await read(query)).body.outcomes
    expect(settled).toMatchObject({ settled: 1, pending: { tours: 0, nextOn: null }, total: 1 })
    expect(settled.rows.every((row) => row.count === null)).toBe(true)
    const table = await (await (await demo.rawAs('Perle'))(`/api/impact/bilan.csv${query}`)).text()
    const rows = parse(table, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[]
    expect(rows.filter((row) => row.Mesure === 'Exérèse à organiser').map((row) => row.Valeur)).toEqual(['masqué'])
    await demo.ports.db.updateTable('appointment').set({ state: 'no_show' }).where('state', '=', 'done').execute()
    await impactJobs.run(demo.ports)
    expect((await read(query)).body.outcomes).toEqual(settled)
  })
})
