import type { LngLat } from '../../../shared/geo.ts'
import type { NoTravelReason } from '../../../shared/travel.ts'
import type { Seed } from './search.ts'

/** How a point joins a network, for one profile. */
export type SnappedPoint = {
  readonly lngLat: LngLat
  /** From the point asked to where it joins the network. */
  readonly snapMetres: number
  /** Nodes one drives to from the point, with what that takes. */
  readonly departures: readonly Seed[]
  /** Nodes one drives from to the point, with what that takes. */
  readonly arrivals: readonly Seed[]
  /** Points of the same place (edge or settlement) may be joined directly: see `ProfileNetwork.direct`. */
  readonly place: number
  /** Where along the edge `place` it stands, from 0 at `from` to 1 at `to`; null where places are not edges. */
  readonly fraction: number | null
  /** How many inner shape points of that edge come before it. */
  readonly shapeBefore: number
}

export type Snapping = SnappedPoint | Extract<NoTravelReason, 'not_snapped' | 'out_of_area'>

/** What a drive takes. */
export type Drive = { readonly deciseconds: number; readonly metres: number }

/** Remembers how points were snapped: catchments ask for the same communes again and again. */
export function rememberSnaps(snap: (lngLat: LngLat) => Snapping, most = 300_000): (lngLat: LngLat) => Snapping {
  const known = new Map<number, Snapping>()
  return (lngLat) => {
    const key = pointKey(lngLat)
    const before = known.get(key)
    if (before !== undefined) return before
    const snapping = snap(lngLat)
    if (known.size >= most) known.clear()
    known.set(key, snapping)
    return snapping
  }
}

/** One whole number per point, exact to 10⁻⁵ degree (about a metre). */
export function pointKey([lng, lat]: LngLat): number {
  return Math.round((lng + 180) * 1e5) * 18_000_001 + Math.round((lat + 90) * 1e5)
}
