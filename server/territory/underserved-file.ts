import { booleanPointInPolygon } from '@turf/turf'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { InseeCode } from '../../shared/geo.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'
import type { Commune } from '../../shared/territory.ts'
import type { MultiPolygon } from '../../shared/travel.ts'

/** What a file of underserved areas says once read against the communes of today. */
export type ReadAreas = {
  readonly kind: 'outlines' | 'communes'
  readonly areas: readonly { readonly name: string; readonly code: string | null }[]
  readonly outlines: readonly { readonly name: string; readonly geometry: MultiPolygon }[] | null
  readonly communes: readonly InseeCode[]
  readonly unknownCodes: readonly string[]
}

/**
 * Reads GeoJSON (areas with a `name` or `nom`, and a `code` where there is one) or a CSV with a column of EPCI codes.
 * Refuses what it cannot read, saying which line or area is at fault, coordinates that are not degrees, areas that hold
 * no commune, and codes nobody bears unless `acceptUnknown`.
 */
export function readAreas(
  content: string,
  communes: readonly Commune[],
  { acceptUnknown }: { acceptUnknown: boolean },
): ReadAreas | Refusal {
  const text = content.replace(/^\uFEFF/, '').trim()
  if (text === '') return refuse('layer_empty', { field: 'content' })
  return text.startsWith('{') || text.startsWith('[')
    ? readGeoJson(text, communes)
    : readCodes(text, communes, acceptUnknown)
}

const Ring = z.array(z.array(z.number()).min(2)).min(4)
const Area = z.object({
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
  ]),
})

function readGeoJson(text: string, communes: readonly Commune[]): ReadAreas | Refusal {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('layer_not_json', { field: 'content' })
  }
  const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) }).safeParse(json)
  if (!collection.success) return refuse('layer_not_geojson', { field: 'content' })
  if (collection.data.features.length === 0) return refuse('layer_empty', { field: 'content' })
  const outlines: { name: string; code: string | null; geometry: MultiPolygon }[] = []
  for (const [at, feature] of collection.data.features.entries()) {
    const area = Area.safeParse(feature)
    if (!area.success) return refuse('layer_area_unreadable', { field: 'content', details: { number: at + 1 } })
    const { geometry, properties } = area.data
    const pieces = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    const points = pieces.flat(2)
    const isInDegrees = points.every(([lng, lat]) => Math.abs(lng!) <= 180 && Math.abs(lat!) <= 90)
    if (!isInDegrees) return refuse('layer_not_degrees', { field: 'content', details: { number: at + 1 } })
    if (!pieces.flat().every(isClosed))
      return refuse('layer_open_ring', { field: 'content', details: { number: at + 1 } })
    const code = textOf(properties, 'code', 'siren', 'code_epci')
    outlines.push({
      name: textOf(properties, 'name', 'nom') ?? code ?? String(at + 1),
      code,
      geometry: { type: 'MultiPolygon', coordinates: pieces.map((rings) => rings.map(rounded)) },
    })
  }
  const inside = communes.filter(isWithinOneOf(outlines.map((outline) => outline.geometry)))
  if (inside.length === 0) return refuse('layer_without_commune', { field: 'content' })
  return {
    kind: 'outlines',
    areas: outlines.map(({ name, code }) => ({ name, code })),
    outlines: outlines.map(({ name, geometry }) => ({ name, geometry })),
    communes: inside.map((commune) => commune.insee),
    unknownCodes: [],
  }
}

const isClosed = (ring: readonly (readonly number[])[]): boolean => {
  const [first, last] = [ring[0], ring.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

/** To about a metre: more digits only weigh. */
const rounded = (ring: readonly (readonly number[])[]): [number, number][] =>
  ring.map(([lng, lat]) => [Math.round(lng! * 1e5) / 1e5, Math.round(lat! * 1e5) / 1e5])

function textOf(properties: Record<string, unknown> | null | undefined, ...keys: string[]): string | null {
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (!keys.includes(key.toLowerCase())) continue
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 120) : ''
    if (text !== '') return text
  }
  return null
}

function isWithinOneOf(areas: readonly MultiPolygon[]): (commune: Commune) => boolean {
  const boxed = areas.map((area) => {
    const points = area.coordinates.flat(2)
    const lngs = points.map(([lng]) => lng)
    const lats = points.map(([, lat]) => lat)
    return {
      area,
      west: least(lngs),
      east: -least(lngs.map((lng) => -lng)),
      south: least(lats),
      north: -least(lats.map((lat) => -lat)),
    }
  })
  return ({ lngLat }) =>
    boxed.some(
      ({ area, west, east, south, north }) =>
        lngLat[0] >= west &&
        lngLat[0] <= east &&
        lngLat[1] >= south &&
        lngLat[1] <= north &&
        booleanPointInPolygon(lngLat, area),
    )
}

const least = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), Infinity)

const EPCI_COLUMNS = ['epci', 'code_epci', 'siren', 'siren_epci', 'code']

function readCodes(text: string, communes: readonly Commune[], acceptUnknown: boolean): ReadAreas | Refusal {
  const rows = rowsOf(text)
  if (!rows) return refuse('layer_not_csv', { field: 'content' })
  const header = rows[0]!.map((cell) => cell.trim().toLowerCase())
  const column = header.findIndex((cell) => EPCI_COLUMNS.includes(cell))
  const hasHeader = column !== -1
  if (!hasHeader && !/^\d{9}$/.test(rows[0]![0]!.trim())) return refuse('layer_without_codes', { field: 'content' })
  const at = hasHeader ? column : 0
  const nameAt = header.findIndex((cell) => ['name', 'nom', 'nom_epci'].includes(cell))
  const areas = new Map<string, { name: string; code: string; line: number }>()
  for (const [index, row] of rows.entries()) {
    if (index === 0 && hasHeader) continue
    const code = (row[at] ?? '').replace(/\s/g, '')
    if (!/^\d{9}$/.test(code)) return refuse('layer_code_malformed', { field: 'content', details: { line: index + 1 } })
    areas.set(code, {
      code,
      name: (nameAt === -1 ? '' : (row[nameAt] ?? '').trim().slice(0, 120)) || code,
      line: index + 1,
    })
  }
  if (areas.size === 0) return refuse('layer_empty', { field: 'content' })
  const inside = communes.filter((commune) => commune.epci !== null && areas.has(commune.epci))
  const borne = new Set(inside.map((commune) => commune.epci))
  const unknown = [...areas.values()].filter(({ code }) => !borne.has(code))
  if (unknown.length > 0 && !acceptUnknown) {
    const details = { count: unknown.length, codes: unknown.slice(0, 20).map(({ code, line }) => ({ code, line })) }
    return refuse('layer_codes_unknown', { field: 'content', details })
  }
  if (inside.length === 0) return refuse('layer_without_commune', { field: 'content' })
  return {
    kind: 'communes',
    areas: [...areas.values()].filter(({ code }) => borne.has(code)).map(({ name, code }) => ({ name, code })),
    outlines: null,
    communes: inside.map((commune) => commune.insee),
    unknownCodes: unknown.map(({ code }) => code),
  }
}

/** Rows of a CSV whose fields are parted by commas, semicolons or tabs; null when it is not one. */
export function rowsOf(text: string): string[][] | null {
  try {
    const rows = parse(text, {
      delimiter: [';', ',', '\t'],
      skip_empty_lines: true,
      relax_column_count: true,
      bom: true,
    })
    return rows.length > 0 ? rows : null
  } catch {
    return null
  }
}
