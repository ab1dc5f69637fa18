import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { booleanPointInPolygon, kinks, multiPolygon, polygon } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTravel, readReference } from '../../data/travel-reference.ts'
import { loadCommunes } from '../../server/territory/communes.ts'
import { catchmentOf, communesWorthAsking } from '../../server/travel/catchment.ts'
import { gabrielPairs } from '../../server/travel/settlements/gabriel.ts'
import { loadMapFacts } from '../../server/travel/settlements/map-facts.ts'
import { createSettlementTravel } from '../../server/travel/settlements/settlement-travel.ts'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'
import { DEFAULT_TRUCK, travelCell } from '../../shared/travel.ts'

const territory = loadCommunes()
const travel = createSettlementTravel(territory.communes, loadMapFacts())
const place = (insee: string): LngLat => territory.byInsee(insee)!.lngLat
const [BORDEAUX, LIMOGES, AJACCIO, ROYAN, SOULAC] = ['33063', '87085', '2A004', '17306', '33514'].map(place) as LngLat[]
const AT_SEA: LngLat = [-2.5, 45.5]
const OFF_ROYAN: LngLat = [-1.25, 45.68]

async function minutes(from: LngLat, to: LngLat, profile: 'car' | 'truck' = 'car') {
  const cell = travelCell(await travel.matrix({ profile, sources: [from], targets: [to] }), 0, 0)
  return 'reason' in cell ? cell.reason : cell.seconds / 60
}

describe('the Gabriel graph', () => {
  it('links exactly the pairs no third point comes between', () => {
    const points = fc.uniqueArray(fc.tuple(fc.integer({ max: 60, min: 0 }), fc.integer({ max: 60, min: 0 })), {
      selector: ([x, y]) => x * 100 + y,
      minLength: 2,
      maxLength: 25,
    })
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 1000 }), (given, seed) => {
        // A little noise, so that no four points share a circle and the graph is one and only one.
        const noise = (i: number) => ((i * 7919 * seed) % 1000) / 1e5
        const x = Float64Array.from(given, ([value], i) => value + noise(2 * i + 1))
        const y = Float64Array.from(given, ([, value], i) => value + noise(2 * i + 2))
        const found = new Set<string>()
        const pairs = gabrielPairs(x, y)
        for (let i = 0; i < pairs.length; i += 2) found.add(`${pairs[i]}-${pairs[i + 1]}`)
        for (let a = 0; a < x.length; a++) {
          for (let b = a + 1; b < x.length; b++) {
            const between = x.some(
              (_, c) => c !== a && c !== b && (x[a]! - x[c]!) * (x[b]! - x[c]!) + (y[a]! - y[c]!) * (y[b]! - y[c]!) < 0,
            )
            expect(found.has(`${a}-${b}`)).toBe(!between)
          }
        }
      }),
      { seed: 8, numRuns: 150 },
    )
  })
})

