import type { LngLat } from '../../../shared/geo.ts'
import type { Obstacles } from './blocked-cells.ts'
import type { Graph, RoadEdges } from './road-edges.ts'
import type { Search } from './search.ts'
import type { Drive, SnappedPoint, Snapping } from './snapped-point.ts'

/** A network made ready for one profile: its costs, its searches both ways and how points join it. */
export type ProfileNetwork = {
  readonly edges: RoadEdges
  readonly leavable?: Uint8Array | undefined
  readonly obstacles?: Obstacles | undefined
  graph(direction: 'from' | 'to'): Graph
  search(direction: 'from' | 'to'): Search
  snap(lngLat: LngLat): Snapping
  /** The drive between two points of the same place that need not pass by a node; null when there is none. */
  direct(from: SnappedPoint, to: SnappedPoint): Drive | null
}
