import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DepartmentCode, InseeCode } from '../../shared/geo.ts'
import { type Commune, PositionQuality } from '../../shared/territory.ts'
import { type CommuneSearch, indexCommunes } from './commune-search.ts'

const INSEE = /^(\d\d|2[AB])\d{3}$/
const POSTAL_CODES = /^\d{5}( \d{5})*$/

/** `[insee, name, epci, postal codes separated by spaces, population, lng, lat, position quality]`. */
export const CommuneRow = z.tuple([
  z.string().regex(INSEE),
  z.string().min(1),
  z.string().nullable(),
  z.string().regex(POSTAL_CODES),
  z.int().min(0),
  z.number().min(-6).max(10),
  z.number().min(41).max(52),
  PositionQuality,
])
export type CommuneRow = z.infer<typeof CommuneRow>

/** `data/communes.json`: one row per current commune of metropolitan France. */
export const CommunesFile = z.object({
  about: z.string(),
  columns: z.array(z.string()),
  rows: z.array(CommuneRow).min(1),
})
export type CommunesFile = z.infer<typeof CommunesFile>

/** Who lives where: every commune of metropolitan France, in memory, in the order of INSEE codes. */
export type Territory = {
  readonly communes: readonly Commune[]
  byInsee(code: string): Commune | undefined
  /** At most `limit` communes whose name or postal code fits what someone typed, best first. */
  search: CommuneSearch
}

/** Reads and checks `communes.json` in `dataFolder` (default: `data/` of the current folder); throws when it is missing or malformed. */
export function loadCommunes(dataFolder: string = join(process.cwd(), 'data')): Territory {
  const read: unknown = JSON.parse(readFileSync(join(dataFolder, 'communes.json'), 'utf8'))
  return territoryOf((isCommunesFile(read) ? read : CommunesFile.parse(read)).rows.map(toCommune))
}

const QUALITIES: ReadonlySet<unknown> = new Set(PositionQuality.options)

const isWithin = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most

/** What `CommunesFile` asks, of 35 000 rows in a twentieth of the time a start would wait; the schema says what is wrong. */
function isCommunesFile(read: unknown): read is CommunesFile {
  const rows: unknown = typeof read === 'object' && read !== null && 'rows' in read ? read.rows : null
  return Array.isArray(rows) && rows.length > 0 && rows.every(isCommuneRow)
}

function isCommuneRow(row: unknown): row is CommuneRow {
  if (!Array.isArray(row) || row.length !== 8) return false
  const [insee, name, epci, postalCodes, population, lng, lat, quality] = row as unknown[]
  return (
    typeof insee === 'string' &&
    INSEE.test(insee) &&
    typeof name === 'string' &&
    name !== '' &&
    (epci === null || typeof epci === 'string') &&
    typeof postalCodes === 'string' &&
    POSTAL_CODES.test(postalCodes) &&
    isWithin(population, 0, Number.MAX_SAFE_INTEGER) &&
    Number.isInteger(population) &&
    isWithin(lng, -6, 10) &&
    isWithin(lat, 41, 52) &&
    QUALITIES.has(quality)
  )
}

/** The territory made of these communes; its search is prepared on first use. */
function territoryOf(communes: readonly Commune[]): Territory {
  const byCode = new Map<string, Commune>(communes.map((commune) => [commune.insee, commune]))
  let search: CommuneSearch | undefined
  return {
    communes,
    byInsee: (code) => byCode.get(code),
    search: (text, limit) => {
      search ??= indexCommunes(communes)
      return search(text, limit)
    },
  }
}

function toCommune([insee, name, epci, postalCodes, population, lng, lat, positionQuality]: CommuneRow): Commune {
  return {
    insee: insee as InseeCode,
    name,
    department: insee.slice(0, 2) as DepartmentCode,
    epci,
    postalCodes: postalCodes.split(' '),
    population,
    lngLat: [lng, lat],
    positionQuality,
  }
}
