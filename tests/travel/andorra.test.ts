import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { booleanPointInPolygon, kinks, multiPolygon, polygon } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { importRoads } from '../../server/travel/roads/import-roads.ts'
import type { RoadsNetwork } from '../../server/travel/roads/roads-network.ts'
import { createRoadsTravel } from '../../server/travel/roads/roads-travel.ts'
import { distanceMetres, type LngLat } from '../../shared/geo.ts'

const folder = join(import.meta.dirname, '../../../shared/reference/osm')

describe.skipIf(!existsSync(folder))('the roads of Andorra (skipped where ../shared/reference is absent)', () => {
  const roads = existsSync(folder) ? (importRoads(join(folder, 'andorra.osm.pbf')) as RoadsNetwork) : null
  const pairs = existsSync(folder)
    ? readFileSync(join(folder, 'andorra-times-calibration.csv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').map(Number))
    : []
  const points: LngLat[] = []
  for (const [a, b, lngA, latA, lngB, latB] of pairs) {
    points[a!] = [lngA!, latA!]
    points[b!] = [lngB!, latB!]
  }

  it('take the time two other engines find, on the mean, and lose no pair', async () => {
    const travel = createRoadsTravel(roads!)
    const matrix = await travel.matrix({ profile: 'car', sources: points, targets: points })
    const truck = await travel.matrix({ profile: 'truck', sources: points, targets: points })
    const ratios: number[] = []
    for (const [a, b, , , , , osrm, valhalla] of pairs) {
      const at = a! * points.length + b!
      expect(matrix.reasons[at]).toBe(0)
      if (osrm! + valhalla! === 0) continue
      ratios.push((2 * matrix.seconds[at]!) / (osrm! + valhalla!))
      expect(matrix.metres[at]!).toBeGreaterThanOrEqual(0.98 * distanceMetres(points[a!]!, points[b!]!))
      // A truck may have to join the network elsewhere; from the same spots it is never the faster.
      const isSameSpot =
        truck.sourceSnapMetres[a!] === matrix.sourceSnapMetres[a!] &&
        truck.targetSnapMetres[b!] === matrix.targetSnapMetres[b!]
      if (isSameSpot && truck.reasons[at] === 0) {
        expect(truck.seconds[at]!).toBeGreaterThanOrEqual(matrix.seconds[at]!)
      }
    }
    ratios.sort((a, b) => a - b)
    const median = ratios[Math.floor(ratios.length / 2)]!
    expect(median).toBeGreaterThan(0.95)
    expect(median).toBeLessThan(1.05)
    expect(ratios.filter((ratio) => ratio >= 0.8 && ratio <= 1.2).length / ratios.length).toBeGreaterThan(0.9)
  })

  it('give the same time to a matrix and to a route, whose line is as long as it says', async () => {
    const travel = createRoadsTravel(roads!)
    const matrix = await travel.matrix({ profile: 'car', sources: points, targets: points })
    for (let a = 0; a < 50; a += 7) {
      for (let b = 3; b < 50; b += 11) {
        const route = await travel.route({ profile: 'car', from: points[a]!, to: points[b]! })
        if ('reason' in route) throw new Error(route.reason)
        expect(route.seconds).toBeCloseTo(matrix.seconds[a * 50 + b]!, 1)
        const line = route.geometry.coordinates
        const length = line.slice(1).reduce((sum, point, i) => sum + distanceMetres(line[i]!, point), 0)
        expect(length).toBeLessThan(route.metres * 1.02 + 60)
        expect(length).toBeGreaterThan(route.metres * 0.95 - 60)
      }
    }
  })

  it('draw valid isochrones, one within the other', async () => {
    const travel = createRoadsTravel(roads!)
    for (const direction of ['from', 'to'] as const) {
      const { isochrones } = await travel.isochrones({
        profile: 'car',
        points: points.slice(0, 2),
        minutes: [10, 20, 30],
        direction,
      })
      isochrones.forEach(({ geometry, minutes }, i) => {
        for (const ring of geometry!.coordinates.flat()) {
          expect(ring[0]).toEqual(ring.at(-1))
          expect(kinks(polygon([ring])).features).toEqual([])
        }
        if (minutes === 30) return
        const larger = multiPolygon(isochrones[i + 1]!.geometry!.coordinates)
        const corners = geometry!.coordinates.flat(2).filter((_, corner) => corner % 5 === 0)
        for (const corner of corners) expect(booleanPointInPolygon(corner, larger)).toBe(true)
      })
    }
  })
})
