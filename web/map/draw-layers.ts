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
 * only gets its new features, and one as empty as before nothing. `firstName` is the base style's lowest layer of names.
 */
export function drawLayers(map: Canvas, drawn: Drawn, wanted: readonly MapLayer[], firstName?: string): Drawn {
  const keys = new Set(wanted.map((layer) => layer.key))
  let isReordered = [...drawn.keys()].filter((key) => keys.has(key)).join() !== wanted.map(({ key }) => key).join()
  for (const layer of drawn.values()) if (!keys.has(layer.key)) erase(map, layer)
  for (const layer of wanted) {
    const before = drawn.get(layer.key)
    if (before === layer) continue
    if (before && sameStyles(before, layer)) {
      if (before.features.length === 0 && layer.features.length === 0) continue
      map.getSource<GeoJSONSource>(layer.key)?.setData(collectionOf(layer))
      continue
    }
    if (before) erase(map, before)
    isReordered = true
    map.addSource(layer.key, { type: 'geojson', data: collectionOf(layer) })
    for (const style of styleLayersOf(layer)) map.addLayer(style)
  }
  // Moving a layer to where it stands would place every name of the map again.
  for (const layer of isReordered ? wanted : []) {
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
