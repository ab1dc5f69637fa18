import type { ExpressionFilterSpecification } from 'maplibre-gl'
import type { LngLat } from '../../shared/geo.ts'
import { BOLD_FONT, type LayerStyle, type MapLayer } from './map-layer.ts'
import { PALETTE } from './palette.ts'
import { pointFeature } from './positions.ts'

export type StopOnMap = {
  readonly id: string
  /** Place in the tour, 1 the first. */
  readonly order: number
  readonly name: string
  readonly lngLat: LngLat
}

/** The tour on show is drawn full; the one it is compared with, hollow and in another colour. */
export type TourVariant = 'shown' | 'compared'

type Options = {
  readonly selectedId?: string | null
  readonly variant?: TourVariant
  /** Where the other tour stands as well: the disc moves a little aside and leaves the name to it. */
  readonly besides?: readonly LngLat[]
}

/** Stops with their order in the tour. Several stops at one place share a disc: « 2 · 5 ». Picks as `stops` or `compared-stops`. */
export function stopsLayer(
  stops: readonly StopOnMap[],
  { selectedId = null, variant = 'shown', besides = [] }: Options = {},
): MapLayer {
  const shared = new Set(besides.map(String))
  const places = new Map<string, StopOnMap[]>()
  for (const stop of [...stops].sort((a, b) => a.order - b.order)) {
    const place = String(stop.lngLat)
    places.set(place, [...(places.get(place) ?? []), stop])
  }
  const features = [...places].map(([place, here]) => {
    const picked = here.find((stop) => stop.id === selectedId) ?? here[0]!
    return pointFeature(picked.lngLat, {
      id: picked.id,
      title: picked.name,
      orders: here.map((stop) => stop.order).join(' · '),
      wide: here.length - 1,
      aside: shared.has(place),
      selected: picked.id === selectedId,
    })
  })
  return { key: variant === 'shown' ? 'stops' : 'compared-stops', place: 'on_top', features, styles: STYLES[variant] }
}

type Inks = { readonly fill: string; readonly edge: string; readonly number: string; readonly halo: string }

function stylesOf(inks: Inks): LayerStyle[] {
  return [nameStyle, ...discStyles(inks, false), ...discStyles(inks, true)]
}

/** Pixels a disc moves to the right when the other tour stands there too. */
const ASIDE = 20

/** Pixels: 11 for one number, and room for several written smaller: « 4 · 13 ». */
const DISC_RADIUS = ['case', ['>', ['get', 'wide'], 0], ['+', 2, ['*', 3, ['length', ['get', 'orders']]]], 11]

function discStyles(inks: Inks, aside: boolean): LayerStyle[] {
  const radius = ['+', DISC_RADIUS, ['case', ['get', 'selected'], 2, 0]]
  const suffix = aside ? '-aside' : ''
  const move = [aside ? ASIDE : 0, 0]
  const here: ExpressionFilterSpecification = ['==', ['get', 'aside'], aside]
  return [
    {
      name: `halo${suffix}`,
      type: 'circle',
      filter: ['all', here, ['get', 'selected']],
      paint: {
        'circle-radius': ['+', 9, radius],
        'circle-color': inks.halo,
        'circle-opacity': 0.22,
        'circle-translate': move,
      },
    },
    {
      name: `disc${suffix}`,
      type: 'circle',
      pick: true,
      filter: here,
      paint: {
        'circle-radius': radius,
        'circle-color': inks.fill,
        'circle-stroke-color': inks.edge,
        'circle-stroke-width': 2.5,
        'circle-translate': move,
      },
    },
    {
      name: `order${suffix}`,
      type: 'symbol',
      filter: here,
      layout: {
        'text-field': ['get', 'orders'],
        'text-font': BOLD_FONT,
        'text-size': ['case', ['>', ['get', 'wide'], 0], 11, 13],
        'text-allow-overlap': true,
        // Placed before the names, which therefore leave the discs in sight.
        'text-padding': 6,
      },
      paint: { 'text-color': inks.number, 'text-translate': move },
    },
  ]
}

const nameStyle: LayerStyle = {
  name: 'name',
  type: 'symbol',
  filter: ['!', ['get', 'aside']],
  layout: {
    'text-field': ['get', 'title'],
    'text-font': BOLD_FONT,
    'text-size': 13,
    'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
    'text-radial-offset': ['+', 0.4, ['/', DISC_RADIUS, 13]],
    'symbol-sort-key': ['case', ['get', 'selected'], 0, 1],
  },
  paint: { 'text-color': PALETTE.name, 'text-halo-color': PALETTE.paperHalo, 'text-halo-width': 2 },
}

const STYLES = {
  shown: stylesOf({ fill: PALETTE.tour, edge: PALETTE.onTour, number: PALETTE.onTour, halo: PALETTE.tour }),
  compared: stylesOf({
    fill: PALETTE.onOtherTour,
    edge: PALETTE.otherTour,
    number: PALETTE.otherTour,
    halo: PALETTE.otherTour,
  }),
}
