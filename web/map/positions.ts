import type { Feature, Point } from 'geojson'
import type { LngLat } from '../../shared/geo.ts'

/** `[[west, south], [east, north]]`. */
export type Bounds = [[number, number], [number, number]]

/** Metropolitan France, Corsica included: what the map shows when it has nothing to bring into view. */
export const FRANCE: Bounds = [
  [-5.2, 41.3],
  [9.6, 51.1],
]

/** The smallest box around some positions; all of France when there are none. */
export function boundsOf(positions: readonly LngLat[]): Bounds {
  if (positions.length === 0) return FRANCE
  const lngs = positions.map(([lng]) => lng)
  const lats = positions.map(([, lat]) => lat)
  return [
    [Math.min(...lngs), Math.min(...lats)],
    [Math.max(...lngs), Math.max(...lats)],
  ]
}

/** A point of the map with what is known of it. */
export function pointFeature<Properties extends object>(lngLat: LngLat, properties: Properties): Feature<Point> {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...lngLat] } }
}
