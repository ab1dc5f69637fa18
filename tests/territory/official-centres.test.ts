import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refreshCommunes } from '../../data/official-centres.ts'
import { loadCommunes } from '../../server/territory/communes.ts'

const committed = loadCommunes()
/** What the official service sends: every commune, overseas included, each with a centre a little to the north-east. */
const official = [
  ...committed.communes.map(({ insee, lngLat: [lng, lat] }) => ({
    code: insee,
    centre: { type: 'Point', coordinates: [lng + 0.01, lat + 0.01] },
  })),
  { code: '97411', centre: { type: 'Point', coordinates: [55.448, -20.885] } },
]

let folder: string
let close: () => void = () => {}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'escale-refresh-'))
  for (const name of ['communes.json', 'departments.geojson', 'towns.geojson']) {
    copyFileSync(join('data', name), join(folder, name))
  }
})
afterEach(() => close())

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/communes?fields=code,centre`
}

const serveJson = (body: unknown) =>
  serve((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)))

function expectUntouched() {
  expect(readdirSync(folder).sort()).toEqual(['communes.json', 'departments.geojson', 'towns.geojson'])
  for (const name of readdirSync(folder)) {
    expect(readFileSync(join(folder, name), 'utf8') === readFileSync(join('data', name), 'utf8'), name).toBe(true)
  }
}

describe('refreshing positions', () => {
  it('takes the official centres, keeps people and names, and names the towns anew', async () => {
    const result = await refreshCommunes(folder, '2026-11-21', await serveJson(official))
    expect(result).toMatchObject({ replaced: 34_746, kept: 0 })
    const { communes, byInsee } = loadCommunes(folder)
    const [lng, lat] = committed.byInsee('47159')!.lngLat
    expect(byInsee('47159')).toEqual({
      ...committed.byInsee('47159'),
      lngLat: [expect.closeTo(lng + 0.01, 3), expect.closeTo(lat + 0.01, 3)],
      positionQuality: 'official',
    })
    expect(communes.map(({ insee, population }) => [insee, population])).toEqual(
      committed.communes.map(({ insee, population }) => [insee, population]),
    )
    expect(readFileSync(join(folder, 'communes.json'), 'utf8')).toContain('geo.api.gouv.fr (Licence Ouverte 2.0), 2026')
    expect(readFileSync(join(folder, 'towns.geojson'), 'utf8')).toContain('Tassin-la-Demi-Lune')
  })

  it('keeps the position of a commune the answer does not know, or puts abroad', async () => {
    const odd = official
      .filter((one) => one.code !== '23020')
      .map((one) => (one.code === '79176' ? { ...one, centre: { type: 'Point', coordinates: [46.49, -0.06] } } : one))
    const result = await refreshCommunes(folder, '2026-11-21', await serveJson(odd))
    expect(result).toMatchObject({ replaced: 34_744, kept: 2 })
    const { byInsee } = loadCommunes(folder)
    for (const insee of ['23020', '79176']) expect(byInsee(insee)).toEqual(committed.byInsee(insee))
  })

  it('says the same thing twice when run twice', async () => {
    const url = await serveJson(official)
    await refreshCommunes(folder, '2026-11-21', url)
    const once = readFileSync(join(folder, 'communes.json'), 'utf8')
    await refreshCommunes(folder, '2026-11-21', url)
    expect(readFileSync(join(folder, 'communes.json'), 'utf8') === once).toBe(true)
  })

  it('loses nothing when the service is down, slow or refuses', async () => {
    expect(await refreshCommunes(folder, '2026-11-21', 'http://127.0.0.1:1/communes')).toMatchObject({
      refusal: 'unreachable',
    })
    const refusing = await serve((_, response) => response.writeHead(503).end('busy'))
    expect(await refreshCommunes(folder, '2026-11-21', refusing)).toMatchObject({
      refusal: 'unreachable',
      details: { status: 503 },
    })
    close()
    const silent = await serve(() => {})
    expect(await refreshCommunes(folder, '2026-11-21', silent, 100)).toMatchObject({ refusal: 'unreachable' })
    expectUntouched()
  })

  it('loses nothing to a page, another shape or a partial answer', async () => {
    const page = await serve((_, response) => response.setHeader('content-type', 'text/html').end('<html>Sorry</html>'))
    expect(await refreshCommunes(folder, '2026-11-21', page)).toMatchObject({ refusal: 'not_json' })
    close()
    const other = await serveJson({ communes: [] })
    expect(await refreshCommunes(folder, '2026-11-21', other)).toMatchObject({ refusal: 'unexpected_answer' })
    close()
    const partial = await serveJson(official.slice(0, 20_000))
    expect(await refreshCommunes(folder, '2026-11-21', partial)).toMatchObject({
      refusal: 'partial_answer',
      details: { known: 20_000, expected: 34_746 },
    })
    close()
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100000' })
      response.write('[{"code":"01001"')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await refreshCommunes(folder, '2026-11-21', cut)).toMatchObject({ refusal: 'unreachable' })
    expectUntouched()
  })
})
