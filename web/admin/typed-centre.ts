import type { CentreFacts } from '../../shared/administration.ts'
import type { LngLat } from '../../shared/geo.ts'
import type { HostCentre } from '../../shared/host-centre.ts'

/** A centre's facts as typed, perhaps unfinished. */
export type TypedCentre = Readonly<Record<keyof CentreFacts, string>>

/** Fewest and most of each number the facts hold. */
export const CENTRE_BOUNDS = {
  lines: [1, 20],
  minDays: [1, 7],
  maxDays: [1, 7],
  revisitDays: [0, 366],
} as const

/** The text of a centre's facts to edit; for a new one, stops of two to four days and six weeks between them. */
export function typedCentre(centre: HostCentre | null): TypedCentre {
  return {
    // Kept as keyboards write it, whatever the screen shows.
    name: centre?.name.replaceAll('’', "'") ?? '',
    lines: String(centre?.lines ?? 1),
    phone: centre?.phone ?? '',
    address: centre?.address ?? '',
    directions: centre?.directions ?? '',
    minDays: String(centre?.minDays ?? 2),
    maxDays: String(centre?.maxDays ?? 4),
    revisitDays: String(centre?.revisitDays ?? 42),
  }
}

/** A position as text to edit: « 44,41030 ; 0,21860 » would be read too, but maps write « 44.41030, 0.21860 ». */
export const textOfPosition = ([lng, lat]: LngLat): string => `${lat.toFixed(5)}, ${lng.toFixed(5)}`

/** A position typed latitude first, as maps give it, with points, or commas and a semicolon or space between; null otherwise. */
export function readPosition(text: string): LngLat | null {
  const [whole, first, second] = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/.exec(text) ?? []
  if (whole === undefined) return null
  const [lat, lng] = [first!, second!].map((figure) => Number(figure.replace(',', '.'))) as [number, number]
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lng, lat] : null
}

/** A whole number typed within bounds, or null. */
export function readWhole(text: string, [least, most]: readonly [number, number]): number | null {
  const figure = Number(text)
  return /^\d+$/.test(text.trim()) && figure >= least && figure <= most ? figure : null
}

/** The facts typed, or null while one of them cannot be kept. */
export function readTypedCentre(typed: TypedCentre): CentreFacts | null {
  const name = typed.name.trim()
  const lines = readWhole(typed.lines, CENTRE_BOUNDS.lines)
  const minDays = readWhole(typed.minDays, CENTRE_BOUNDS.minDays)
  const maxDays = readWhole(typed.maxDays, CENTRE_BOUNDS.maxDays)
  const revisitDays = readWhole(typed.revisitDays, CENTRE_BOUNDS.revisitDays)
  if (name.length < 2 || lines === null || minDays === null || maxDays === null || revisitDays === null) return null
  if (minDays > maxDays) return null
  const orNull = (text: string) => text.trim() || null
  const { phone, address, directions } = typed
  return {
    ...{ name, lines, minDays, maxDays, revisitDays },
    ...{ phone: orNull(phone), address: orNull(address), directions: orNull(directions) },
  }
}
