import type { LngLat } from '../../shared/geo.ts'
import type { LayerStyle, MapLayer } from './map-layer.ts'
import { nearnessColour, PALETTE } from './palette.ts'
import { pointFeature } from './positions.ts'

export type CommuneOnMap = {
  readonly insee: string
  readonly name: string
  readonly lngLat: LngLat
  readonly population: number
  /** Drive minutes from the centre; null beyond reach. */
  readonly minutes: number | null
  /** Drawn as a ring: it does not stand exactly there. */
  readonly approximate: boolean
}

const STYLES: readonly LayerStyle[] = [
  {
    name: 'people',
    type: 'circle',
    pick: true,
    layout: { 'circle-sort-key': ['-', ['get', 'population']] },
    paint: {
      // Area follows people; the map's scale stretches it.
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['zoom'],
        6,
        ['+', 0.8, ['*', 0.028, ['sqrt', ['get', 'population']]]],
        10,
        ['+', 3, ['*', 0.075, ['sqrt', ['get', 'population']]]],
      ],
      'circle-color': ['get', 'colour'],
      'circle-opacity': ['case', ['get', 'approximate'], 0, 0.85],
      'circle-stroke-color': ['case', ['get', 'approximate'], ['get', 'colour'], PALETTE.paperHalo],
      'circle-stroke-width': ['case', ['get', 'approximate'], 1.6, 0.8],
    },
  },
]

/** The smallest of `bands` (minutes, any order) that holds `minutes`, by its place from the nearest; null when none does. */
export function bandNumber(minutes: number | null, bands: readonly number[]): number | null {
  if (minutes === null) return null
  const at = [...bands].sort((a, b) => a - b).findIndex((band) => minutes <= band)
  return at === -1 ? null : at
}

/** Communes as discs: area by people, colour by band, a ring where the position is approximate. Picks as `communes`. */
export function communesLayer(communes: readonly CommuneOnMap[], bands: readonly number[]): MapLayer {
  return {
    key: 'communes',
    place: 'under_names',
    features: communes.map(({ insee, name, lngLat, population, minutes, approximate }) =>
      pointFeature(lngLat, {
        id: insee,
        title: name,
        population,
        approximate,
        colour: nearnessColour(bandNumber(minutes, bands)),
      }),
    ),
    styles: STYLES,
  }
}
