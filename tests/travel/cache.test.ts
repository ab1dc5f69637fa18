import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCachedTravel } from '../../server/travel/cache/cached-travel.ts'
import { createFileCacheStore } from '../../server/travel/cache/travel-cache-store.ts'
import type { LngLat } from '../../shared/geo.ts'
import { reasonNumber, type TravelTimes, travelCell } from '../../shared/travel.ts'
import { countingTravel } from './counting-travel.ts'

const PLACES: LngLat[] = [
  [2, 46],
  [2.1, 46.1],
  [2.2, 46.2],
  [2.3, 46.3],
]

describe('the memory of travel times', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'escale-travel-cache-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const remembering = (inner: TravelTimes) => createCachedTravel(inner, createFileCacheStore(folder))

  it('survives a restart: nothing is asked twice', async () => {
    const first = countingTravel()
    const asked = { profile: 'car' as const, sources: PLACES.slice(0, 2), targets: PLACES }
    const before = await remembering(first.travel).matrix(asked)
    const second = countingTravel()
    const after = await remembering(second.travel).matrix(asked)
    expect(first.pairs()).toBe(8)
    expect(second.pairs()).toBe(0)
    expect(after).toEqual(before)
  })

  it('asks only for the pairs that are missing', async () => {
    const { travel, pairs } = countingTravel()
    const cached = remembering(travel)
    await cached.matrix({ profile: 'car', sources: PLACES.slice(0, 2), targets: PLACES.slice(0, 3) })
    const matrix = await cached.matrix({ profile: 'car', sources: PLACES, targets: PLACES })
    expect(pairs()).toBe(16)
    expect(matrix.seconds).toEqual((await travel.matrix({ profile: 'car', sources: PLACES, targets: PLACES })).seconds)
  })

  it('keeps cars, trucks and data of different dates apart', async () => {
    const { travel, pairs } = countingTravel()
    const asked = { sources: PLACES, targets: PLACES }
    await remembering(travel).matrix({ ...asked, profile: 'car' })
    await remembering(travel).matrix({ ...asked, profile: 'truck' })
    expect(pairs()).toBe(32)
    const newer = countingTravel({ dataDate: '2026-06-01' })
    await remembering(newer.travel).matrix({ ...asked, profile: 'car' })
    expect(newer.pairs()).toBe(16)
  })

  it('asks again for what failed, and loses nothing that was answered', async () => {
    const { travel, pairs } = countingTravel({ failing: ([lng]) => lng === 2.2 })
    const cached = remembering(travel)
    const asked = { profile: 'car' as const, sources: PLACES.slice(0, 1), targets: PLACES }
    const first = await cached.matrix(asked)
    expect(travelCell(first, 0, 2)).toEqual({ reason: 'provider_failed' })
    expect(first.source.warnings.map(({ code }) => code)).toEqual(['provider_failed'])
    await cached.matrix(asked)
    expect(pairs()).toBe(5)
    const mended = countingTravel()
    const second = await remembering(mended.travel).matrix(asked)
    expect(mended.pairs()).toBe(1)
    expect([...second.reasons]).toEqual([0, 0, 0, 0])
    expect(second.source.warnings).toEqual([])
  })

  it('reads a kept time past the bound asked for as over the limit', async () => {
    const cached = remembering(countingTravel().travel)
    const asked = { profile: 'car' as const, sources: PLACES.slice(0, 1), targets: PLACES }
    const far = await cached.matrix(asked)
    const matrix = await cached.matrix({ ...asked, maxSeconds: far.seconds[2]! - 1 })
    expect([...matrix.reasons]).toEqual([0, 0, reasonNumber('over_limit'), reasonNumber('over_limit')])
  })

  it('keeps isochrones and routes too', async () => {
    const first = countingTravel()
    const asked = { profile: 'car' as const, points: PLACES.slice(0, 2), minutes: [15, 30] }
    const drawn = await remembering(first.travel).isochrones(asked)
    const way = await remembering(first.travel).route({ profile: 'truck', from: PLACES[0]!, to: PLACES[1]! })
    const second = countingTravel()
    expect(await remembering(second.travel).isochrones(asked)).toEqual(drawn)
    expect(await remembering(second.travel).isochrones({ ...asked, points: PLACES.slice(1, 2) })).toMatchObject({
      isochrones: [
        { point: 0, minutes: 15 },
        { point: 0, minutes: 30 },
      ],
    })
    expect(await remembering(second.travel).route({ profile: 'truck', from: PLACES[0]!, to: PLACES[1]! })).toEqual(way)
    expect(second.questions()).toBe(0)
  })

  it('names no place in its files, and forgets a damaged one', async () => {
    const { travel, pairs } = countingTravel()
    const asked = { profile: 'car' as const, sources: PLACES.slice(0, 1), targets: PLACES.slice(0, 2) }
    await remembering(travel).matrix(asked)
    const names = await readdir(folder)
    expect(names.every((name) => /^[0-9a-f]{64}\.json$/.test(name))).toBe(true)
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8')
      await writeFile(join(folder, name), text.slice(0, text.length / 2))
    }
    await remembering(travel).matrix(asked)
    expect(pairs()).toBe(4)
  })
})
