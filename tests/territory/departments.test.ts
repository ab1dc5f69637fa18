import { readFileSync } from 'node:fs'
import { booleanPointInPolygon, pointToPolygonDistance } from '@turf/turf'
import type { FeatureCollection, MultiPolygon, Point, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { georeference, ringsOfPath } from '../../data/svg-path.ts'
import { loadCommunes } from '../../server/territory/communes.ts'
import { departmentName, namedDepartment } from '../../shared/department-names.ts'
import { DepartmentCode } from '../../shared/geo.ts'

const read = (name: string) => JSON.parse(readFileSync(`data/${name}`, 'utf8'))
const departments: FeatureCollection<MultiPolygon, { code: string; name: string }> = read('departments.geojson')
const towns: FeatureCollection<Point, { kind: string; name: string; rank: number }> = read('towns.geojson')

const signedArea = (ring: Position[]) =>
  ring.slice(1).reduce((sum, [x = 0, y = 0], at) => {
    const [fromX = 0, fromY = 0] = ring[at]!
    return sum + fromX * y - x * fromY
  }, 0)

describe('department names', () => {
  it('are those of the outlines', () => {
    for (const { code, name } of departments.features.map((feature) => feature.properties))
      expect(departmentName(DepartmentCode.parse(code))).toBe(name)
  })

  it('stand before the code on a screen', () => {
    expect(namedDepartment(DepartmentCode.parse('2A'))).toBe('Corse-du-Sud (2A)')
  })
})

describe('department outlines', () => {
  it('are the 96 of metropolitan France, closed, outer rings counter-clockwise', () => {
    expect(departments.features).toHaveLength(96)
    for (const { geometry, properties } of departments.features) {
      expect(properties.name).toMatch(/\p{L}/u)
      for (const piece of geometry.coordinates) {
        for (const [at, ring] of piece.entries()) {
          expect(ring.length).toBeGreaterThanOrEqual(4)
          expect(ring[0]).toEqual(ring.at(-1))
          expect(signedArea(ring) > 0, `${properties.code} ring ${at}`).toBe(at === 0)
        }
      }
    }
  })

  it('hold their communes: every one within 25 km, every located one within 7 km', () => {
    const outline = new Map(departments.features.map((feature) => [feature.properties.code, feature]))
    const outside = loadCommunes().communes.flatMap((commune) => {
      const feature = outline.get(commune.department)!
      if (booleanPointInPolygon(commune.lngLat, feature)) return []
      const kilometres = pointToPolygonDistance(commune.lngLat, feature, { units: 'kilometers' })
      return [{ kilometres, commune }]
    })
    const farthest = (quality: (name: string) => boolean) =>
      Math.max(...outside.filter((one) => quality(one.commune.positionQuality)).map((one) => one.kilometres))
    expect(farthest(() => true)).toBeLessThan(25)
    expect(farthest((quality) => quality === 'located')).toBeLessThan(7) // Groix: the drawing leaves the island out
    expect(outside.length).toBeLessThan(200)
  })
})

describe('the reading of an outline', () => {
  it('follows relative and absolute straight lines, several rings, and refuses curves', () => {
    expect(ringsOfPath('m 1,2 3,0 0,4 z m 10,0 1,0 0,1 z')).toEqual([
      [
        [1, 2],
        [4, 2],
        [4, 6],
      ],
      [
        [11, 2],
        [12, 2],
        [12, 3],
      ],
    ])
    expect(ringsOfPath('M1-2L4 5h-1.5V.5Z')).toEqual([
      [
        [1, -2],
        [4, 5],
        [2.5, 5],
        [2.5, 0.5],
      ],
    ])
    expect(() => ringsOfPath('m 0,0 c 1,1 2,2 3,3 z')).toThrow('c')
  })

  it('puts the drawing on Earth', () => {
    const [lng, lat] = georeference([306.5, 180])
    expect(lng).toBeCloseTo(2.198, 2)
    expect(lat).toBeGreaterThan(48)
    expect(lat).toBeLessThan(49)
  })
})

describe('the towns named on the map', () => {
  it('come after the name of each department, written inside it', () => {
    const names = towns.features.filter(({ properties }) => properties.kind === 'department')
    expect(names).toHaveLength(96)
    for (const name of names) {
      const department = departments.features.find(({ properties }) => properties.name === name.properties.name)!
      expect(booleanPointInPolygon(name, department), name.properties.name).toBe(true)
    }
  })

  it('run from Paris down to small towns, prefectures among the first three ranks', () => {
    const rank = new Map(
      towns.features
        .filter(({ properties }) => properties.kind === 'town')
        .map(({ properties }) => [properties.name, properties.rank]),
    )
    expect([rank.get('Paris'), rank.get('Guéret'), rank.get('Mende'), rank.get('Bû')]).toEqual([1, 3, 3, 6])
    expect(towns.features.length).toBeGreaterThan(5000)
  })
})