describe('drive times estimated from settlements', () => {
  it('are the same both ways, nought on the spot, and never faster than the road allows', async () => {
    const some = territory.communes
      .filter((_, i) => i % 500 === 0 && !_.department.startsWith('2'))
      .map(({ lngLat }) => lngLat)
    const matrix = await travel.matrix({ profile: 'car', sources: some, targets: some })
    for (let a = 0; a < some.length; a++) {
      expect(matrix.seconds[a * some.length + a]).toBe(0)
      for (let b = 0; b < some.length; b++) {
        const there = matrix.seconds[a * some.length + b]!
        expect(there).toBe(matrix.seconds[b * some.length + a])
        const metres = matrix.metres[a * some.length + b]!
        expect(metres).toBeGreaterThanOrEqual(distanceMetres(some[a]!, some[b]!) * 0.999)
        // Communes without a position of their own may share one.
        if (there > 0) expect(metres / there).toBeLessThan(130 / 3.6)
      }
    }
  })

  it('are the same asked again, in another order, or one by one', async () => {
    const points = [BORDEAUX!, LIMOGES!, AJACCIO!, AT_SEA]
    const question = { profile: 'car' as const, sources: points, targets: points }
    const fresh = createSettlementTravel(territory.communes, loadMapFacts())
    const first = await fresh.matrix(question)
    expect(await fresh.matrix(question)).toEqual(first)
    const turned = [...points].reverse()
    const other = await fresh.matrix({ ...question, sources: turned, targets: turned })
    for (const [row, from] of points.entries()) {
      for (const [column, to] of points.entries()) {
        const cell = travelCell(first, row, column)
        expect(travelCell(other, turned.indexOf(from), turned.indexOf(to))).toEqual(cell)
        expect(travelCell(await fresh.matrix({ ...question, sources: [from], targets: [to] }), 0, 0)).toEqual(cell)
      }
    }
    const asked = { profile: 'car' as const, from: BORDEAUX!, to: LIMOGES! }
    expect(await fresh.route(asked)).toEqual(await travel.route(asked))
    expect(await fresh.route(asked)).toEqual(await travel.route(asked))
  })

  it('are longer still for a truck that may drive less fast, and no shorter for one that may drive faster', async () => {
    const drive = async (speeds: object) => {
      const truck = { ...DEFAULT_TRUCK, ...speeds }
      const question = { profile: 'truck' as const, truck }
      const route = await travel.route({ ...question, from: BORDEAUX!, to: LIMOGES! })
      const cell = travelCell(await travel.matrix({ ...question, sources: [BORDEAUX!], targets: [LIMOGES!] }), 0, 0)
      if ('reason' in cell || 'reason' in route) throw new Error('no road')
      expect(route.seconds).toBeCloseTo(cell.seconds, 0)
      return cell
    }
    const usual = await drive({})
    expect(await drive({ motorwayKmh: 130, otherKmh: 110 })).toEqual(usual)
    const slow = await drive({ motorwayKmh: 60, otherKmh: 60 })
    expect(slow.seconds).toBeGreaterThan(usual.seconds)
    // No kilometre is driven faster than the truck may.
    expect(slow.seconds).toBeGreaterThanOrEqual((slow.metres * 3.6) / 60 - 1)
  })

  it('are longer for the truck', async () => {
    expect(await minutes(BORDEAUX!, LIMOGES!, 'truck')).toBeGreaterThan(
      1.1 * ((await minutes(BORDEAUX!, LIMOGES!)) as number),
    )
  })

  it('go round the Gironde', async () => {
    expect(distanceMetres(ROYAN!, SOULAC!)).toBeLessThan(16_000)
    expect(await minutes(ROYAN!, SOULAC!)).toBeGreaterThan(100)
  })

  it('do not exist to an island, at sea, or abroad', async () => {
    expect(await minutes(BORDEAUX!, AJACCIO!)).toBe('no_route')
    expect(await minutes(BORDEAUX!, place('56069'))).toBe('no_route')
    expect(await minutes(BORDEAUX!, AT_SEA)).toBe('not_snapped')
    expect(await minutes(BORDEAUX!, OFF_ROYAN)).toBe('not_snapped')
    expect(await minutes(BORDEAUX!, [13.4, 52.5])).toBe('out_of_area')
    expect(typeof (await minutes(AJACCIO!, place('2B033')))).toBe('number')
  })

  it('say they are estimates, with a band, and count the points they could not place', async () => {
    const { source } = await travel.matrix({ profile: 'car', sources: [BORDEAUX!], targets: [AT_SEA] })
    expect(source).toMatchObject({ provider: 'settlements', kind: 'estimate' })
    expect(source.errorBand!.low).toBeLessThan(1)
    expect(source.errorBand!.high).toBeGreaterThan(1)
    expect(source.warnings.map(({ code }) => code)).toEqual(['not_snapped'])
  })

  it('stop at the bound asked for', async () => {
    const matrix = await travel.matrix({ profile: 'car', sources: [BORDEAUX!], targets: [LIMOGES!], maxSeconds: 3600 })
    expect(travelCell(matrix, 0, 0)).toEqual({ reason: 'over_limit' })
  })

  it('can be called off', async () => {
    const asked = { profile: 'car' as const, sources: [BORDEAUX!], targets: [LIMOGES!], signal: { aborted: true } }
    await expect(travel.matrix(asked)).rejects.toThrow('travel_cancelled')
  })

  it('draw a leg from end to end', async () => {
    const route = await travel.route({ profile: 'truck', from: BORDEAUX!, to: LIMOGES! })
    if ('reason' in route) throw new Error(route.reason)
    const cell = travelCell(await travel.matrix({ profile: 'truck', sources: [BORDEAUX!], targets: [LIMOGES!] }), 0, 0)
    expect('seconds' in cell && cell.seconds).toBeCloseTo(route.seconds, 1)
    const line = route.geometry.coordinates
    expect(distanceMetres(line[0]!, BORDEAUX!)).toBeLessThan(2000)
    expect(distanceMetres(line.at(-1)!, LIMOGES!)).toBeLessThan(2000)
    expect(line.slice(1).every((point, i) => distanceMetres(point, line[i]!) < 60_000)).toBe(true)
    expect(await travel.route({ profile: 'truck', from: BORDEAUX!, to: AJACCIO! })).toMatchObject({
      reason: 'no_route',
    })
  })
})

