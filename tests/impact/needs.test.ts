import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NeedView, UnderservedDrawing, UnderservedReach } from '../../shared/need.ts'
import { testApp } from '../support/test-app.ts'
import { ENGINE } from '../support/test-database.ts'

describe(`need and underserved areas on ${ENGINE}`, () => {
  let app: Awaited<ReturnType<typeof testApp>>
  let epci = ''
  const ask = async <T>(name: string, method: string, path: string, body?: object) => {
    const raw = await app.rawAs(name)
    const answer = await raw(`/api/needs${path}`, body ? { method, body: JSON.stringify(body) } : { method })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  const layer = (content: string, more: object = {}) => ({
    name: 'Zones fictives',
    source: 'Inventées pour un essai',
    date: '2026-01-01',
    content,
    ...more,
  })
  beforeAll(async () => {
    app = await testApp({ seed: 'people' })
    epci = app.ports.territory.byInsee('47159')!.epci!
  })
  afterAll(() => app.ports.planner.close())

  it('draws nothing before anything was loaded', async () => {
    const { body } = await ask<UnderservedDrawing>('Perle', 'GET', '/underserved')
    expect(body).toEqual({ layer: null, outlines: [], communes: [] })
    expect((await ask('Perle', 'DELETE', '/underserved')).status).toBe(404)
  })

  it('loads a layer, replaces it whole, refuses a bad one without touching it, and removes it', async () => {
    expect((await ask('Camélia', 'PUT', '/underserved', layer(epci))).status).toBe(200)
    const square = [
      [0.1, 44.3],
      [0.3, 44.3],
      [0.3, 44.5],
      [0.1, 44.5],
      [0.1, 44.3],
    ]
    const area = { type: 'Feature', properties: { nom: 'Carré' }, geometry: { type: 'Polygon', coordinates: [square] } }
    const geojson = JSON.stringify({ type: 'FeatureCollection', features: [area] })
    expect((await ask('Perle', 'PUT', '/underserved', layer(geojson))).status).toBe(200)
    const bad = await ask<{ code: string; message: string }>('Perle', 'PUT', '/underserved', layer('epci\n12'))
    expect(bad).toMatchObject({ status: 422, body: { code: 'layer_code_malformed' } })
    expect(bad.body.message).toContain('Ligne 2')
    const { body } = await ask<UnderservedDrawing>('Perle', 'GET', '/underserved')
    expect(body.layer).toMatchObject({ name: 'Zones fictives', kind: 'outlines', uploadedBy: 'Perle Exemple' })
    expect(body.outlines).toHaveLength(1)
    expect(body.layer?.population).toBe(body.communes.reduce((sum, commune) => sum + commune.population, 0))
    expect((await ask('Perle', 'DELETE', '/underserved')).status).toBe(200)
    expect((await ask<UnderservedDrawing>('Perle', 'GET', '/underserved')).body.layer).toBeNull()
  })

  it('takes outlines heavier than any other request', async () => {
    const padded = layer(epci, { content: `epci\n${epci}\n${'\n'.repeat(2_000_000)}` })
    expect((await ask('Perle', 'PUT', '/underserved', padded)).status).toBe(200)
    const tooMuch = layer('x'.repeat(12_500_000))
    expect((await ask('Perle', 'PUT', '/underserved', tooMuch)).status).toBe(413)
  })

  it('says which centres stand inside, and counts each resident once however many centres reach them', async () => {
    await ask('Perle', 'PUT', '/underserved', layer(`nom;epci\nVal fictif;${epci}`))
    const centres = await app.ports.db.selectFrom('host_centre').select(['id', 'commune_insee']).execute()
    const inside = centres.find((centre) => centre.commune_insee === '47159')!
    const other = centres.find((centre) => centre.commune_insee === '79176')!
    const path = `/underserved/reach?centres=${inside.id},${other.id},${inside.id}`
    const { body } = await ask<UnderservedReach>('Perle', 'GET', path)
    expect(body.centres.map(({ isInside, area }) => [isInside, area])).toEqual([
      [true, 'Val fictif'],
      [false, null],
    ])
    const within = (bands: UnderservedReach['together']) => bands.map((band) => band.residents)
    expect(within(body.together)).toEqual(within(body.centres[0]!.bands))
    expect(within(body.together).toSorted((one, other) => one - other)).toEqual(within(body.together))
    expect(body.together.at(-1)!.residents).toBeLessThanOrEqual(body.layer!.population)
    expect(body.together.at(-1)!.residents).toBeGreaterThan(1000)
    expect((await ask('Perle', 'GET', `/underserved/reach?centres=${crypto.randomUUID()}`)).status).toBe(404)
  })

  it('weighs need by density alone until places of practice are known, then by the drive to them too', async () => {
    const before = (await ask<NeedView>('Perle', 'GET', '')).body
    expect(before.rates).toEqual(before.defaults)
    expect(before.departments.find((line) => line.department === '23')).toMatchObject({ weight: 2, minutes: null })
    const sites = {
      specialty: 'dermatology',
      source: 'Liste inventée',
      date: '2026-01-01',
      content: 'insee\n47001\n33063',
    }
    expect((await ask('Perle', 'PUT', '/sites', sites)).status).toBe(200)
    const after = (await ask<NeedView>('Perle', 'GET', '')).body
    const lot = after.departments.find((line) => line.department === '47')!
    expect(lot.minutes).toBeGreaterThan(10)
    expect(lot.minutes).toBeLessThan(90)
    expect(lot.weight).not.toBe(before.departments.find((line) => line.department === '47')!.weight)
    expect(after.sites).toMatchObject({ source: 'Liste inventée', communes: [{ name: 'Bordeaux' }, { name: 'Agen' }] })
    expect((await ask('Perle', 'DELETE', '/sites')).status).toBe(200)
    expect((await ask<NeedView>('Perle', 'GET', '')).body.departments).toEqual(before.departments)
  })

  it('shows what other rates would do before they are saved, and saves them', async () => {
    const rates = { density: 0, distance: 0.5, underserved: 0.6 }
    const preview = (await ask<NeedView>('Perle', 'POST', '/preview', { rates })).body
    const creuse = preview.departments.find((line) => line.department === '23')!
    expect([creuse.before, creuse.weight]).toEqual([2, 1])
    expect(preview.highest[0]).toMatchObject({ isUnderserved: true, weight: 1.6 })
    expect((await ask('Perle', 'PUT', '/rates', rates)).status).toBe(200)
    expect((await ask<NeedView>('Perle', 'GET', '')).body.saved).toMatchObject(rates)
    const crossed = await ask('Perle', 'PUT', '/rates', { lowest: 1, highest: 0.2 })
    expect(crossed.status).toBe(400)
  })

  it('lets nobody but planners and administrators at any of it', async () => {
    for (const name of ['Olive', 'Garance', 'Saturnin']) {
      expect((await ask(name, 'GET', '/underserved')).status).toBe(403)
      expect((await ask(name, 'PUT', '/rates', {})).status).toBe(403)
    }
  })
})
