import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { type LayerStyle, type MapLayer, PLAIN_FONT } from './map-layer.ts'
import { BAND_OPACITY, PALETTE } from './palette.ts'

export type IsochroneOnMap = {
  readonly minutes: number
  /** Null when the provider could draw none. */
  readonly geometry: MultiPolygon | Polygon | null
}

const STYLES: readonly LayerStyle[] = [
  {
    name: 'area',
    type: 'fill',
    layout: { 'fill-sort-key': ['-', ['get', 'minutes']] },
    paint: { 'fill-color': PALETTE.catchment, 'fill-opacity': BAND_OPACITY, 'fill-antialias': false },
  },
  {
    name: 'edge',
    type: 'line',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': PALETTE.catchment,
      'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.6, 10, 1.3],
      'line-opacity': 0.75,
    },
  },
  {
    name: 'minutes',
    type: 'symbol',
    minzoom: 8,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-field': ['concat', ['get', 'minutes'], ' min'],
      'text-font': PLAIN_FONT,
      'text-size': 11,
      'text-max-angle': 40,
      'text-padding': 12,
    },
    paint: { 'text-color': PALETTE.tour, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 1.8 },
  },
]

/** Catchments as areas, the nearest band on top and darkest; their edges bear the minutes. */
export function isochronesLayer(isochrones: readonly IsochroneOnMap[]): MapLayer {
  const features = [...isochrones]
    .sort((a, b) => b.minutes - a.minutes)
    .flatMap(({ minutes, geometry }): Feature[] =>
      geometry === null ? [] : [{ type: 'Feature', properties: { minutes }, geometry }],
    )
  return { key: 'isochrones', place: 'under_names', features, styles: STYLES }
}
