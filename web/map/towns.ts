import type { ExpressionFilterSpecification, LayerSpecification } from 'maplibre-gl'
import { PLAIN_FONT } from './map-layer.ts'
import { PALETTE } from './palette.ts'

/** Zoom from which the towns of each rank are named, the greatest (rank 1) first; MapLibre filters by whole zooms. */
const TOWN_ZOOMS = [3, 5, 6, 7, 8, 9] as const

const namedRanks = [0, ...TOWN_ZOOMS.flatMap((zoom, at) => [zoom, at + 1])]

const isShown = [
  'all',
  ['==', ['get', 'kind'], 'town'],
  ['<=', ['get', 'rank'], ['step', ['zoom'], ...namedRanks]],
] as unknown as ExpressionFilterSpecification

/** Towns of the offline basemap, from `towns.geojson`: a dot and a name, more of them as one comes nearer. */
export const TOWNS: readonly LayerSpecification[] = [
  {
    id: 'town-dots',
    type: 'circle',
    source: 'towns',
    filter: isShown,
    paint: {
      'circle-radius': ['match', ['get', 'rank'], 1, 2.6, 2, 2.2, 1.7],
      'circle-color': PALETTE.townDot,
      'circle-stroke-color': PALETTE.land,
      'circle-stroke-width': 1,
    },
  },
  {
    id: 'town-names',
    type: 'symbol',
    source: 'towns',
    filter: isShown,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': PLAIN_FONT,
      'text-size': ['match', ['get', 'rank'], 1, 14, 2, 13, 3, 12, 11],
      'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
      'text-radial-offset': 0.45,
      'text-padding': 4,
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': PALETTE.townName, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 1.4 },
  },
]
