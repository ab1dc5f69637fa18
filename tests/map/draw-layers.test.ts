import { describe, expect, it } from 'vitest'
import { type Drawn, drawLayers } from '../../web/map/draw-layers.ts'
import { hostCentresLayer } from '../../web/map/host-centres-layer.ts'
import { isochronesLayer } from '../../web/map/isochrones-layer.ts'
import { pickableIds } from '../../web/map/map-layer.ts'
import { stopsLayer } from '../../web/map/stops-layer.ts'
import { recordingCanvas } from './recording-canvas.ts'

const NOTHING: Drawn = new Map()
const BASE = ['sea', 'land', 'town-names']
const centres = hostCentresLayer([{ id: 'a', name: 'Bû', lngLat: [1.49, 48.8] }])
const stops = stopsLayer([{ id: 's', order: 1, name: 'Bû', lngLat: [1.49, 48.8] }])
const square = [
  [
    [0, 45],
    [1, 45],
    [1, 46],
    [0, 46],
    [0, 45],
  ],
]
const isochrones = isochronesLayer([{ minutes: 15, geometry: { type: 'Polygon', coordinates: square } }])
const fail = () => {
  throw new Error('the map is drawn again for nothing')
}
const keysOf = (order: string[]) => [...new Set(order.map((id) => id.split(':')[0]))]

describe('drawing layers', () => {
  it('puts areas under the names of towns and the rest on top, in the order given', () => {
    const { canvas, order } = recordingCanvas(BASE)
    drawLayers(canvas, NOTHING, [centres, stops, isochrones], 'town-names')
    expect(keysOf(order)).toEqual(['sea', 'land', 'isochrones', 'town-names', 'centres', 'stops'])
  })

  it('keeps the order when a layer comes between two others', () => {
    const { canvas, order } = recordingCanvas(BASE)
    const drawn = drawLayers(canvas, NOTHING, [centres], 'town-names')
    drawLayers(canvas, drawn, [stops, centres], 'town-names')
    expect(keysOf(order)).toEqual(['sea', 'land', 'town-names', 'stops', 'centres'])
  })

  it('only changes the features of a layer drawn the same way', () => {
    const { canvas, sources, calls } = recordingCanvas(BASE)
    const drawn = drawLayers(canvas, NOTHING, [centres])
    drawLayers(canvas, drawn, [hostCentresLayer([{ id: 'b', name: 'Ajain', lngLat: [1.99, 46.2] }])])
    expect(calls).toEqual(['add centres'])
    expect(sources.get('centres')?.data.features.map((feature) => feature.properties?.id)).toEqual(['b'])
  })

  it('leaves alone what stands where it should, and what was and stays empty', () => {
    const { canvas, calls } = recordingCanvas(BASE)
    const none = isochronesLayer([])
    const drawn = drawLayers(canvas, NOTHING, [none, centres], 'town-names')
    const untouched = { ...canvas, getSource: fail, moveLayer: fail } as typeof canvas
    drawLayers(untouched, drawn, [isochronesLayer([]), centres], 'town-names')
    expect(calls).toEqual(['add isochrones', 'add centres'])
  })

  it('draws anew a layer whose styles changed, and takes away what is no longer wanted', () => {
    const { canvas, order, sources, calls } = recordingCanvas(BASE)
    const drawn = drawLayers(canvas, NOTHING, [centres, stops])
    const bare = { ...centres, styles: centres.styles.slice(0, 1) }
    drawLayers(canvas, drawn, [bare])
    expect(calls).toEqual(['add centres', 'add stops', 'add centres'])
    expect(order).toEqual([...BASE, 'centres:ring'])
    expect([...sources.keys()]).toEqual(['centres'])
    drawLayers(canvas, new Map([['centres', bare]]), [])
    expect(order).toEqual(BASE)
  })

  it('looks for a click in what can be picked, topmost first', () => {
    expect(pickableIds([isochrones, centres, stops])).toEqual(['stops:disc-aside', 'stops:disc', 'centres:ring'])
  })
})
