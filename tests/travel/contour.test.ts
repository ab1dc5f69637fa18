import { booleanPointInPolygon, booleanValid, kinks, multiPolygon, polygon } from '@turf/turf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areasWithin, type Grid } from '../../server/travel/network/contour.ts'

function gridOf(columns: number, rows: number, inner: readonly number[]): Grid {
  const values = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY)
  for (let row = 1; row + 1 < rows; row++) {
    for (let column = 1; column + 1 < columns; column++) {
      values[row * columns + column] = inner[(row - 1) * (columns - 2) + column - 1]!
    }
  }
  return { columns, rows, values, west: 1.5, south: 42.4, stepLng: 0.01, stepLat: 0.008 }
}

const anyGrid = fc.tuple(fc.integer({ min: 3, max: 14 }), fc.integer({ min: 3, max: 14 })).chain(([columns, rows]) =>
  fc
    .array(fc.oneof(fc.nat(20), fc.double({ min: 0, max: 20, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)), {
      minLength: (columns - 2) * (rows - 2),
      maxLength: (columns - 2) * (rows - 2),
    })
    .map((inner) => gridOf(columns, rows, inner)),
)

const area = (ring: readonly (readonly [number, number])[]) =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0) / 2

describe('the area within a threshold', () => {
  it('is made of closed, right-handed rings that never cross themselves', () => {
    fc.assert(
      fc.property(anyGrid, fc.double({ min: 0, max: 21, noNaN: true }), (grid, threshold) => {
        const found = areasWithin(grid, [threshold], 0)[0]!
        for (const [outer, ...holes] of found.coordinates) {
          expect(area(outer!)).toBeGreaterThan(0)
          for (const hole of holes) expect(area(hole)).toBeLessThan(0)
          for (const ring of [outer!, ...holes]) {
            expect(ring[0]).toEqual(ring.at(-1))
            expect(ring.length).toBeGreaterThanOrEqual(4)
            expect(kinks(polygon([ring])).features).toEqual([])
          }
        }
        expect(booleanValid(multiPolygon(found.coordinates))).toBe(true)
      }),
      { seed: 5, numRuns: 200 },
    )
  })

  it('holds exactly the grid points at or under the threshold, and grows with it', () => {
    fc.assert(
      fc.property(anyGrid, fc.nat(20), fc.nat(6), (grid, threshold, more) => {
        const areas = areasWithin(grid, [threshold, threshold + more], 0)
        const small = multiPolygon(areas[0]!.coordinates)
        const large = multiPolygon(areas[1]!.coordinates)
        grid.values.forEach((value, at) => {
          const point = [
            grid.west + (at % grid.columns) * grid.stepLng,
            grid.south + Math.floor(at / grid.columns) * grid.stepLat,
          ]
          expect(booleanPointInPolygon(point, small)).toBe(value <= threshold)
        })
        for (const ring of small.geometry.coordinates.flat()) {
          for (const corner of ring) expect(booleanPointInPolygon(corner, large)).toBe(true)
        }
      }),
      { seed: 6, numRuns: 200 },
    )
  })

  it('leaves a hole where nobody gets to', () => {
    const inner = Array.from({ length: 25 }, (_, i) => (i === 12 ? Number.POSITIVE_INFINITY : 5))
    const { coordinates } = areasWithin(gridOf(7, 7, inner), [10], 0)[0]!
    expect(coordinates.map((rings) => rings.length)).toEqual([2])
  })
})
