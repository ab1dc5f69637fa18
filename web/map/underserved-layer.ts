import type { UnderservedDrawing } from '../../shared/need.ts'
import type { LayerStyle, MapLayer } from './map-layer.ts'
import { PALETTE } from './palette.ts'
import { pointFeature } from './positions.ts'

const STYLES: readonly LayerStyle[] = [
  {
    name: 'area',
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': PALETTE.underserved, 'fill-opacity': 0.16 },
  },
  {
    name: 'edge',
    type: 'line',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: {
      'line-color': PALETTE.underserved,
      'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.8, 10, 1.8],
      'line-dasharray': [4, 2],
    },
  },
  {
    name: 'commune',
    type: 'circle',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 5, 2, 10, 6],
      'circle-color': PALETTE.underserved,
      'circle-opacity': 0.3,
      'circle-stroke-color': PALETTE.underserved,
      'circle-stroke-width': 0.8,
    },
  },
]

/** Underserved areas: dashed outlines where they were given, else the communes inside as small violet discs. */
export function underservedLayer({ outlines, communes }: Pick<UnderservedDrawing, 'outlines' | 'communes'>): MapLayer {
  return {
    key: 'underserved',
    place: 'under_names',
    features:
      outlines.length > 0
        ? outlines.map(({ name, geometry }) => ({ type: 'Feature', properties: { title: name }, geometry }))
        : communes.map(({ insee, name, lngLat }) => pointFeature(lngLat, { id: insee, title: name })),
    styles: STYLES,
  }
}
