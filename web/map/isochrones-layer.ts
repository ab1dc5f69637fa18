import type { Feature, MultiPolygon, Polygon } from 'geojson'
import type { ExpressionFilterSpecification } from 'maplibre-gl'
import type { LngLat } from '../../shared/geo.ts'
import { BOLD_FONT, type LayerStyle, type MapLayer } from './map-layer.ts'
import { BAND_OPACITY, PALETTE } from './palette.ts'
import { pointFeature } from './positions.ts'

export type IsochroneOnMap = {
  readonly minutes: number
  /** Null when the provider could draw none. */
  readonly geometry: MultiPolygon | Polygon | null
}

const isArea: ExpressionFilterSpecification = ['!', ['has', 'words']]

const STYLES: readonly LayerStyle[] = [
  {
    name: 'area',
    type: 'fill',
    filter: isArea,
    layout: { 'fill-sort-key': ['-', ['get', 'minutes']] },
    paint: { 'fill-color': PALETTE.catchment, 'fill-opacity': BAND_OPACITY, 'fill-antialias': false },
  },
  {
    name: 'edge',
    type: 'line',
    filter: isArea,
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
    filter: ['has', 'words'],
    layout: {
      'text-field': ['get', 'words'],
      'text-font': BOLD_FONT,
      'text-size': 11,
      'text-anchor': 'bottom',
      'text-offset': [0, -0.15],
      'text-padding': 3,
      'symbol-sort-key': ['-', ['get', 'minutes']],
    },
    paint: { 'text-color': PALETTE.tour, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 1.8 },
  },
]

/** Catchments as areas, the nearest band on top and darkest; each bears its minutes at its northern tip. */
export function isochronesLayer(isochrones: readonly IsochroneOnMap[]): MapLayer {
  const features = [...isochrones]
    .sort((a, b) => b.minutes - a.minutes)
    .flatMap(({ minutes, geometry }): Feature[] => {
      if (geometry === null) return []
      const label = pointFeature(northernTip(geometry), { minutes, words: `${minutes} min` })
      return [{ type: 'Feature', properties: { minutes }, geometry }, label]
    })
  return { key: 'isochrones', place: 'under_names', features, styles: STYLES }
}

/** The northernmost point of an area. */
function northernTip(area: MultiPolygon | Polygon): LngLat {
  const pieces = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  const [lng = 0, lat = 0] = pieces.flat(2).reduce((best, point) => (point[1]! > best[1]! ? point : best))
  return [lng, lat]
}
