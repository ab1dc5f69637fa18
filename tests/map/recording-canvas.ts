import type { LayerSpecification } from 'maplibre-gl'
import type { Canvas } from '../../web/map/draw-layers.ts'

type Source = { data: GeoJSON.FeatureCollection }

/** A map of base layers that keeps what is drawn on it, lowest first, as MapLibre does. */
export function recordingCanvas(baseLayers: readonly string[]) {
  const order = [...baseLayers]
  const sources = new Map<string, Source>()
  const calls: string[] = []
  const canvas = {
    addSource(id: string, { data }: Source) {
      if (sources.has(id)) throw new Error(`Source ${id} is already there`)
      calls.push(`add ${id}`)
      sources.set(id, { data })
    },
    removeSource: (id: string) => void sources.delete(id),
    getSource(id: string) {
      const source = sources.get(id)
      return source && { setData: (data: GeoJSON.FeatureCollection) => sources.set(id, { data }) }
    },
    addLayer({ id, ...layer }: LayerSpecification) {
      if (order.includes(id)) throw new Error(`Layer ${id} is already there`)
      if ('source' in layer && !sources.has(String(layer.source))) throw new Error(`No source for ${id}`)
      order.push(id)
    },
    removeLayer: (id: string) => void order.splice(order.indexOf(id), 1),
    getLayer: (id: string) => (order.includes(id) ? { id } : undefined),
    moveLayer(id: string, beforeId?: string) {
      order.splice(order.indexOf(id), 1)
      order.splice(beforeId === undefined ? order.length : order.indexOf(beforeId), 0, id)
    },
  }
  return { canvas: canvas as unknown as Canvas, order, sources, calls }
}
