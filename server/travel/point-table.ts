import { LngLat } from '../../shared/geo.ts'
import { type Refusal, refuse } from '../../shared/problem.ts'

export type NamedPoint = { readonly id: string; readonly lngLat: LngLat }

/** Reads a table with columns `id,lng,lat` in any order (comma or semicolon, quotes allowed), or says which line is wrong. */
export function readPoints(text: string): NamedPoint[] | Refusal {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
  const [heading = '', ...rows] = lines
  const separator = heading.includes(';') ? ';' : ','
  const names = splitLine(heading, separator).map((name) => name.trim().toLowerCase())
  const [id, lng, lat] = ['id', 'lng', 'lat'].map((name) => names.indexOf(name))
  if (id! < 0 || lng! < 0 || lat! < 0) return bad('la première ligne doit nommer les colonnes id, lng et lat.')
  if (rows.length === 0) return bad('aucun point.')
  const points: NamedPoint[] = []
  for (const [number, row] of rows.entries()) {
    const fields = splitLine(row, separator)
    const place = LngLat.safeParse([numberIn(fields[lng!]), numberIn(fields[lat!])])
    if (!place.success) return bad(`ligne ${number + 2} : longitude ou latitude illisible.`)
    points.push({ id: (fields[id!] ?? '').trim(), lngLat: place.data })
  }
  return points
}

const bad = (reason: string) => refuse('bad_points', { field: 'points', details: { reason } })

const numberIn = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))

/** The fields of one line; a field in quotes may hold separators, and quotes written twice. */
function splitLine(line: string, separator: string): string[] {
  const fields: string[] = []
  for (let start = 0; ; ) {
    const quoted = line[start] === '"' ? /^"((?:[^"]|"")*)"/.exec(line.slice(start)) : null
    const end = line.indexOf(separator, quoted === null ? start : start + quoted[0].length)
    const plain = line.slice(start, end < 0 ? undefined : end)
    fields.push(quoted === null ? plain : quoted[1]!.replaceAll('""', '"'))
    if (end < 0) return fields
    start = end + separator.length
  }
}
