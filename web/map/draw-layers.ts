import type { GeoJSONSource, MapLibreMap } from 'maplibre-gl'
import { type MapLayer, styleLayersOf } from './map-layer.ts'

/** What drawing needs of a map. */
export type Canvas = Pick<
  MapLibreMap,
  'addSource' | 'removeSource' | 'getSource' | 'addLayer' | 'removeLayer' | 'getLayer' | 'moveLayer'
>

/** Layers now on a map, by key. */
export type Drawn = ReadonlyMap<string, MapLayer>

/**
 * Makes the map show exactly `wanted`, first the lowest, given what it shows now. A layer whose styles did not change
 * only gets its new features. `firstName` is the base style's lowest layer of names.
 */
export function drawLayers(map: Canvas, drawn: Drawn, wanted: readonly MapLayer[], firstName?: string): Drawn {
  const keys = new Set(wanted.map((layer) => layer.key))
  for (const layer of drawn.values()) if (!keys.has(layer.key)) erase(map, layer)
  for (const layer of wanted) {
    const before = drawn.get(layer.key)
    if (before === layer) continue
    if (before && sameStyles(before, layer)) {
      map.getSource<GeoJSONSource>(layer.key)?.setData(collectionOf(layer))
      continue
    }
    if (before) erase(map, before)
    map.addSource(layer.key, { type: 'geojson', data: collectionOf(layer) })
    for (const style of styleLayersOf(layer)) map.addLayer(style)
  }
  for (const layer of wanted) {
    const beforeId = layer.place === 'under_names' ? firstName : undefined
    for (const style of styleLayersOf(layer)) map.moveLayer(style.id, beforeId)
  }
  return new Map(wanted.map((layer) => [layer.key, layer]))
}

const collectionOf = (layer: MapLayer): GeoJSON.FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...layer.features],
})

const sameStyles = (one: MapLayer, other: MapLayer): boolean =>
  one.styles === other.styles || JSON.stringify(one.styles) === JSON.stringify(other.styles)

function erase(map: Canvas, layer: MapLayer): void {
  for (const style of styleLayersOf(layer)) if (map.getLayer(style.id)) map.removeLayer(style.id)
  if (map.getSource(layer.key)) map.removeSource(layer.key)
}
