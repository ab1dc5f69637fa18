import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { InseeCode } from '../../shared/geo.ts'
import type { DateRange } from '../../shared/plan.ts'
import { LocalDate } from '../../shared/time.ts'

/** `data/commune-elevations.json`: metres above the sea by INSEE code, of the communes that are located. */
export const Elevations = z.object({ about: z.string(), metres: z.record(z.string(), z.number()) })
export type Elevations = z.infer<typeof Elevations>

/** [P] From this height up, a road may ask for winter equipment between 1 November and 31 March (art. D.314-8 du code de la route). */
const WINTER_METRES = 600

/** What was read, by folder: it does not change while a process runs. */
const loaded = new Map<string, Elevations>()

/** Reads and checks the elevations of `dataFolder` (default: `data/` of the current folder). */
export function loadElevations(dataFolder: string = join(process.cwd(), 'data')): Elevations {
  const known = loaded.get(dataFolder)
  if (known) return known
  const elevations = Elevations.parse(JSON.parse(readFileSync(join(dataFolder, 'commune-elevations.json'), 'utf8')))
  loaded.set(dataFolder, elevations)
  return elevations
}

/** The winters that touch a period at a height in metres; none below the mountain roads, nor where the height is not known. */
export function difficultWinters(metres: number | null, { from, to }: DateRange): DateRange[] {
  if (metres === null || metres < WINTER_METRES) return []
  const first = Number(from.slice(0, 4)) - 1
  const last = Number(to.slice(0, 4))
  return Array.from({ length: last - first + 1 }, (_, at) => ({
    from: LocalDate.parse(`${first + at}-11-01`),
    to: LocalDate.parse(`${first + at + 1}-03-31`),
  })).filter((winter) => winter.to >= from && winter.from <= to)
}

/** How high a commune stands, in metres; null where it is not known. */
export function elevationOf(insee: InseeCode, { metres }: Elevations): number | null {
  return metres[insee] ?? null
}
