import type { LayerSpecification } from 'maplibre-gl'
import { PLAIN_FONT } from './map-layer.ts'
import { PALETTE } from './palette.ts'

/** Land and department borders of the offline basemap, from `departments.geojson`. */
export const DEPARTMENT_AREAS: readonly LayerSpecification[] = [
  {
    id: 'land',
    type: 'fill',
    source: 'departments',
    paint: { 'fill-color': PALETTE.land, 'fill-outline-color': PALETTE.land },
  },
  {
    id: 'department-borders',
    type: 'line',
    source: 'departments',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': PALETTE.departmentLine,
      'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.5, 8, 1, 11, 1.6],
    },
  },
]

/** Department names, spaced capitals that fade as one comes near the towns. */
export const DEPARTMENT_NAMES: LayerSpecification = {
  id: 'department-names',
  type: 'symbol',
  source: 'towns',
  filter: ['==', ['get', 'kind'], 'department'],
  minzoom: 5.6,
  layout: {
    'text-field': ['upcase', ['get', 'name']],
    'text-font': PLAIN_FONT,
    'text-size': ['interpolate', ['linear'], ['zoom'], 5.6, 9, 9, 13],
    'text-letter-spacing': 0.16,
    'text-max-width': 7,
  },
  paint: {
    'text-color': PALETTE.departmentName,
    'text-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.9, 10.5, 0.35],
    'text-halo-color': PALETTE.paperHalo,
    'text-halo-width': 1,
  },
}
