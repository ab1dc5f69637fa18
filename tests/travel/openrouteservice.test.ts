import { booleanPointInPolygon, multiPolygon } from '@turf/turf'
import { afterEach, describe, expect, it } from 'vitest'
import { createCachedTravel } from '../../server/travel/cache/cached-travel.ts'
import { createMemoryCacheStore } from '../../server/travel/cache/travel-cache-store.ts'
import { createOpenrouteserviceTravel } from '../../server/travel/openrouteservice/openrouteservice-travel.ts'
import type { LngLat } from '../../shared/geo.ts'
import { travelCell } from '../../shared/travel.ts'
import { startFakeOpenrouteservice } from './fake-openrouteservice.ts'

const A: LngLat = [2, 46]
const B: LngLat = [2.2, 46.1]
const C: LngLat = [2.5, 46.3]
const SEA: LngLat = [-6, 46]
const ISLAND: LngLat = [9.1, 42.1]

type Server = Awaited<ReturnType<typeof startFakeOpenrouteservice>>
let server: Server
afterEach(() => server.stop())

async function service(
  fake: Parameters<typeof startFakeOpenrouteservice>[0] = {},
  options: { apiKey?: string; timeoutMilliseconds?: number } = {},
) {
  server = await startFakeOpenrouteservice(fake)
  const waits: number[] = []
  const wait = async (milliseconds: number) => {
    waits.push(milliseconds)
  }
  return { travel: createOpenrouteserviceTravel({ host: `${server.host}/`, wait, ...options }), waits }
}

const car = { profile: 'car' as const }

describe('openrouteservice', () => {
  it('gives times, distances and snap distances, dated as the service says', async () => {
    const { travel } = await service()
    const matrix = await travel.matrix({ ...car, sources: [A], targets: [A, B] })
    const cell = travelCell(matrix, 0, 1) as { seconds: number; metres: number }
    expect(cell.metres / 20).toBeCloseTo(cell.seconds, 1)
    expect([...matrix.targetSnapMetres]).toEqual([30, 30])
    expect(matrix.source).toMatchObject({ kind: 'network', dataDate: '2026-02-15', errorBand: null, warnings: [] })
    expect(travel.capabilities().dataDate).toBe('2026-02-15')
  })

  it('sends a key only when it has one', async () => {
    const { travel } = await service()
    await travel.matrix({ ...car, sources: [A], targets: [B] })
    expect(server.received[0]!.authorization).toBeUndefined()
    await server.stop()
    const keyed = await service({}, { apiKey: 'a-key' })
    await keyed.travel.matrix({ ...car, sources: [A], targets: [B] })
    expect(server.received[0]!.authorization).toBe('a-key')
    expect(JSON.stringify(server.received[0]!.body)).not.toContain('a-key')
  })

  it('says a point at sea is not snapped and an island has no route', async () => {
    const { travel } = await service()
    const matrix = await travel.matrix({ ...car, sources: [A, SEA], targets: [B, SEA, ISLAND] })
    expect(travelCell(matrix, 0, 1)).toEqual({ reason: 'not_snapped' })
    expect(travelCell(matrix, 0, 2)).toEqual({ reason: 'no_route' })
    expect(travelCell(matrix, 1, 0)).toEqual({ reason: 'not_snapped' })
    expect('seconds' in travelCell(matrix, 0, 0)).toBe(true)
    expect(await travel.route({ ...car, from: A, to: SEA })).toMatchObject({ reason: 'not_snapped' })
    expect(await travel.route({ ...car, from: A, to: ISLAND })).toMatchObject({ reason: 'no_route' })
  })

  it('splits a matrix to what the server allows, even when it allows less than expected', async () => {
    const { travel } = await service({ limits: { pairs: 100, locations: 2, intervals: 1 } })
    const many = Array.from({ length: 60 }, (_, i): LngLat => [2 + i / 100, 46])
    const matrix = await travel.matrix({ ...car, sources: many, targets: many })
    expect([...matrix.reasons].every((reason) => reason === 0)).toBe(true)
    expect(matrix.seconds[59]).toBe(matrix.seconds[59 * 60])
    expect(server.received.length).toBeGreaterThan(36)
  })

  it('asks for isochrones band by band when that is all the server allows', async () => {
    const { travel } = await service()
    const { isochrones, snapMetres } = await travel.isochrones({ ...car, points: [A, B, C], minutes: [15, 20, 30] })
    expect(isochrones.map(({ point, minutes }) => [point, minutes])).toEqual(
      [0, 1, 2].flatMap((point) => [15, 20, 30].map((minutes) => [point, minutes])),
    )
    expect(snapMetres).toEqual([0, 0, 0])
    for (const { geometry } of isochrones) {
      const ring = geometry!.coordinates[0]![0]!
      const twice = ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0)
      expect(twice).toBeGreaterThan(0)
    }
    const [, twenty, thirty] = isochrones
    for (const corner of twenty!.geometry!.coordinates[0]![0]!) {
      expect(booleanPointInPolygon(corner, multiPolygon(thirty!.geometry!.coordinates))).toBe(true)
    }
  })

  it('still draws the other points when one lies at sea, and refuses what is beyond an hour', async () => {
    const { travel } = await service({ limits: { pairs: 3500, locations: 5, intervals: 10 } })
    const { isochrones } = await travel.isochrones({ ...car, points: [A, SEA, B], minutes: [30, 90] })
    expect(isochrones.map(({ geometry, reason }) => reason ?? geometry!.type)).toEqual([
      'MultiPolygon',
      'over_limit',
      'not_snapped',
      'over_limit',
      'MultiPolygon',
      'over_limit',
    ])
  })

  it('draws a truck route with the truck’s size', async () => {
    const { travel } = await service()
    const way = await travel.route({ profile: 'truck', from: A, to: B })
    expect(way).toMatchObject({ geometry: { type: 'LineString', coordinates: [A, B] } })
    expect(server.received[0]).toMatchObject({
      path: '/v2/directions/driving-hgv/geojson',
      body: { options: { vehicle_type: 'hgv', profile_params: { restrictions: { height: 3.8, weight: 12 } } } },
    })
    const matrix = await travel.matrix({ profile: 'truck', sources: [A], targets: [B] })
    expect(matrix.source.warnings.map(({ code }) => code)).toEqual(['truck_size_ignored'])
  })

  it('sets aside a road shorter than the crow flies', async () => {
    const { travel } = await service({ crookedDistance: 0.5 })
    const matrix = await travel.matrix({ ...car, sources: [A], targets: [C] })
    expect(travelCell(matrix, 0, 0)).toEqual({ reason: 'not_snapped' })
    expect(matrix.source.warnings.map(({ code }) => code)).toEqual(['implausible_distance'])
  })
})

