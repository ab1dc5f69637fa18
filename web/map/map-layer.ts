import type { Feature } from 'geojson'
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl'

/** One way to draw a layer's features; `pick` when clicking it means the feature. */
export type LayerStyle = Pick<LayerSpecification, 'type'> & {
  readonly name: string
  readonly pick?: boolean
  readonly filter?: FilterSpecification
  readonly minzoom?: number
  readonly layout?: Readonly<Record<string, unknown>>
  readonly paint?: Readonly<Record<string, unknown>>
}

/**
 * Something drawn on the map: made by a pure function from data, drawn by `MapView`. A feature that can be picked has
 * `id` and `title` among its properties. Areas go under the names of towns, the rest on top.
 */
export type MapLayer = {
  readonly key: string
  readonly place: 'under_names' | 'on_top'
  readonly features: readonly Feature[]
  readonly styles: readonly LayerStyle[]
}

/** What was picked on the map: the layer's key and the feature's id. */
export type Picked = { readonly layer: string; readonly id: string }

/** Fonts of the reader's own machine: the map has no font server. A name must not end in a digit. */
export const PLAIN_FONT = ['sans-serif']
export const BOLD_FONT = ['bold sans-serif']

/** The layers of the style that draw `layer`, first the lowest. */
export function styleLayersOf(layer: MapLayer): LayerSpecification[] {
  return layer.styles.map(({ name, pick: _, ...style }) => {
    return { ...style, id: styleLayerId(layer.key, name), source: layer.key } as LayerSpecification
  })
}

/** Identifiers of the style layers a click is looked for in, topmost first. */
export function pickableIds(layers: readonly MapLayer[]): string[] {
  return layers
    .flatMap((layer) => layer.styles.filter((style) => style.pick).map((style) => styleLayerId(layer.key, style.name)))
    .reverse()
}

const styleLayerId = (key: string, name: string): string => `${key}:${name}`
