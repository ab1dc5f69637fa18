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
  let isDateAsked = false

  /** A remote service says the date of its data when asked how it is; until then, the last one it said holds. */
  async function keyFor({ profile, truck }: Pick<MatrixQuestion, 'profile' | 'truck'>): Promise<string> {
    if (inner.capabilities().dataDate === 'unknown' && !isDateAsked) {
      isDateAsked = true
      await inner.health()
    }
    const said = inner.capabilities().dataDate
    const dataDate = said === 'unknown' ? ((await store.get(`${provider} last date`)) ?? said) : said
    const vehicle = profile === 'truck' ? JSON.stringify(truck ?? DEFAULT_TRUCK) : ''
    return `${provider} ${dataDate} ${profile} ${vehicle}`
  }

  async function keepSource(key: string, source: TravelSource): Promise<void> {
    await store.put(`${key} source`, JSON.stringify({ ...source, warnings: [] }))
    if (source.dataDate !== 'unknown') await store.put(`${provider} last date`, source.dataDate)
  }

  async function matrix(question: MatrixQuestion): Promise<TravelMatrix> {
    const key = await keyFor(question)
    const keptSource = parsed(TravelSource, await store.get(`${key} source`))
    const rowKeys = question.sources.map((place) => `${key} from ${placeKey(place)}`)
    const rows = await Promise.all(
      rowKeys.map(async (rowKey) => (keptSource === null ? emptyRow() : parseRow(await store.get(rowKey)))),
    )
    const answer = startMatrix(question)
    rows.forEach((row, from) => {
      keptCells(answer, row, from, question)
    })
    let source = keptSource
    for (const { from, to } of missingFrom(rows, question.targets)) {
      const targets = to.map((column) => question.targets[column]!)
      const fresh = await inner.matrix({ ...question, sources: from.map((row) => question.sources[row]!), targets })
      source = source === null || fresh.source.warnings.length > 0 ? fresh.source : source
      let isKept = false
      for (const [at, row] of from.entries()) {
        freshCells(answer, fresh, at, row, to)
        const next = withFresh(rows[row]!, fresh, at, targets)
        if (!next.isNew) continue
        isKept = true
        await store.put(rowKeys[row]!, JSON.stringify(next.row))
      }
      if (isKept) await keepSource(key, fresh.source)
    }
    if (source === null) return inner.matrix(question)
    return { ...answer, source }
  }

  async function isochrones(question: IsochroneQuestion): Promise<TravelIsochrones> {
    const key = await keyFor(question)
    const { points, minutes, direction = 'from' } = question
    const keyOf = (point: number, band: number) => `${key} ${direction} ${placeKey(points[point]!)} within ${band}`
    const kept = await Promise.all(
      points.flatMap((_, point) =>
        minutes.map(async (band) => parsed(KeptIsochrone, await store.get(keyOf(point, band)))),
      ),
    )
    let source = parsed(TravelSource, await store.get(`${key} source`))
    const missing = [...points.keys()].filter(
      (point) => source === null || minutes.some((_, band) => kept[point * minutes.length + band] === null),
    )
    if (missing.length > 0) {
      const fresh = await inner.isochrones({ ...question, points: missing.map((point) => points[point]!) })
      source = source === null || fresh.source.warnings.length > 0 ? fresh.source : source
      if (fresh.isochrones.some(({ geometry }) => geometry !== null)) await keepSource(key, fresh.source)
      for (const found of fresh.isochrones) {
        const point = missing[found.point]!
        const band = minutes.indexOf(found.minutes)
        const entry = { isochrone: { ...found, point }, snapMetres: fresh.snapMetres[found.point] ?? null }
        kept[point * minutes.length + band] = entry
        if (found.geometry !== null) await store.put(keyOf(point, found.minutes), JSON.stringify(entry))
      }
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
    const key = `${await keyFor(question)} way ${placeKey(question.from)} ${placeKey(question.to)}`
    const kept = parsed(TravelRoute, await store.get(key))
    if (kept !== null) return kept
    const fresh = await inner.route(question)
    if (!('reason' in fresh)) await store.put(key, JSON.stringify(fresh))
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
