import { z } from 'zod'
import {
  DEFAULT_TRUCK,
  Isochrone,
  type IsochroneQuestion,
  type MatrixQuestion,
  type RouteQuestion,
  type TravelIsochrones,
  type TravelMatrix,
  TravelRoute,
  TravelSource,
  type TravelTimes,
} from '../../../shared/travel.ts'
import {
  emptyRow,
  freshCells,
  keptCells,
  missingFrom,
  parseRow,
  placeKey,
  startMatrix,
  withFresh,
} from './matrix-rows.ts'
import type { TravelCacheStore } from './travel-cache-store.ts'

const KeptIsochrone = z.object({ isochrone: Isochrone, snapMetres: z.number().nullable() })

/**
 * Wraps a travel port with a memory, pair by pair, keyed by provider, date of its data and profile. Only what is
 * missing is asked of the provider; what it failed on is asked again next time, and what it answered stays. The
 * provider's own source is kept beside its answers, and answers from data of another date are never read.
 */
export function createCachedTravel(inner: TravelTimes, store: TravelCacheStore): TravelTimes {
  const { provider } = inner.capabilities()
  type Asked = Pick<MatrixQuestion, 'profile' | 'truck'>
  const keyOf = (dataDate: string, { profile, truck }: Asked) =>
    `${provider} ${dataDate} ${profile} ${profile === 'truck' ? JSON.stringify(truck ?? DEFAULT_TRUCK) : ''}`

  /** A remote service says the date of its data with its first answer; until then, the last one it said holds. */
  async function keyFor(asked: Asked): Promise<string> {
    const said = inner.capabilities().dataDate
    return keyOf(said === 'unknown' ? ((await store.get(`${provider} last date`)) ?? said) : said, asked)
  }

  async function keepSource(key: string, source: TravelSource): Promise<void> {
    // What the service could not do that day is no part of what it answered; how it measures trucks is.
    const warnings = source.warnings.filter(({ code }) => code.startsWith('truck_'))
    await store.put(`${key} source`, JSON.stringify({ ...source, warnings }))
    if (source.dataDate !== 'unknown') await store.put(`${provider} last date`, source.dataDate)
  }

  async function matrix(question: MatrixQuestion): Promise<TravelMatrix> {
    const key = await keyFor(question)
    const keptSource = parsed(TravelSource, await store.get(`${key} source`))
    const rowKey = (of: string, row: number) => `${of} from ${placeKey(question.sources[row]!)}`
    const readRow = async (of: string, row: number) => parseRow(await store.get(rowKey(of, row)))
    const rows = await Promise.all(
      question.sources.map((_, row) => (keptSource === null ? emptyRow() : readRow(key, row))),
    )
    const answer = startMatrix(question)
    let usesKept = false
    rows.forEach((row, from) => {
      usesKept = keptCells(answer, row, from, question) > 0 || usesKept
    })
    let source = keptSource
    for (const { from, to } of missingFrom(rows, question.targets)) {
      const targets = to.map((column) => question.targets[column]!)
      const fresh = await inner.matrix({ ...question, sources: from.map((row) => question.sources[row]!), targets })
      source = source === null || fresh.source.warnings.length > 0 ? fresh.source : source
      const freshKey = keyOf(fresh.source.dataDate, question)
      let isKept = false
      for (const [at, row] of from.entries()) {
        freshCells(answer, fresh, at, row, to)
        const next = withFresh(freshKey === key ? rows[row]! : await readRow(freshKey, row), fresh, at, targets)
        if (!next.isNew) continue
        isKept = true
        await store.put(rowKey(freshKey, row), JSON.stringify(next.row))
      }
      if (isKept) await keepSource(freshKey, fresh.source)
      // The service changed its data since: times of the old ones must not stand beside the new.
      if (isKept && usesKept && freshKey !== key) return matrix(question)
    }
    if (source === null) return inner.matrix(question)
    return { ...answer, source }
  }

  async function isochrones(question: IsochroneQuestion): Promise<TravelIsochrones> {
    const key = await keyFor(question)
    const { points, minutes, direction = 'from' } = question
    const bandKey = (of: string, point: number, band: number) =>
      `${of} ${direction} ${placeKey(points[point]!)} within ${band}`
    const kept = await Promise.all(
      points.flatMap((_, point) =>
        minutes.map(async (band) => parsed(KeptIsochrone, await store.get(bandKey(key, point, band)))),
      ),
    )
    let source = parsed(TravelSource, await store.get(`${key} source`))
    const missing = [...points.keys()].filter(
      (point) => source === null || minutes.some((_, band) => kept[point * minutes.length + band] === null),
    )
    if (missing.length > 0) {
      const fresh = await inner.isochrones({ ...question, points: missing.map((point) => points[point]!) })
      source = source === null || fresh.source.warnings.length > 0 ? fresh.source : source
      const freshKey = keyOf(fresh.source.dataDate, question)
      if (fresh.isochrones.some(({ geometry }) => geometry !== null)) await keepSource(freshKey, fresh.source)
      for (const found of fresh.isochrones) {
        const point = missing[found.point]!
        const band = minutes.indexOf(found.minutes)
        const entry = { isochrone: { ...found, point }, snapMetres: fresh.snapMetres[found.point] ?? null }
        kept[point * minutes.length + band] = entry
        if (found.geometry !== null) await store.put(bandKey(freshKey, point, found.minutes), JSON.stringify(entry))
      }
      if (freshKey !== key && missing.length < points.length) return isochrones(question)
    }
    const entries = kept.map((entry, i) => ({
      ...entry!,
      isochrone: { ...entry!.isochrone, point: Math.floor(i / minutes.length) },
    }))
    return {
      source: source!,
      isochrones: entries.map(({ isochrone }) => isochrone),
      snapMetres: points.map((_, point) => entries[point * minutes.length]?.snapMetres ?? null),
    }
  }

  async function route(question: RouteQuestion): Promise<TravelRoute> {
    const way = `way ${placeKey(question.from)} ${placeKey(question.to)}`
    const kept = parsed(TravelRoute, await store.get(`${await keyFor(question)} ${way}`))
    if (kept !== null) return kept
    const fresh = await inner.route(question)
    if ('reason' in fresh) return fresh
    const key = keyOf(fresh.source.dataDate, question)
    await keepSource(key, fresh.source)
    await store.put(`${key} ${way}`, JSON.stringify(fresh))
    return fresh
  }

  return { capabilities: () => inner.capabilities(), health: () => inner.health(), matrix, isochrones, route }
}

/** Reads a kept text; what cannot be read is forgotten. */
function parsed<T>(shape: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return null
  }
}
