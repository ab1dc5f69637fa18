import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type CommuneRow, CommunesFile } from '../server/territory/communes.ts'
import { isRefusal, type Refusal, refuse } from '../shared/problem.ts'
import { buildTowns } from './build-towns.ts'
import { formatCommunes, replaceFile, round4 } from './commune-file.ts'

/** Every commune with its official centre, as the French State publishes it (Licence Ouverte 2.0). */
export const OFFICIAL_URL = 'https://geo.api.gouv.fr/communes?fields=code,centre'

/** An answer that knows fewer of our communes than this share is taken for a broken one. */
const KNOWN_SHARE = 0.99
const TIMEOUT_MS = 120_000

const Answer = z.array(
  z.object({
    code: z.string(),
    centre: z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) }).optional(),
  }),
)
type Answer = z.infer<typeof Answer>

export type Refreshed = { replaced: number; kept: number; towns: number }

/**
 * Replaces the positions of `communes.json` in `dataFolder` by official centres, then the towns named on the map.
 * Refuses `unreachable`, `not_json`, `unexpected_answer` and `partial_answer`; the files are then left as they were.
 */
export async function refreshCommunes(
  dataFolder: string,
  today: string,
  url: string = OFFICIAL_URL,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Refreshed | Refusal> {
  const answer = await ask(url, timeoutMs)
  if (isRefusal(answer)) return answer
  const path = join(dataFolder, 'communes.json')
  const file = CommunesFile.parse(JSON.parse(await readFile(path, 'utf8')))
  const merged = withOfficialCentres(file, answer, today)
  if (isRefusal(merged)) return merged
  await replaceFile(path, formatCommunes(merged))
  const replaced = merged.rows.filter((row) => row[7] === 'official').length
  return { replaced, kept: merged.rows.length - replaced, towns: await buildTowns(dataFolder) }
}

/** The file with the centres an answer gives; communes it does not know keep theirs. Refuses an answer that knows too few. */
function withOfficialCentres(file: CommunesFile, answer: Answer, today: string): CommunesFile | Refusal {
  const centres = new Map(answer.map((commune) => [commune.code, commune.centre?.coordinates]))
  let known = 0
  const rows = file.rows.map((row): CommuneRow => {
    const centre = centres.get(row[0])
    if (centre === undefined || !isInFrance(centre)) return row
    known += 1
    return [row[0], row[1], row[2], row[3], row[4], round4(centre[0]), round4(centre[1]), 'official']
  })
  if (known < KNOWN_SHARE * rows.length) {
    return refuse('partial_answer', { details: { known, expected: rows.length } })
  }
  const note = ` Official centres of geo.api.gouv.fr (Licence Ouverte 2.0), ${today}.`
  return { ...file, about: file.about.replace(/ Official centres of geo\.api\.gouv\.fr.*$/, '') + note, rows }
}

const isInFrance = ([lng, lat]: readonly [number, number]): boolean => lng > -6 && lng < 10 && lat > 41 && lat < 52

async function ask(url: string, timeoutMs: number): Promise<Answer | Refusal> {
  let text: string
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json' },
    })
    if (!response.ok) return refuse('unreachable', { details: { status: response.status } })
    text = await response.text()
  } catch (error) {
    return refuse('unreachable', { details: { reason: error instanceof Error ? error.message : 'unknown' } })
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('not_json')
  }
  const answer = Answer.safeParse(json)
  return answer.success ? answer.data : refuse('unexpected_answer')
}