describe('isochrones from settlements', () => {
  const bands = [15, 20, 25, 30, 45]

  it.each(['33063', '79176', '38185', '17306', '2A004'])('are valid and nested around %s', async (insee) => {
    const { isochrones } = await travel.isochrones({ profile: 'car', points: [place(insee)], minutes: bands })
    expect(isochrones.map(({ minutes }) => minutes)).toEqual(bands)
    isochrones.forEach(({ geometry }, i) => {
      for (const [outer, ...holes] of geometry!.coordinates) {
        for (const ring of [outer!, ...holes]) {
          expect(ring[0]).toEqual(ring.at(-1))
          expect(kinks(polygon([ring])).features).toEqual([])
        }
      }
      const larger = isochrones[i + 1]?.geometry
      if (!larger) return
      const whole = multiPolygon(larger.coordinates)
      const corners = geometry!.coordinates.flat(2).filter((_, corner) => corner % 5 === 0)
      for (const corner of corners) expect(booleanPointInPolygon(corner, whole)).toBe(true)
    })
    expect(booleanPointInPolygon(place(insee), multiPolygon(isochrones[0]!.geometry!.coordinates))).toBe(true)
  })

  it('agree with the times of communes', async () => {
    const centre = place('79176')
    const near = communesWorthAsking(centre, territory.communes, 45)
    const targets = near.map(({ lngLat }) => lngLat)
    const matrix = await travel.matrix({ profile: 'car', sources: [centre], targets })
    const { isochrones } = await travel.isochrones({ profile: 'car', points: [centre], minutes: [30] })
    const area = multiPolygon(isochrones[0]!.geometry!.coordinates)
    const disagreements = targets.filter((target, i) => {
      const isInside = booleanPointInPolygon(target, area)
      const time = matrix.seconds[i]! / 60
      // Either side of the line by two minutes is the width of a grid cell and of a lane.
      return isInside ? time > 32 : time < 28
    })
    expect(disagreements.length / targets.length).toBeLessThan(0.02)
  })

  it('leave the other bank of the Gironde out', async () => {
    const { isochrones } = await travel.isochrones({ profile: 'car', points: [ROYAN!], minutes: [45] })
    expect(booleanPointInPolygon(SOULAC!, multiPolygon(isochrones[0]!.geometry!.coordinates))).toBe(false)
  })
})

describe('a catchment', () => {
  it('lists communes nearest first, cumulates bands and says how much rests on approximate positions', async () => {
    const centre = place('45103')
    const near = communesWorthAsking(centre, territory.communes, 45)
    const matrix = await travel.matrix({ profile: 'car', sources: [centre], targets: near.map(({ lngLat }) => lngLat) })
    const catchment = catchmentOf(centre, near, matrix)
    expect(catchment.communes[0]).toMatchObject({ insee: '45103', seconds: 0 })
    expect(catchment.bands.map(({ minutes }) => minutes)).toEqual([15, 20, 25, 30, 45])
    catchment.bands.slice(1).forEach((band, i) => {
      expect(band.communes).toBeGreaterThanOrEqual(catchment.bands[i]!.communes)
      expect(band.population).toBeGreaterThanOrEqual(catchment.bands[i]!.population)
    })
    const last = catchment.bands.at(-1)!
    expect(last.communes).toBe(catchment.communes.length)
    expect(last.population).toBe(catchment.communes.reduce((sum, { population }) => sum + population, 0))
    expect(last.approximateShare).toBeGreaterThan(0)
    expect(last.approximateShare).toBeLessThan(0.5)
  })
})

const reference = join(import.meta.dirname, '../../../shared/reference/travel-times')
describe.skipIf(!existsSync(reference))('against reference times (skipped where ../shared/reference is absent)', () => {
  it('stays within the errors its parameters record', async () => {
    const { isere, within30, paris, pairs } = await compareTravel(travel, await readReference(reference))
    expect(isere.error).toBeLessThan(0.12)
    expect(isere.lost).toBe(0)
    expect(within30.precision).toBeGreaterThan(0.85)
    expect(within30.recall).toBeGreaterThan(0.85)
    expect(paris.error).toBeLessThan(0.055)
    expect(pairs.error).toBeLessThan(0.08)
  })
})
