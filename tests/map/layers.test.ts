import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import type { LngLat } from '../../shared/geo.ts'
import { bandNumber, communesLayer } from '../../web/map/communes-layer.ts'
import { depotsLayer } from '../../web/map/depots-layer.ts'
import { hostCentresLayer } from '../../web/map/host-centres-layer.ts'
import { isochronesLayer } from '../../web/map/isochrones-layer.ts'
import { legsLayer } from '../../web/map/legs-layer.ts'
import { type MapLayer, styleLayersOf } from '../../web/map/map-layer.ts'
import { boundsOf, FRANCE } from '../../web/map/positions.ts'
import { stopsLayer } from '../../web/map/stops-layer.ts'
import { firstNameLayer, loadBasemap, offlineStyle } from '../../web/map/style.ts'

const BU: LngLat = [1.4933, 48.8022]
const AJAIN: LngLat = [1.996, 46.211]
const propertiesOf = (layer: MapLayer) => layer.features.map((feature) => feature.properties)

describe('the offline style', () => {
  it('is valid, has no font server, and names no font that ends in a digit', () => {
    const style = offlineStyle()
    expect(validateStyleMin(style as never)).toEqual([])
    expect(style.glyphs).toBeUndefined()
    expect(JSON.stringify(style)).not.toMatch(/"text-font":\["[^"]*\d"/)
    expect(style.sources.departments).toMatchObject({ data: '/data/departments.geojson' })
  })

  it('puts areas under the names of departments and towns', () => {
    expect(firstNameLayer(offlineStyle())).toBe('department-names')
    expect(firstNameLayer({ layers: [] })).toBeUndefined()
  })

  it('stands in for an online style that does not answer, and says so', async () => {
    expect(await loadBasemap(null)).toMatchObject({ onlineFailed: false })
    const basemap = await loadBasemap('http://127.0.0.1:1/style.json')
    expect(basemap).toEqual({ style: offlineStyle(), onlineFailed: true })
  })
})

describe('every layer', () => {
  const layers = [
    depotsLayer([{ id: 'd', name: 'Bû', lngLat: BU }]),
    hostCentresLayer([{ id: 'c', name: 'Bû', lngLat: BU }]),
    stopsLayer([{ id: 's', order: 1, name: 'Bû', lngLat: BU }]),
    stopsLayer([{ id: 's', order: 1, name: 'Bû', lngLat: BU }], { variant: 'compared' }),
    legsLayer([{ id: 'l', title: '2 h', path: [BU, AJAIN] }]),
    legsLayer([{ id: 'l', title: '2 h', path: [BU, AJAIN] }], 'compared'),
    isochronesLayer([]),
    communesLayer([], [15]),
  ]

  it('is drawn with styles MapLibre accepts', () => {
    const style: StyleSpecification = {
      version: 8,
      sources: Object.fromEntries(
        layers.map((layer) => [layer.key, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }]),
      ),
      layers: layers.flatMap((layer): LayerSpecification[] => styleLayersOf(layer)),
    }
    expect(validateStyleMin(style as never)).toEqual([])
  })

  it('has a key of its own, and says what each thing that can be picked is', () => {
    expect(new Set(layers.map((layer) => layer.key)).size).toBe(layers.length)
    for (const properties of layers.flatMap(propertiesOf)) {
      expect(properties?.id).toBeTruthy()
      expect(properties?.title).toBeTruthy()
    }
  })
})

describe('stops', () => {
  it('at one place share a disc that bears all their numbers, picked as the selected one', () => {
    const stops = [
      { id: 's5', order: 5, name: 'Bû', lngLat: BU },
      { id: 's1', order: 1, name: 'Ajain', lngLat: AJAIN },
      { id: 's2', order: 2, name: 'Bû', lngLat: BU },
    ]
    expect(propertiesOf(stopsLayer(stops))).toMatchObject([
      { id: 's1', orders: '1', wide: 0, selected: false },
      { id: 's2', orders: '2 · 5', wide: 1, selected: false },
    ])
    expect(propertiesOf(stopsLayer(stops, { selectedId: 's5' }))[1]).toMatchObject({ id: 's5', selected: true })
  })

  it('of a compared tour move aside only where the other tour stands', () => {
    const stops = [
      { id: 'a', order: 1, name: 'Bû', lngLat: BU },
      { id: 'b', order: 2, name: 'Ajain', lngLat: AJAIN },
    ]
    const layer = stopsLayer(stops, { variant: 'compared', besides: [AJAIN] })
    expect(propertiesOf(layer)).toMatchObject([{ aside: false }, { aside: true }])
  })
})

describe('host centres', () => {
  it('leave their place to the stop that stands there', () => {
    const centres = [
      { id: 'a', name: 'Bû', lngLat: BU },
      { id: 'b', name: 'Ajain', lngLat: AJAIN, active: false },
    ]
    expect(propertiesOf(hostCentresLayer(centres, { stopsAt: [BU], selectedId: 'b' }))).toEqual([
      { id: 'b', title: 'Ajain', active: false, selected: true },
    ])
  })
})

describe('legs', () => {
  it('are straight when only their ends are known, and absent without both ends', () => {
    const legs = [
      { id: 'road', title: '', path: [BU, [1.7, 47], AJAIN] as LngLat[] },
      { id: 'ends', title: '', path: [BU, AJAIN] },
      { id: 'none', title: '', path: [BU] },
    ]
    expect(propertiesOf(legsLayer(legs))).toMatchObject([
      { id: 'road', straight: false },
      { id: 'ends', straight: true },
    ])
  })
})

describe('catchments', () => {
  it('lie with the widest band below, without the bands that could not be drawn', () => {
    const geometry = { type: 'Polygon' as const, coordinates: [[BU, AJAIN, [0, 47], BU]] }
    const layer = isochronesLayer([
      { minutes: 15, geometry },
      { minutes: 45, geometry },
      { minutes: 20, geometry: null },
    ])
    expect(propertiesOf(layer)).toEqual([
      { minutes: 45 },
      { minutes: 45, words: '45 min' },
      { minutes: 15 },
      { minutes: 15, words: '15 min' },
    ])
    expect(layer.features[1]?.geometry).toEqual({ type: 'Point', coordinates: BU })
  })

  it('give a commune its smallest band', () => {
    const bands = [45, 15, 30]
    expect([0, 15, 15.1, 30, 45, 45.1, null].map((minutes) => bandNumber(minutes, bands))).toEqual([
      0,
      0,
      1,
      1,
      2,
      null,
      null,
    ])
  })
})

describe('what comes into view', () => {
  it('is the smallest box around the positions, or France', () => {
    expect(boundsOf([BU, AJAIN])).toEqual([
      [1.4933, 46.211],
      [1.996, 48.8022],
    ])
    expect(boundsOf([])).toBe(FRANCE)
  })
})
