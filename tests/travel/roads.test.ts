import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importRoads } from '../../server/travel/roads/import-roads.ts'
import { kmhOf, metresOf, roadOf, tonnesOf } from '../../server/travel/roads/osm-road.ts'
import { readRoadsFile, writeRoadsFile } from '../../server/travel/roads/roads-file.ts'
import type { RoadsNetwork } from '../../server/travel/roads/roads-network.ts'
import { createRoadsTravel } from '../../server/travel/roads/roads-travel.ts'
import type { LngLat } from '../../shared/geo.ts'
import { DEFAULT_TRUCK, travelCell } from '../../shared/travel.ts'
import { type OsmNode, type OsmWay, writeOsm } from './write-osm.ts'

const folder = mkdtempSync(join(tmpdir(), 'escale-roads-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0

function roadsOf(nodes: readonly OsmNode[], ways: readonly OsmWay[]): RoadsNetwork {
  const path = join(folder, `${++count}.osm.pbf`)
  writeOsm(path, nodes, ways)
  const roads = importRoads(path, { smallestPart: 1 })
  if ('refusal' in roads) throw new Error(roads.refusal)
  return roads
}

/** A straight street of junction-less nodes a kilometre apart, numbered from `first`, at latitude `lat`. */
const street = (first: number, nodes: number, lat = 45): OsmNode[] =>
  Array.from({ length: nodes }, (_, i) => ({ id: first + i, lng: 2 + i * 0.0127, lat }))
const at = (nodes: readonly OsmNode[], id: number): LngLat => {
  const node = nodes.find((one) => one.id === id)!
  return [node.lng, node.lat]
}
const secondary = { highway: 'secondary' }

async function seconds(roads: RoadsNetwork, from: LngLat, to: LngLat, profile: 'car' | 'truck' = 'car') {
  const cell = travelCell(await createRoadsTravel(roads).matrix({ profile, sources: [from], targets: [to] }), 0, 0)
  return 'reason' in cell ? cell.reason : cell.seconds
}

describe('the road network of an extract', () => {
  it('drives a road both ways, from part of the way along it', async () => {
    const nodes = street(1, 6)
    const roads = roadsOf(nodes, [{ refs: [1, 2, 3, 4, 5, 6], tags: secondary }])
    expect(roads.edges.from.length).toBe(1)
    const whole = (await seconds(roads, at(nodes, 1), at(nodes, 6))) as number
    const part = (await seconds(roads, at(nodes, 4), at(nodes, 2))) as number
    expect(part / whole).toBeCloseTo(2 / 5, 2)
  })

  it('obeys one-way streets and goes round', async () => {
    const nodes = [...street(1, 3), { id: 10, lng: 2.0127, lat: 45.02 }]
    const roads = roadsOf(nodes, [
      { refs: [1, 2, 3], tags: { ...secondary, oneway: 'yes' } },
      { refs: [3, 10, 1], tags: { ...secondary, oneway: 'yes' } },
    ])
    const there = (await seconds(roads, at(nodes, 1), at(nodes, 3))) as number
    const back = (await seconds(roads, at(nodes, 3), at(nodes, 1))) as number
    expect(back).toBeGreaterThan(1.5 * there)
  })

  it('draws a route along the shape of its roads', async () => {
    const nodes = [...street(1, 3), { id: 10, lng: 2.0127, lat: 45.02 }]
    const roads = roadsOf(nodes, [{ refs: [1, 10, 3], tags: secondary }])
    const route = await createRoadsTravel(roads).route({ profile: 'car', from: at(nodes, 1), to: at(nodes, 3) })
    expect(
      'geometry' in route && route.geometry.coordinates.map((point) => point.map((x) => Number(x.toFixed(4)))),
    ).toEqual([
      [2, 45],
      [2.0127, 45.02],
      [2.0254, 45],
    ])
  })

  it('finds no way to an island without a bridge, and does not snap a point at sea', async () => {
    const mainland = street(1, 4)
    const island = street(20, 4, 45.2)
    const roads = roadsOf(
      [...mainland, ...island],
      [
        { refs: [1, 2, 3, 4], tags: secondary },
        { refs: [20, 21, 22, 23], tags: secondary },
      ],
    )
    expect(await seconds(roads, at(mainland, 1), at(island, 20))).toBe('no_route')
    expect(await seconds(roads, at(mainland, 1), [2.01, 45.1])).toBe('not_snapped')
    expect(await seconds(roads, at(mainland, 1), [7, 48])).toBe('out_of_area')
    const travel = createRoadsTravel(roads)
    const { isochrones, source } = await travel.isochrones({ profile: 'car', points: [[2.01, 45.1]], minutes: [15] })
    expect(isochrones).toEqual([{ point: 0, minutes: 15, geometry: null, reason: 'not_snapped' }])
    expect(source.warnings).toEqual([{ code: 'not_snapped', message: '1 point est trop loin de toute route.' }])
  })

  it('stops cars at a bollard and lets them through a toll', async () => {
    const blocked = street(1, 5).map((node) => (node.id === 3 ? { ...node, tags: { barrier: 'bollard' } } : node))
    const tolled = street(1, 5).map((node) => (node.id === 3 ? { ...node, tags: { barrier: 'toll_booth' } } : node))
    const way = [{ refs: [1, 2, 3, 4, 5], tags: secondary }]
    expect(await seconds(roadsOf(blocked, way), at(blocked, 1), at(blocked, 5))).toBe('no_route')
    expect(await seconds(roadsOf(tolled, way), at(tolled, 1), at(tolled, 5))).toBeGreaterThan(100)
  })

  it('keeps a truck off what it does not fit, and slower than a car', async () => {
    const nodes = [...street(1, 4), { id: 10, lng: 2.0127, lat: 45.03 }]
    const ways = (tags: Record<string, string>) => [
      { refs: [1, 2], tags: secondary },
      { refs: [2, 3], tags: { ...secondary, ...tags } },
      { refs: [3, 4], tags: secondary },
      { refs: [2, 10, 3], tags: secondary },
    ]
    const [from, to] = [at(nodes, 1), at(nodes, 4)]
    for (const tags of [
      { maxheight: '3.5' },
      { maxweight: '7.5' },
      { hgv: 'no' },
      { maxwidth: '2.3' },
      { maxlength: '8' },
    ]) {
      const roads = roadsOf(nodes, ways(tags))
      const car = (await seconds(roads, from, to)) as number
      const truck = (await seconds(roads, from, to, 'truck')) as number
      expect(truck).toBeGreaterThan(1.5 * car)
    }
    const free = roadsOf(nodes, ways({}))
    const low = { ...DEFAULT_TRUCK, otherKmh: 30 }
    const slow = await createRoadsTravel(free).matrix({ profile: 'truck', truck: low, sources: [from], targets: [to] })
    expect(slow.metres[0]! / slow.seconds[0]!).toBeLessThan(30 / 3.6 + 0.1)
  })

  it('lets in neither private roads nor car parks, but leads to a road for customers', () => {
    expect(roadOf({ highway: 'residential', access: 'private' })).toBeNull()
    expect(roadOf({ highway: 'service', service: 'parking_aisle' })).toBeNull()
    expect(roadOf({ highway: 'footway' })).toBeNull()
    expect(roadOf({ highway: 'primary', motor_vehicle: 'no', access: 'yes' })).toBeNull()
    expect(roadOf({ highway: 'service', access: 'customers' })!.carForward).toBeGreaterThan(0)
    expect(roadOf({ highway: 'track', motor_vehicle: 'yes' })!.carForward).toBeGreaterThan(0)
    expect(roadOf({ route: 'ferry' })).toBeNull()
    expect(roadOf({ route: 'ferry', motor_vehicle: 'yes' })!.waitSeconds).toBeGreaterThan(0)
  })

  it('goes round a roundabout one way, and a motorway too unless told otherwise', () => {
    expect(roadOf({ highway: 'primary', junction: 'roundabout' })).toMatchObject({ carBackward: 0 })
    expect(roadOf({ highway: 'motorway' })).toMatchObject({ carBackward: 0, isMotorway: true })
    expect(roadOf({ highway: 'motorway', oneway: 'no' })!.carBackward).toBeGreaterThan(0)
    expect(roadOf({ highway: 'residential', oneway: '-1' })).toMatchObject({ carForward: 0 })
  })

  it('takes the limit signed for each way', () => {
    const uneven = roadOf({ highway: 'primary', maxspeed: '80', 'maxspeed:backward': '50' })!
    expect(uneven.carForward).toBe(roadOf({ highway: 'primary', maxspeed: '80' })!.carForward)
    expect(uneven.carBackward).toBe(roadOf({ highway: 'primary', maxspeed: '50' })!.carBackward)
    expect(uneven.truckBackward).toBeLessThan(uneven.truckForward)
  })

  it('reads signed limits as people write them', () => {
    expect([kmhOf('50'), kmhOf('30 mph'), kmhOf('FR:urban'), kmhOf('none')].map(Math.round)).toEqual([50, 48, 50, 0])
    expect(
      [metresOf('3.8'), metresOf('3,5 m'), metresOf('12\'6"'), metresOf('default')].map((metres) => metres.toFixed(2)),
    ).toEqual(['3.80', '3.50', '3.81', '0.00'])
    expect([tonnesOf('3.5 t'), tonnesOf('19000 kg'), tonnesOf('unsigned')]).toEqual([3.5, 19, 0])
  })
})

describe('turn restrictions', () => {
  it('are counted and said not to be followed, in the file too', async () => {
    const path = join(folder, 'turns.osm.pbf')
    const relations = [{ type: 'restriction', restriction: 'no_left_turn' }, { type: 'route' }]
    writeOsm(path, street(1, 3), [{ refs: [1, 2, 3], tags: secondary }], { relations })
    const roads = importRoads(path, { smallestPart: 1 }) as RoadsNetwork
    const file = join(folder, 'turns.escale')
    writeRoadsFile(file, roads)
    const health = await createRoadsTravel(readRoadsFile(file) as RoadsNetwork).health()
    expect(health).toMatchObject({ ok: true, message: expect.stringContaining('1 interdictions de tourner') })
  })
})

describe('an extract that cannot be used', () => {
  const good = join(folder, 'good.osm.pbf')
  const nodes = street(1, 3)
  writeOsm(good, nodes, [{ refs: [1, 2, 3], tags: secondary }])

  it.each([
    ['not_pbf', () => writeFileSync(join(folder, 'bad'), '<osm version="0.6"><node id="1"/></osm>')],
    ['not_pbf', () => writeFileSync(join(folder, 'bad'), '')],
    ['not_pbf', () => writeFileSync(join(folder, 'bad'), Buffer.from([0, 0, 0, 4, 1, 2, 3, 4, 5]))],
    [
      'truncated_file',
      () => {
        writeFileSync(join(folder, 'bad'), readFileSync(good))
        truncateSync(join(folder, 'bad'), readFileSync(good).length - 20)
      },
    ],
    [
      'unsupported_pbf',
      () => writeOsm(join(folder, 'bad'), nodes, [], { features: ['OsmSchema-V0.6', 'HistoricalInformation'] }),
    ],
    ['no_roads', () => writeOsm(join(folder, 'bad'), nodes, [{ refs: [1, 2], tags: { building: 'yes' } }])],
  ] as const)('is refused as %s', (code, make) => {
    make()
    expect(importRoads(join(folder, 'bad'))).toMatchObject({ refusal: code })
  })

  it('is refused when it is not there, or is a folder', () => {
    expect(importRoads(join(folder, 'nowhere'))).toEqual({ refusal: 'file_not_found' })
    expect(importRoads(folder)).toEqual({ refusal: 'file_not_found' })
  })
})

describe('a road network file', () => {
  it('gives back the same answers, and refuses what is not one or not whole', async () => {
    const nodes = street(1, 6)
    const roads = roadsOf(nodes, [{ refs: [1, 2, 3, 4, 5, 6], tags: secondary }])
    const file = join(folder, 'roads.escale')
    writeRoadsFile(file, roads)
    const read = readRoadsFile(file) as RoadsNetwork
    expect(await seconds(read, at(nodes, 1), at(nodes, 5))).toBe(await seconds(roads, at(nodes, 1), at(nodes, 5)))
    expect(createRoadsTravel(read).capabilities()).toEqual(createRoadsTravel(roads).capabilities())
    expect(read.date).toBe('2026-02-01')
    truncateSync(file, readFileSync(file).length - 8)
    expect(readRoadsFile(file)).toMatchObject({ refusal: 'bad_roads_file' })
    writeFileSync(file, 'something else')
    expect(readRoadsFile(file)).toMatchObject({ refusal: 'bad_roads_file' })
  })
})
