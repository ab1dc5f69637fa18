import { describe, expect, it } from 'vitest'
import { loadCommunes } from '../../server/territory/communes.ts'
import { readSiteCodes } from '../../server/territory/set-need.ts'
import { readAreas } from '../../server/territory/underserved-file.ts'
import { isRefusal } from '../../shared/problem.ts'

const { communes, byInsee } = loadCommunes()
const mas = byInsee('47159')!

const square = ([lng, lat]: readonly [number, number], half = 0.05) => [
  [
    [lng - half, lat - half],
    [lng + half, lat - half],
    [lng + half, lat + half],
    [lng - half, lat + half],
    [lng - half, lat - half],
  ],
]
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const area = (coordinates: unknown, properties: object = { nom: 'Zone fictive' }) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates },
})
const read = (content: string, acceptUnknown = false) => {
  const result = readAreas(content, communes, { acceptUnknown })
  if (isRefusal(result)) throw new Error(`${result.refusal} ${JSON.stringify(result.details ?? {})}`)
  return result
}
const refusal = (content: string) => {
  const result = readAreas(content, communes, { acceptUnknown: false })
  return isRefusal(result) ? [result.refusal, result.details] : 'read'
}

describe('a file of underserved areas', () => {
  it('is read from GeoJSON: names, and the communes inside the outlines', () => {
    const layer = read(collection(area(square(mas.lngLat))))
    expect(layer.areas).toEqual([{ name: 'Zone fictive', code: null }])
    expect(layer.communes).toContain('47159')
    expect(layer.communes.length).toBeLessThan(40)
  })

  it('leaves the communes of a hole out', () => {
    const [outer] = square(mas.lngLat, 0.4)
    const [hole] = square(mas.lngLat, 0.02)
    const layer = read(collection(area([outer, hole])))
    expect(layer.communes).not.toContain('47159')
    expect(layer.communes.length).toBeGreaterThan(10)
  })

  it('is read from a table of codes, with or without a header, whatever parts its cells', () => {
    const code = mas.epci!
    const inside = communes.filter((commune) => commune.epci === code).map((commune) => commune.insee)
    for (const text of [code, `epci\n${code}`, `\uFEFFNom;SIREN\nIci;${code}\n`, `nom\tcode_epci\nIci\t${code}`]) {
      expect(read(text).communes).toEqual(inside)
    }
    expect(read(`nom;siren\nIci;${code}`).areas).toEqual([{ name: 'Ici', code }])
  })

  it.each([
    ['nothing', '  ', 'layer_empty'],
    ['a file cut short', '{"type":"FeatureCollection","features":[', 'layer_not_json'],
    ['one geometry', '{"type":"Polygon","coordinates":[]}', 'layer_not_geojson'],
    ['no area', collection(), 'layer_empty'],
    ['a table without codes', 'nom;population\nIci;12', 'layer_without_codes'],
    ['an unclosed quote', 'epci\n"200042729', 'layer_not_csv'],
  ])('is refused when it holds %s', (_, content, code) => {
    expect(refusal(content)[0]).toBe(code)
  })

  it('is refused with the number of the area or line at fault', () => {
    const good = area(square(mas.lngLat))
    const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [0, 44] } }
    expect(refusal(collection(good, point))).toEqual(['layer_area_unreadable', { number: 2 }])
    expect(
      refusal(
        collection(
          good,
          area([
            [
              [6e5, 6.5e6],
              [6.1e5, 6.5e6],
              [6e5, 6.6e6],
              [6e5, 6.5e6],
            ],
          ]),
        ),
      ),
    ).toEqual(['layer_not_degrees', { number: 2 }])
    expect(refusal(collection(area([square(mas.lngLat)[0]!.slice(0, 4)])))).toEqual(['layer_open_ring', { number: 1 }])
    expect(refusal(collection(area(square([44.4, 0.1]))))).toEqual(['layer_without_commune', undefined])
    expect(refusal('epci\n200042729\nabc')).toEqual(['layer_code_malformed', { line: 3 }])
  })

  it('names codes nobody bears, and goes without them on request', () => {
    const text = `epci\n${mas.epci}\n999999999`
    expect(refusal(text)).toEqual(['layer_codes_unknown', { count: 1, codes: [{ code: '999999999', line: 3 }] }])
    const layer = read(text, true)
    expect(layer.unknownCodes).toEqual(['999999999'])
    expect(layer.areas).toHaveLength(1)
  })
})

describe('a list of known places of practice', () => {
  const known = (code: string) => byInsee(code) !== undefined

  it('is read from a named column or the first, each commune once', () => {
    expect(readSiteCodes('insee\n33063\n2a004\n33063', known)).toEqual(['2A004', '33063'])
    expect(readSiteCodes('nom;insee\nBordeaux;33063', known)).toEqual(['33063'])
    expect(readSiteCodes('33063', known)).toEqual(['33063'])
  })

  it('is refused with its line where there is no code or nobody bears it', () => {
    expect(readSiteCodes('insee\n33063\nBordeaux', known)).toMatchObject({
      refusal: 'sites_without_codes',
      details: { line: 3 },
    })
    expect(readSiteCodes('99999', known)).toMatchObject({ refusal: 'sites_unknown_commune', details: { line: 1 } })
  })
})