describe('when openrouteservice fails', () => {
  it('waits as long as a 429 says, then asks again', async () => {
    const { travel, waits } = await service({
      trouble: (_, number) => (number < 3 ? { status: 429, body: {}, headers: { 'retry-after': '7' } } : null),
    })
    const matrix = await travel.matrix({ ...car, sources: [A], targets: [B] })
    expect(waits).toEqual([7000, 7000])
    expect(matrix.reasons[0]).toBe(0)
  })

  it('gives up after three 429 and says to come back', async () => {
    const { travel, waits } = await service({ trouble: () => ({ status: 429, body: {} }) })
    const matrix = await travel.matrix({ ...car, sources: [A], targets: [B] })
    expect(waits).toEqual([60_000, 60_000])
    expect(travelCell(matrix, 0, 0)).toEqual({ reason: 'provider_failed' })
    expect(matrix.source.warnings[0]!.code).toBe('too_many_requests')
  })

  it.each([
    ['quota_spent', { status: 403, body: { error: 'Quota exceeded' } }, 1],
    ['service_failed', { status: 500, body: { error: { code: 6099, message: 'unknown' } } }, 3],
    ['service_failed', { status: 200, body: { error: 'backend failed' } }, 1],
    ['unexpected_answer', { status: 200, body: { hello: 'world' } }, 1],
    ['unexpected_answer', 'html', 1],
    ['refused', { status: 400, body: { error: { code: 6003, message: 'bad parameter' } } }, 1],
  ] as const)('says %s for %j, after asking %d time(s)', async (code, answer, asked) => {
    const { travel } = await service({ trouble: () => answer })
    const many = Array.from({ length: 120 }, (_, i): LngLat => [2 + i / 100, 46])
    const matrix = await travel.matrix({ ...car, sources: many, targets: many })
    expect(new Set(matrix.reasons)).toEqual(new Set([5]))
    expect(matrix.source.warnings.map((warning) => warning.code)).toEqual([code])
    expect(server.received).toHaveLength(asked)
    const drawn = await travel.isochrones({ ...car, points: [A, B], minutes: [30] })
    expect(drawn.isochrones.map(({ reason }) => reason)).toEqual(['provider_failed', 'provider_failed'])
  })

  it('does not wait for ever for a silent service', async () => {
    const { travel } = await service({ trouble: () => 'silence' }, { timeoutMilliseconds: 50 })
    const way = await travel.route({ ...car, from: A, to: B })
    expect(way).toMatchObject({ reason: 'provider_failed', source: { warnings: [{ code: 'timeout' }] } })
  })

  it('says a service that is not there is unreachable', async () => {
    const { travel } = await service()
    await server.stop()
    const matrix = await travel.matrix({ ...car, sources: [A], targets: [B] })
    expect(matrix.source.warnings[0]!.code).toBe('unreachable')
    expect(await travel.health()).toMatchObject({ ok: false })
    server = await startFakeOpenrouteservice()
  })

  it('keeps what was answered before the quota ran out', async () => {
    const { travel } = await service({ trouble: (_, number) => (number > 1 ? { status: 403, body: {} } : null) })
    const cached = createCachedTravel(travel, createMemoryCacheStore())
    const targets = Array.from({ length: 4000 }, (_, i): LngLat => [2 + i / 10_000, 46])
    const matrix = await cached.matrix({ ...car, sources: [A], targets })
    expect(matrix.reasons[2499]).toBe(0)
    expect(travelCell(matrix, 0, 2500)).toEqual({ reason: 'provider_failed' })
    const again = await cached.matrix({ ...car, sources: [A], targets: targets.slice(0, 2500) })
    expect(again.seconds).toEqual(matrix.seconds.slice(0, 2500))
    expect(server.received).toHaveLength(2)
  })

  it('reports that it is ready when it is', async () => {
    const { travel } = await service()
    expect(await travel.health()).toEqual({
      provider: 'openrouteservice',
      ok: true,
      message: 'Le service openrouteservice est prêt.',
    })
  })
})
