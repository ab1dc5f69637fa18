import { beforeEach, describe, expect, it } from 'vitest'
import { listStops } from '../../server/tours/list-stops.ts'
import type { Problem } from '../../shared/problem.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'
import { newCentre, newUnit } from './sample-places.ts'

describe(`host centres and units an administrator adds, on ${ENGINE}`, () => {
  let admin: Awaited<ReturnType<Awaited<ReturnType<typeof testApp>>['as']>>
  let planner: typeof admin
  beforeEach(async () => {
    const app = await testApp({ seed: 'people' })
    admin = await app.as('Camélia')
    planner = await app.as('Perle')
  })
  const refusalOf = async (answer: { status: number; json(): Promise<unknown> }) => {
    const { code, field, details } = (await answer.json()) as Problem
    const [fault] = (details?.faults ?? []) as { code: string }[]
    return [answer.status, fault?.code ?? code, field]
  }
  const addCentre = (json: object) => admin.api.admin.centres.$post({ json: json as typeof newCentre })
  const addUnit = (json: object) => admin.api.admin.units.$post({ json: json as typeof newUnit })
  const places = async () => (await planner.api.tours.places.$get()).json()

  it('opens a centre where its commune stands, and planners see it at once', async () => {
    const answer = await addCentre(newCentre)
    expect(answer.status).toBe(201)
    const centre = await answer.json()
    expect(centre).toMatchObject({ department: '23', zone: 'Europe/Paris', active: true, openingHoursAssumed: false })
    const seen = (await places()).centres.find(({ centreId }) => centreId === centre.hostCentreId)
    expect(seen).toMatchObject({ name: newCentre.facts.name, department: '23', lngLat: centre.lngLat, minDays: 2 })
    expect(centre.lngLat[0]).toBeCloseTo(1.87, 1)
    expect(centre.lngLat[1]).toBeCloseTo(46.17, 1)
    const { lines } = await (await admin.api.admin['access-log'].$get({ query: {} })).json()
    expect(lines[0]).toMatchObject({ action: 'create', resource: 'host_centre', resourceId: centre.hostCentreId })
  })

  it('refuses, by field, what no centre can be', async () => {
    const { facts, openingHours } = newCentre
    expect(await refusalOf(await addCentre({ ...newCentre, communeInsee: '99999' }))).toEqual([
      422,
      'unknown_commune',
      'communeInsee',
    ])
    const backwards = { ...openingHours, 2: [{ start: 720, end: 540 }] }
    const [status, code, field] = await refusalOf(await addCentre({ ...newCentre, openingHours: backwards }))
    expect([status, code]).toEqual([400, 'start_before_end'])
    expect(field).toMatch(/^openingHours\.2/)
    const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }
    expect(await refusalOf(await addCentre({ ...newCentre, openingHours: never }))).toEqual([
      400,
      'hours_empty',
      'openingHours',
    ])
    expect(await refusalOf(await addCentre({ ...newCentre, facts: { ...facts, minDays: 5 } }))).toEqual([
      400,
      'days_reversed',
      'facts.maxDays',
    ])
    expect((await addCentre(newCentre)).status).toBe(201)
    const sameName = { ...newCentre, facts: { ...facts, name: 'MAISON de sante d’essai' } }
    expect(await refusalOf(await addCentre(sameName))).toEqual([409, 'centre_name_taken', 'facts.name'])
    expect((await addCentre({ ...sameName, communeInsee: '87085' })).status).toBe(201)
  })

  it('changes what is known of a centre, but not into the name of another of its commune', async () => {
    const first = await (await addCentre(newCentre)).json()
    const second = await (
      await addCentre({ ...newCentre, facts: { ...newCentre.facts, name: 'Centre municipal' } })
    ).json()
    const edit = (facts: object) =>
      admin.api.admin.centres[':centreId'].$patch({
        param: { centreId: second.hostCentreId },
        json: { facts: { ...newCentre.facts, ...facts } },
      })
    expect(await refusalOf(await edit({ name: first.name }))).toEqual([409, 'centre_name_taken', 'facts.name'])
    const edited = await edit({ name: 'Centre municipal', phone: '05 55 00 00 00', maxDays: 5 })
    expect((await edited.json()).centre).toMatchObject({
      phone: '05 55 00 00 00',
      maxDays: 5,
      openingHours: second.openingHours,
    })
  })

  it('puts a unit in service where its depot is, its vehicle unknown, and planners see it at once', async () => {
    const answer = await addUnit(newUnit)
    expect(answer.status).toBe(201)
    const unit = await answer.json()
    expect(unit.depot.name).toBe('Limoges')
    expect(unit.vehicle).toMatchObject({ lengthMetres: null, power: null, licence: null })
    expect((await places()).units).toContainEqual(unit)
  })

  it('offers the specialties with a protocol, and refuses, by field, what no unit can be', async () => {
    expect(await (await admin.api.admin.specialties.$get()).json()).toEqual(['dermatology', 'ophthalmology'])
    const { sessionTemplate } = newUnit
    const faulty: [object, number, string, string][] = [
      [{ specialty: 'cardiology' }, 400, 'unknown_specialty', 'specialty'],
      [{ depotInsee: '99999' }, 422, 'unknown_commune', 'depotInsee'],
      [{ name: 'mobil’derm' }, 409, 'unit_name_taken', 'name'],
      [
        { sessionTemplate: { ...sessionTemplate, firstDayFrom: 720 } },
        400,
        'session_first_day_empty',
        'sessionTemplate.firstDayFrom',
      ],
      [
        { sessionTemplate: { ...sessionTemplate, lastDayUntil: 540 } },
        400,
        'session_last_day_empty',
        'sessionTemplate.lastDayUntil',
      ],
      [
        {
          sessionTemplate: {
            ...sessionTemplate,
            spans: [
              { start: 540, end: 720 },
              { start: 700, end: 800 },
            ],
          },
        },
        400,
        'session_spans_overlap',
        'sessionTemplate.spans',
      ],
      [
        { outOfService: [{ from: '2026-03-10', to: '2026-03-09', reason: 'révision' }] },
        400,
        'out_of_service_reversed',
        'outOfService.0',
      ],
    ]
    for (const [change, status, code, field] of faulty) {
      expect(await refusalOf(await addUnit({ ...newUnit, ...change }))).toEqual([status, code, field])
    }
    expect((await places()).units).toHaveLength(1)
  })

  it('stands a centre where it is told, near its commune, and refuses a slip of the pen', async () => {
    const centre = await (await addCentre(newCentre)).json()
    const [lng, lat] = centre.lngLat
    const stand = (lngLat: [number, number]) =>
      admin.api.admin.centres[':centreId'].$patch({ param: { centreId: centre.hostCentreId }, json: { lngLat } })
    const moved: [number, number] = [lng + 0.01, lat - 0.01]
    expect((await (await stand(moved)).json()).centre.lngLat).toEqual(moved)
    expect((await places()).centres.find(({ centreId }) => centreId === centre.hostCentreId)?.lngLat).toEqual(moved)
    expect(await refusalOf(await stand([lat, lng]))).toEqual([422, 'centre_far_from_commune', 'lngLat'])
    expect(await refusalOf(await stand([lng + 0.3, lat]))).toEqual([422, 'centre_far_from_commune', 'lngLat'])
  })

  it('changes a unit and keeps its depot unless another is chosen', async () => {
    const unit = await (await addUnit(newUnit)).json()
    const edit = (json: object, unitId: string = unit.unitId) =>
      admin.api.admin.units[':unitId'].$put({
        param: { unitId },
        json: { ...newUnit, depotInsee: null, revision: 1, ...json },
      })
    const period = { from: '2026-03-09', to: '2026-03-10', reason: 'révision' }
    const vehicle = { ...newUnit.vehicle, lengthMetres: 9.5, licence: 'C1' }
    expect((await edit({ rooms: 2, outOfService: [period], vehicle, specialty: 'ophthalmology' })).status).toBe(200)
    const changed = (await places()).units.find(({ unitId }) => unitId === unit.unitId)
    expect(changed).toMatchObject({ rooms: 2, depot: unit.depot, outOfService: [period], vehicle })
    expect((await (await edit({ depotInsee: '23096', revision: 2 })).json()).depot.name).toBe('Guéret')
    expect((await edit({}, '00000000-0000-4000-8000-00000000dead')).status).toBe(404)
  })

  it('lets no administrator overwrite what another wrote meanwhile', async () => {
    const unit = await (await addUnit({ ...newUnit, name: 'Unité à deux' })).json()
    const param = { unitId: unit.unitId }
    const edit = (json: object) =>
      admin.api.admin.units[':unitId'].$put({ param, json: { ...newUnit, depotInsee: null, ...json } as never })
    expect((await edit({ name: 'Unité de l’un', revision: unit.revision })).status).toBe(200)
    expect(await refusalOf(await edit({ name: 'Unité de l’autre', revision: unit.revision }))).toEqual([
      409,
      'changed_meanwhile',
      undefined,
    ])
    const retire = (revision: number) =>
      admin.api.admin.units[':unitId'].service.$put({ param, json: { revision, inService: false } })
    expect(await refusalOf(await retire(unit.revision))).toEqual([409, 'changed_meanwhile', undefined])
    expect((await retire(unit.revision + 1)).status).toBe(200)
    expect((await places()).units.map(({ name }) => name)).not.toContain('Unité de l’un')
    const kept = (await (await admin.api.admin.units.$get()).json()).find(({ unitId }) => unitId === unit.unitId)
    expect(kept).toMatchObject({ name: 'Unité de l’un', inService: false, revision: 3 })
    expect(await (await edit({ name: 'Unité de l’un', revision: 3 })).json()).toMatchObject({ inService: false })
  })

  it('retires a unit: its published stops stay, nothing new is made or published for it until it is back', async () => {
    const demo = await testApp({ seed: 'demo' })
    const [planner, administrator] = [await demo.as('Perle'), await demo.as('Camélia')]
    const [unit] = await (await administrator.api.admin.units.$get()).json()
    const { unitId } = unit!
    const retire = (revision: number, inService: boolean) =>
      administrator.api.admin.units[':unitId'].service.$put({ param: { unitId }, json: { revision, inService } })
    const stops = await listStops(demo.ports.db, {})
    const ahead = await (await administrator.api.admin.units[':unitId'].stops.$get({ param: { unitId } })).json()
    const own = stops.filter((stop) => stop.unitId === unitId)
    expect(ahead.map(({ stopId }) => stopId).sort()).toEqual(own.map(({ stopId }) => stopId).sort())
    expect((await retire(unit!.revision, false)).status).toBe(200)
    expect(await listStops(demo.ports.db, {})).toEqual(stops)
    const draft = { unitId, name: 'Trop tard', fromDate: '2026-09-01', toDate: '2026-09-30', stops: [] }
    const create = () => planner.api.tours.$post({ json: draft as never })
    expect(await refusalOf(await create())).toEqual([422, 'unknown_unit', 'unitId'])
    expect((await retire(unit!.revision + 1, true)).status).toBe(200)
    expect((await create()).status).toBe(201)
  })

  it('leaves published stops the sessions they have when the usual day changes, and the specialty of its tours', async () => {
    const demo = await testApp({ seed: 'demo' })
    const tours = await demo.as('Perle')
    const [unit] = (await (await tours.api.tours.places.$get()).json()).units
    const sessions = async () => (await listStops(demo.ports.db, {})).map((stop) => stop.sessions)
    const slots = () => demo.ports.db.selectFrom('slot').select(['id', 'withdrawn']).orderBy('id').execute()
    const before = [await sessions(), await slots()]
    const { unitId, depot: _, ...facts } = unit!
    const sessionTemplate = { ...facts.sessionTemplate, spans: newUnit.sessionTemplate.spans, slotMinutes: 60 }
    const edit = async (json: object) =>
      (await demo.as('Camélia')).api.admin.units[':unitId'].$put({
        param: { unitId },
        json: { ...facts, depotInsee: null, sessionTemplate, revision: 1, ...json },
      })
    expect((await edit({})).status).toBe(200)
    expect(before.every((list) => list.length > 0)).toBe(true)
    expect([await sessions(), await slots()]).toEqual(before)
    expect(await refusalOf(await edit({ specialty: 'ophthalmology', revision: 2 }))).toEqual([
      409,
      'unit_specialty_kept',
      'specialty',
    ])
  })
})
