import type { LngLat } from '../../shared/geo.ts'
import { type LayerStyle, type MapLayer, PLAIN_FONT } from './map-layer.ts'
import { PALETTE } from './palette.ts'
import { pointFeature } from './positions.ts'

export type CentreOnMap = {
  readonly id: string
  readonly name: string
  readonly lngLat: LngLat
  /** False when the centre takes no unit: drawn grey and smaller. */
  readonly active?: boolean
}

const colour = ['case', ['get', 'active'], PALETTE.centre, PALETTE.closedCentre]

const STYLES: readonly LayerStyle[] = [
  {
    name: 'ring',
    type: 'circle',
    pick: true,
    paint: {
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['zoom'],
        4.5,
        ['case', ['get', 'active'], 4, 3],
        9,
        ['case', ['get', 'active'], 7, 5],
      ],
      'circle-color': PALETTE.onTour,
      'circle-stroke-color': colour,
      'circle-stroke-width': ['case', ['get', 'selected'], 4, 2],
    },
  },
  {
    name: 'heart',
    type: 'circle',
    filter: ['get', 'active'],
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 4.5, 1.5, 9, 2.8],
      'circle-color': colour,
    },
  },
  {
    name: 'name',
    type: 'symbol',
    minzoom: 5.6,
    layout: {
      'text-field': ['get', 'title'],
      'text-font': PLAIN_FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 5.6, 11, 9, 13],
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.85,
    },
    paint: { 'text-color': colour, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 1.6 },
  },
]

/**
 * Host centres: white discs with a ring and a heart, named from the scale of a region on. Those under a disc of a tour
 * (`stopsAt`) are left to it. Picks as `centres`.
 */
export function hostCentresLayer(
  centres: readonly CentreOnMap[],
  { selectedId = null, stopsAt = [] }: { selectedId?: string | null; stopsAt?: readonly LngLat[] } = {},
): MapLayer {
  const taken = new Set(stopsAt.map(String))
  return {
    key: 'centres',
    place: 'on_top',
    features: centres
      .filter(({ lngLat }) => !taken.has(String(lngLat)))
      .map(({ id, name, lngLat, active = true }) =>
        pointFeature(lngLat, { id, title: name, active, selected: id === selectedId }),
      ),
    styles: STYLES,
  }
}
