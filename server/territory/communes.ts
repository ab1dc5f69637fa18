import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DepartmentCode, InseeCode } from '../../shared/geo.ts'
import { type Commune, PositionQuality } from '../../shared/territory.ts'
import { type CommuneSearch, indexCommunes } from './commune-search.ts'

/** `[insee, name, epci, postal codes separated by spaces, population, lng, lat, position quality]`. */
export const CommuneRow = z.tuple([
  z.string().regex(/^(\d\d|2[AB])\d{3}$/),
  z.string().min(1),
  z.string().nullable(),
  z.string().regex(/^\d{5}( \d{5})*$/),
  z.int().min(0),
  z.number().min(-6).max(10),
  z.number().min(41).max(52),
  PositionQuality,
])
export type CommuneRow = z.infer<typeof CommuneRow>

/** `data/communes.json`: one row per current commune of metropolitan France. Checked whole where it is written. */
export const CommunesFile = z.object({
  about: z.string(),
  columns: z.array(z.string()),
  rows: z.array(CommuneRow).min(1),
})
export type CommunesFile = z.infer<typeof CommunesFile>

/** What its writer checked of the rows is known again by their digest. */
const Written = z.object({ rowsSha256: z.string(), rows: z.array(z.unknown()) })
export const ROWS_BEGIN = '\n "rows": [\n'

/** The digest of the rows of a `communes.json`, whatever ends its lines. */
export function digestOfRows(file: Buffer): string {
  const lines = file.includes('\r') ? Buffer.from(file.toString().replaceAll('\r', '')) : file
  return createHash('sha256')
    .update(lines.subarray(lines.indexOf(ROWS_BEGIN)))
    .digest('hex')
}

/** Who lives where: every commune of metropolitan France, in memory, in the order of INSEE codes. */
export type Territory = {
  readonly communes: readonly Commune[]
  byInsee(code: string): Commune | undefined
  /** At most `limit` communes whose name or postal code fits what someone typed, best first. */
  search: CommuneSearch
}

/**
 * Reads `communes.json` in `dataFolder` (default: `data/` of the current folder); throws when it is missing, or not as
 * `data:build` or `data:refresh` wrote it.
 */
export function loadCommunes(dataFolder: string = join(process.cwd(), 'data')): Territory {
  const file = readFileSync(join(dataFolder, 'communes.json'))
  const { rows, rowsSha256 } = Written.parse(JSON.parse(file.toString()))
  if (digestOfRows(file) !== rowsSha256)
    throw new Error('communes.json was altered: npm run data:build writes it again.')
  return territoryOf((rows as CommuneRow[]).map(toCommune))
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
