import type { LngLat } from '../../shared/geo.ts'
import { type LayerStyle, type MapLayer, PLAIN_FONT } from './map-layer.ts'
import { PALETTE } from './palette.ts'
import { pointFeature } from './positions.ts'

export type DepotOnMap = { readonly id: string; readonly name: string; readonly lngLat: LngLat }

const STYLES: readonly LayerStyle[] = [
  {
    name: 'square',
    type: 'symbol',
    pick: true,
    layout: {
      'text-field': '■',
      'text-font': PLAIN_FONT,
      'text-size': 20,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': PALETTE.depot, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 2 },
  },
  {
    name: 'name',
    type: 'symbol',
    layout: {
      'text-field': ['get', 'title'],
      'text-font': PLAIN_FONT,
      'text-size': 12,
      'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.9,
    },
    paint: { 'text-color': PALETTE.depot, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 1.8 },
  },
]

/** Where units sleep between tours: dark squares. Picks as `depots`. */
export function depotsLayer(depots: readonly DepotOnMap[]): MapLayer {
  return {
    key: 'depots',
    place: 'on_top',
    features: depots.map(({ id, name, lngLat }) => pointFeature(lngLat, { id, title: name })),
    styles: STYLES,
  }
}
