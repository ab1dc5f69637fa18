import type { Feature, LineString } from 'geojson'
import type { LngLat } from '../../shared/geo.ts'
import { BOLD_FONT, type LayerStyle, type MapLayer } from './map-layer.ts'
import { PALETTE } from './palette.ts'
import type { TourVariant } from './stops-layer.ts'

export type LegOnMap = {
  readonly id: string
  /** What a pointer over the leg says: « 2 h 10, 154 km ». */
  readonly title: string
  /** The way by road; two points when only its ends are known, drawn as a dotted straight line. */
  readonly path: readonly LngLat[]
}

/** Legs of a tour in the direction of travel. Picks as `legs` or `compared-legs`. */
export function legsLayer(legs: readonly LegOnMap[], variant: TourVariant = 'shown'): MapLayer {
  return {
    key: variant === 'shown' ? 'legs' : 'compared-legs',
    place: 'on_top',
    features: legs.filter((leg) => leg.path.length >= 2).map(legFeature),
    styles: STYLES[variant],
  }
}

function legFeature({ id, title, path }: LegOnMap): Feature<LineString> {
  return {
    type: 'Feature',
    properties: { id, title, straight: path.length === 2 },
    geometry: { type: 'LineString', coordinates: path.map((position) => [...position]) },
  }
}

function stylesOf(colour: string, width: number): LayerStyle[] {
  const rounded = { 'line-cap': 'round', 'line-join': 'round' }
  return [
    {
      name: 'casing',
      type: 'line',
      layout: rounded,
      paint: { 'line-color': PALETTE.paperHalo, 'line-width': width + 3, 'line-opacity': 0.9 },
    },
    {
      name: 'road',
      type: 'line',
      pick: true,
      filter: ['!', ['get', 'straight']],
      layout: rounded,
      paint: { 'line-color': colour, 'line-width': width },
    },
    {
      name: 'straight',
      type: 'line',
      pick: true,
      filter: ['get', 'straight'],
      layout: rounded,
      paint: { 'line-color': colour, 'line-width': width, 'line-dasharray': [0.2, 2.2] },
    },
    {
      name: 'direction',
      type: 'symbol',
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 110,
        'text-field': '›',
        'text-font': BOLD_FONT,
        'text-size': 24,
        'text-keep-upright': false,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'text-offset': [0, -0.08],
      },
      paint: { 'text-color': colour, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 2 },
    },
  ]
}

const STYLES = { shown: stylesOf(PALETTE.tour, 2.6), compared: stylesOf(PALETTE.otherTour, 1.8) }
